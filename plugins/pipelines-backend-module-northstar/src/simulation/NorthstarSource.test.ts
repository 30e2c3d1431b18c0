import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from './time';
import { Kept, newSources, NOW, sweepInto } from './testing';

// Much is computed here, and slowly where other tests run beside it.
jest.setTimeout(120_000);

const SOURCES = [
  'northstar-airflow-prod',
  'northstar-airflow-dev',
  'northstar-dbt-prod',
  'northstar-spark-prod',
  'northstar-kafka-prod',
];

async function once(id: string, options: { seed?: string; now?: number } = {}) {
  const now = options.now ?? NOW;
  return sweepInto(new Kept(), newSources(options)[id], now);
}

describe('NorthstarSource', () => {
  it.each(SOURCES)(
    '%s: same seed, same history; another seed, another',
    async id => {
      const first = await once(id);
      expect(first.runs.size).toBeGreaterThan(10);
      expect((await once(id)).sorted()).toEqual(first.sorted());
      expect((await once(id, { seed: 'other' })).sorted()).not.toEqual(
        first.sorted(),
      );
    },
  );

  it('brings by live ticks exactly what one sweep over the same time would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SOURCES),
        fc.array(fc.integer({ min: 1, max: 18 * 60 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (id, minutes) => {
          const end = NOW + 18 * HOUR;
          const live = new Kept();
          const ticking = newSources({ historyDays: 1 })[id];
          await sweepInto(live, ticking, NOW);
          for (const after of minutes.sort((a, b) => a - b)) {
            await sweepInto(live, ticking, NOW + after * MINUTE);
          }
          await sweepInto(live, ticking, end);

          // The same demo, started at the same time and not looked at until the end, by a process that knows nothing.
          const late = new Kept();
          await sweepInto(late, newSources({ historyDays: 1 })[id], NOW);
          await sweepInto(late, newSources({ historyDays: 1 })[id], end);
          expect(live.sorted()).toEqual(late.sorted());
        },
      ),
      { numRuns: 6 },
    );
  });

  it('loses nothing when it is cut off after any batch', async () => {
    const whole = await once('northstar-airflow-prod');
    for (const batches of [1, 2, 3, 4]) {
      const cut = new Kept();
      await sweepInto(cut, newSources()['northstar-airflow-prod'], NOW, {
        batches,
      });
      await sweepInto(cut, newSources()['northstar-airflow-prod'], NOW);
      expect(cut.sorted()).toEqual(whole.sorted());
    }
  });

  it('delivers a run again only when it has changed', async () => {
    const kept = await once('northstar-airflow-prod');
    const source = newSources()['northstar-airflow-prod'];
    const ticks = Array.from({ length: 20 }, (_, at) => NOW + at * 3 * MINUTE);
    const due = Date.parse('2026-11-21T10:05:00Z');
    ticks.push(due + 1_000, due + MINUTE, due + 2 * MINUTE);
    for (const now of ticks.sort((x, y) => x - y)) {
      await sweepInto(kept, source, now);
    }
    const seen = kept.delivered.map(run => JSON.stringify(run));
    expect(new Set(seen).size).toBe(seen.length);
    const states = kept.delivered
      .filter(
        run =>
          run.pipelineExternalId === 'orders_ingest_hourly' &&
          run.runAfter === '2026-11-21T10:05:00.000Z',
      )
      .map(run => run.state);
    expect(states).toEqual(['queued', 'running', 'success']);
  });

  it('fills a gap of two days with what would have run', async () => {
    const kept = await once('northstar-airflow-prod');
    const before = kept.runs.size;
    await sweepInto(
      kept,
      newSources()['northstar-airflow-prod'],
      NOW + 2 * DAY,
    );
    expect(kept.runs.size - before).toBeGreaterThan(500);
    const hours = kept
      .of('orders_ingest_hourly')
      .map(run => Date.parse(run.runAfter));
    const steps = hours.slice(1).map((at, place) => at - hours[place]);
    expect(new Set(steps)).toEqual(new Set([HOUR]));
  });

  it('stands still while the clock is set back, and goes on afterwards', async () => {
    const kept = await once('northstar-dbt-prod');
    const { cursor } = kept;
    const before = kept.delivered.length;
    const source = newSources()['northstar-dbt-prod'];
    await sweepInto(kept, source, NOW - 5 * HOUR);
    expect(kept.cursor).toEqual(cursor);
    expect(kept.delivered).toHaveLength(before);

    await sweepInto(kept, source, NOW + 5 * HOUR);
    const through = await sweepInto(
      await once('northstar-dbt-prod'),
      newSources()['northstar-dbt-prod'],
      NOW + 5 * HOUR,
    );
    expect(kept.sorted()).toEqual(through.sorted());
  });

  it.each(SOURCES)(
    '%s: survives a gap that is longer than its history: closes what was open and goes on',
    async id => {
      const kept = await once(id);
      const known = new Set(kept.runs.keys());
      const later = NOW + 200 * DAY;
      await sweepInto(kept, newSources()[id], later);
      const wrong: string[] = [];
      for (const [key, run] of kept.runs) {
        const runAfter = Date.parse(run.runAfter);
        // Nothing is left open that isn't open now, and nothing is told of the time in between.
        const endedAt = run.endedAt ? Date.parse(run.endedAt) : later;
        const isExpected = known.has(key)
          ? run.endedAt !== undefined
          : endedAt > later - 3 * DAY;
        if (!isExpected || runAfter > later) wrong.push(key);
      }
      expect(wrong).toEqual([]);
      const again = kept.delivered.length;
      await sweepInto(kept, newSources()[id], later);
      expect(kept.delivered).toHaveLength(again);
    },
  );

  it('says what the cursor is when it can’t be read', async () => {
    const kept = new Kept();
    kept.cursor = { page: 7 };
    await expect(
      sweepInto(kept, newSources()['northstar-dbt-prod'], NOW),
    ).rejects.toThrow(/\{"page":7\}.*start over/);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(
      sweepInto(new Kept(), newSources()['northstar-dbt-prod'], NOW, {
        signal: stop.signal,
      }),
    ).rejects.toThrow(/abort/i);
  });

  it('brings at most 400 rows in a batch', async () => {
    const source = newSources({ historyDays: 10 })['northstar-airflow-prod'];
    const sweep = source.collect({
      now: () => new Date(NOW),
      signal: new AbortController().signal,
      logger: undefined as never,
    });
    const sizes: number[] = [];
    for await (const batch of sweep) sizes.push(batch.runs?.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
    expect(sizes.length).toBeGreaterThan(10);
  });

  it('tells definitions with their next run, and again when that has moved', async () => {
    const source = newSources()['northstar-airflow-prod'];
    const kept = await sweepInto(new Kept(), source, NOW);
    const nextOf = (id: string) =>
      kept.definitions.find(({ externalId }) => externalId === id)?.nextRunAt;
    expect(kept.definitions).toHaveLength(32);
    expect(nextOf('finance_close_daily')).toBe('2026-11-22T09:30:00.000Z');
    expect(nextOf('orders_ingest_hourly')).toBe('2026-11-21T10:05:00.000Z');
    expect(kept.version).toContain('simulated');

    kept.definitions = [];
    await sweepInto(kept, source, NOW + 1_000);
    expect(kept.definitions).toEqual([]);
    await sweepInto(kept, source, NOW + 21 * MINUTE);
    expect(nextOf('orders_ingest_hourly')).toBe('2026-11-21T11:05:00.000Z');
  });

  it('schedules nothing in dev, and says what is wrong there', async () => {
    const kept = await once('northstar-airflow-dev');
    expect(kept.definitions.every(d => !d.schedule && !d.nextRunAt)).toBe(true);
    expect(new Set(kept.sorted().map(run => run.runType))).toEqual(
      new Set(['manual']),
    );
    expect(kept.issues.map(({ kind }) => kind)).toEqual(['import-error']);
  });
});

import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { PIPELINES } from '../fleet';
import { externalIdOf } from '../catalog/technologies';
import { LONGEST_RUN } from './fate';
import { hangs, heldUp, STORIES } from './stories';
import {
  durationMinutes,
  Kept,
  mean,
  newSources,
  NOW,
  sweepInto,
} from './testing';
import { DAY, HOUR, isMonthEnd, iso, MINUTE } from './time';

const named = (name: string) => PIPELINES.find(p => p.name === name)!;

// Ninety days take a few seconds, and longer where other tests run beside them.
jest.setTimeout(120_000);

describe('ninety days at Northstar', () => {
  const kept: Record<string, Kept> = {};
  const prod: RunObservation[] = [];
  const runsOf = (name: string) =>
    Object.entries(kept)
      .filter(([id]) => id.endsWith('-prod'))
      .flatMap(([, source]) => source.of(externalIdOf(named(name))));

  beforeAll(async () => {
    const sources = newSources({ historyDays: 90 });
    for (const [id, source] of Object.entries(sources)) {
      kept[id] = await sweepInto(new Kept(), source, NOW);
      if (source.environment === 'prod') prod.push(...kept[id].runs.values());
    }
  }, 120_000);

  const scheduled = (from = 0) =>
    prod.filter(
      run =>
        run.runType === 'scheduled' &&
        run.endedAt !== undefined &&
        Date.parse(run.endedAt) > from,
    );
  const successRate = (runs: RunObservation[]) =>
    runs.filter(run => run.state === 'success').length / runs.length;

  it('are fewer than 80,000 rows, each told once', () => {
    const rows = Object.values(kept).map(source => source.delivered.length);
    const runs = Object.values(kept).map(source => source.runs.size);
    expect(rows).toEqual(runs);
    const total = rows.reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThan(80_000);
    expect(total).toBeGreaterThan(40_000);
  });

  it('show every pipeline', () => {
    const seen = new Set(prod.map(run => run.pipelineExternalId));
    // The monthly one runs on the third.
    expect(PIPELINES.filter(p => !seen.has(externalIdOf(p)))).toEqual([]);
  });

  it('have runs that begin, go on and end in that order, none later than now', () => {
    const wrong = prod.filter(run => {
      const times = [
        run.dataIntervalStart,
        run.queuedAt,
        run.startedAt,
        run.endedAt,
        iso(NOW),
      ].filter(time => time !== undefined);
      const isFinal = run.state === 'success' || run.state === 'failed';
      return (
        [...times].sort().join() !== times.join() ||
        isFinal !== Boolean(run.endedAt)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('have no run that lasts longer than a sweep looks back', () => {
    const longest = Math.max(
      ...scheduled().map(r => Date.parse(r.endedAt!) - Date.parse(r.runAfter)),
    );
    // A failed run may be rerun up to three hours later, and takes as long again.
    expect(2 * longest + 3 * HOUR).toBeLessThan(LONGEST_RUN);
  });

  it('succeed in about 99.8 % of scheduled production runs', () => {
    expect(successRate(scheduled())).toBeGreaterThan(0.997);
    expect(successRate(scheduled())).toBeLessThan(0.9995);
    const month = successRate(scheduled(NOW - 30 * DAY));
    expect(month).toBeGreaterThan(0.996);
    expect(month).toBeLessThan(0.999);
  });

  it('end within 45 minutes, most of them', () => {
    const inTime = scheduled().filter(
      run => Date.parse(run.endedAt!) - Date.parse(run.runAfter) < 45 * MINUTE,
    );
    expect(inTime.length / scheduled().length).toBeGreaterThan(0.98);
  });

  it('make the close slower at the end of a month', () => {
    const done = runsOf('finance_close_daily').filter(
      run => run.state === 'success',
    );
    const [busy, quiet] = [true, false].map(isBusy =>
      done
        .filter(
          run =>
            isMonthEnd(Date.parse(run.runAfter), 'America/New_York') === isBusy,
        )
        .map(durationMinutes),
    );
    expect(busy.length).toBeGreaterThanOrEqual(10);
    expect(mean(busy)).toBeGreaterThan(1.4 * mean(quiet));
  });

  it('have marketing burn its budget since ten days', () => {
    const ids = new Set(
      PIPELINES.filter(p => p.domain === 'marketing').map(externalIdOf),
    );
    const marketing = scheduled().filter(r => ids.has(r.pipelineExternalId));
    const since = iso(NOW - 10 * DAY);
    const recent = successRate(marketing.filter(r => r.runAfter > since));
    const before = successRate(marketing.filter(r => r.runAfter <= since));
    expect(recent).toBeLessThan(0.99);
    expect(before).toBeGreaterThan(0.997);
  });

  it('have a consumer that restarts again and again, and others that don’t', () => {
    const since = iso(NOW - 9 * HOUR);
    const crashes = (name: string) =>
      runsOf(name).filter(r => r.state === 'failed' && r.endedAt! > since);
    expect(crashes('orders_enrichment').length).toBeGreaterThan(10);
    expect(crashes('payments_cdc')).toEqual([]);
    for (const p of PIPELINES.filter(({ type }) => type === 'kafka-consumer')) {
      const processes = runsOf(p.name);
      // One at a time: each began after the one before had ended, and at most the last goes on.
      processes.slice(1).forEach((process, place) => {
        expect(process.startedAt! > processes[place].endedAt!).toBe(true);
      });
      expect(processes.at(-1)?.runType).toBe('continuous');
    }
  });

  it('have a release that doubles the durations of one Spark job', () => {
    const done = runsOf('clickstream_sessions').filter(
      r => r.state === 'success',
    );
    const released = iso(NOW - 6 * DAY);
    const after = done.filter(r => r.startedAt! >= released);
    const before = done.filter(r => r.startedAt! < released);
    expect(
      mean(after.map(durationMinutes)) / mean(before.map(durationMinutes)),
    ).toBeGreaterThan(1.8);
    expect(new Set(after.map(r => r.version)).size).toBe(1);
    expect(before.at(-1)!.version).not.toBe(after[0].version);
    // Its neighbour in the same unit was released too, and is as fast as before.
    const neighbour = runsOf('web_bot_filter').filter(
      r => r.state === 'success',
    );
    const [now, then] = [true, false].map(isAfter =>
      mean(
        neighbour
          .filter(r => r.startedAt! >= released === isAfter)
          .map(durationMinutes),
      ),
    );
    expect(now / then).toBeCloseTo(1, 1);
  });

  it('have a legacy DAG that somebody changed on the server', () => {
    const runs = runsOf('legacy_bank_statements');
    expect(new Set(runs.map(r => r.version)).size).toBe(2);
    const first = runs.filter(r => r.version === runs.at(-1)!.version)[0];
    expect(first.note).toMatch(/outside any release/);
    expect(runs.filter(r => r.note?.includes('outside'))).toHaveLength(1);
  });

  it('have one DAG paused since twelve days', () => {
    const last = runsOf('legacy_affiliate_import').at(-1)!;
    expect(Date.parse(last.runAfter)).toBeLessThanOrEqual(NOW - 12 * DAY);
    const paused = kept['northstar-airflow-prod'].definitions.filter(
      d => d.paused,
    );
    expect(paused).toMatchObject([{ externalId: 'legacy_affiliate_import' }]);
    expect(paused[0].nextRunAt).toBeUndefined();
  });

  it('have an Airflow that can’t be reached since three hours', async () => {
    const source = newSources()['northstar-airflow-legacy-prod'];
    const old = await sweepInto(new Kept(), source, NOW);
    expect(old.runs.size).toBeGreaterThan(20);
    expect(
      old
        .sorted()
        .map(r => r.runAfter)
        .sort()
        .at(-1)!,
    ).toBe('2026-11-21T05:45:00.000Z');
    for (const after of [15_000, DAY, 100 * DAY]) {
      await expect(sweepInto(old, source, NOW + after)).rejects.toThrow(
        /ECONNREFUSED.*simulated/,
      );
    }
    // Known runs can't be looked into either.
    await expect(
      source.readTasks!(old.sorted()[0], {
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow(/simulated outage/);
  });

  it('end with three failures last night that nobody has rerun', () => {
    for (const name of [
      'demand_forecast',
      'store_performance',
      'supplier_scores',
    ]) {
      expect(runsOf(name).at(-1)).toMatchObject({
        state: 'failed',
        note: expect.stringContaining('simulated'),
      });
    }
  });

  it('have failures mended by a run by hand, which doesn’t count as scheduled', () => {
    const manual = prod.filter(run => run.runType === 'manual');
    expect(manual.length).toBeGreaterThan(3);
    for (const run of manual) expect(run.note).toMatch(/Rerun by hand/);
  });
});

describe('whenever the demo is first started', () => {
  it.each([
    '2026-11-21T09:45:12Z',
    '2026-12-31T23:59:59Z',
    '2027-03-14T07:00:00Z',
    '2027-06-30T03:15:00Z',
    '2027-10-31T01:30:00Z',
  ])('at %s one run is late and several are running', async start => {
    const now = Date.parse(start);
    const sources = newSources({ now, historyDays: 2 });
    const open: RunObservation[] = [];
    for (const id of ['airflow', 'dbt', 'spark']) {
      const kept = await sweepInto(
        new Kept(),
        sources[`northstar-${id}-prod`],
        now,
      );
      open.push(...kept.sorted().filter(run => run.endedAt === undefined));
    }
    expect(open.length).toBeGreaterThanOrEqual(3);
    const late = open.filter(
      run =>
        run.pipelineExternalId === 'customer_360_merge' &&
        now - Date.parse(run.runAfter) >= 60 * MINUTE,
    );
    expect(late).toMatchObject([{ state: 'running' }]);
  });
});

describe('hangs', () => {
  it('concerns each day one run that ends five hours later, and those that wait for it', () => {
    const merge = named('customer_360_merge');
    const due = Array.from(
      { length: 36 },
      (_, at) => NOW - 12 * HOUR + at * 2 * HOUR,
    );
    const hanging = due.filter(at => hangs(merge, at, NOW)?.endAt);
    expect(hanging).toHaveLength(3);
    for (const at of due) {
      const story = hangs(merge, at, NOW);
      expect(story?.startAt ?? at).toBeGreaterThanOrEqual(at);
    }
    expect(hangs(named('churn_features'), hanging[0], NOW)).toBeUndefined();
  });
});

describe('what reads what the hanging run writes', () => {
  it('starts after it, one after the other, however the demo was started', () => {
    const { late } = STORIES;
    const { minutesAfter, pipeline } = late.waits;
    for (let minutes = 0; minutes < 120; minutes += 7) {
      const start = NOW + minutes * MINUTE;
      const due = Array.from(
        { length: 12 },
        (_, at) => NOW - 8 * HOUR + at * 2 * HOUR,
      );
      const hanging = due.find(
        at => hangs(named(late.pipeline), at, start)?.endAt,
      )!;
      const { endAt } = hangs(named(late.pipeline), hanging, start)!;
      const starts = due
        .map(at => at + minutesAfter * MINUTE)
        .filter(at => at > hanging && at < endAt!)
        .map(at => hangs(named(pipeline), at, start)?.startAt);
      expect(starts.length).toBeGreaterThan(1);
      expect(starts.every(at => at !== undefined && at > endAt!)).toBe(true);
      expect([...starts].sort()).toEqual(starts);
      expect(hangs(named(pipeline), hanging - HOUR, start)).toBeUndefined();
    }
  });
});

describe('heldUp', () => {
  const first = Date.parse('2026-11-20T02:20:00Z');
  const due = [0, 30, 70].map(minutes => first + minutes * MINUTE);
  const names = STORIES.lateMorning.pipelines.map(({ name }) => name);

  it.each([37, 45, 59])(
    'concerns one morning of all three, %s hours before the start',
    hours => {
      const start = first + hours * HOUR;
      const [snapshot, plan, orders] = names.map((name, i) =>
        heldUp(named(name), due[i], start),
      );
      expect(snapshot?.endAt).toBe(first + 190 * MINUTE);
      expect(plan!.startAt).toBeGreaterThan(snapshot!.endAt!);
      expect(orders!.startAt).toBeGreaterThan(plan!.startAt);
      for (const days of [-1, 1]) {
        names.forEach((name, i) => {
          expect(
            heldUp(named(name), due[i] + days * DAY, start),
          ).toBeUndefined();
        });
      }
    },
  );

  it('is about pipelines that are due as it says, and read what the first one writes', () => {
    const minutes = names.map(name => {
      const [minute, hour] = named(name).schedule!.cron.split(' ').map(Number);
      return hour * 60 + minute;
    });
    expect(minutes.map(at => at - minutes[0])).toEqual(
      STORIES.lateMorning.pipelines.map(({ dueAfter }) => dueAfter),
    );
    for (const name of names.slice(1)) {
      expect(named(name).reads).toContain('sf:raw.inventory_snapshot');
    }
  });
});

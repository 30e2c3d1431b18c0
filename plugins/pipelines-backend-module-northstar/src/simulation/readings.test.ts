import { externalIdOf } from '../catalog/technologies';
import { PIPELINES } from '../fleet';
import { STORIES } from './stories';
import { Kept, newSources, NOW, sweepInto } from './testing';
import { DAY, HOUR, iso, MINUTE } from './time';

jest.setTimeout(120_000);

const KAFKA = 'northstar-kafka-prod';
const DBT = 'northstar-dbt-prod';

const once = (id: string, historyDays = 5) =>
  sweepInto(new Kept(), newSources({ historyDays })[id], NOW);

/** The readings of a pipeline, oldest first. */
function lagOf(kept: Kept, name: string) {
  const pipeline = externalIdOf(PIPELINES.find(p => p.name === name)!);
  return [...kept.freshness.values()]
    .filter(({ subject }) => subject.pipeline === pipeline)
    .sort((a, b) => a.at.localeCompare(b.at));
}

describe('readings of the demo', () => {
  it('samples every consumer each minute, for the last two days', async () => {
    const kept = await once(KAFKA);
    const readings = lagOf(kept, 'payments_cdc');
    expect(readings).toHaveLength((2 * DAY) / MINUTE);
    expect(readings.at(-1)!.at).toBe(iso(Math.floor(NOW / MINUTE) * MINUTE));
    const consumers = PIPELINES.filter(p => p.type === 'kafka-consumer');
    expect(kept.freshness.size).toBe(consumers.length * readings.length);
    const late = readings.filter(({ ageSeconds }) => ageSeconds! >= 180);
    expect(late.length).toBeLessThan(readings.length / 200);
  });

  it('goes on live where it ended, and says the same in one sweep', async () => {
    const source = newSources({ historyDays: 1 })[KAFKA];
    const live = await sweepInto(new Kept(), source, NOW);
    for (const minutes of [1, 2, 3, 40]) {
      await sweepInto(live, source, NOW + minutes * MINUTE);
    }
    const late = await sweepInto(
      new Kept(),
      newSources({ historyDays: 1 })[KAFKA],
      NOW,
    );
    await sweepInto(
      late,
      newSources({ historyDays: 1 })[KAFKA],
      NOW + 40 * MINUTE,
    );
    const sorted = (kept: Kept) => [...kept.freshness].sort();
    expect(sorted(live)).toEqual(sorted(late));
  });

  it('loses no reading when it is cut off after any batch', async () => {
    const whole = await once(KAFKA, 1);
    for (const batches of [1, 3, 9]) {
      const cut = new Kept();
      const source = () => newSources({ historyDays: 1 })[KAFKA];
      await sweepInto(cut, source(), NOW, { batches });
      await sweepInto(cut, source(), NOW);
      expect(cut.freshness.size).toBe(whole.freshness.size);
    }
  });

  it('tells of the stalled consumer, the idle night, the silent topic and the group that rebalances', async () => {
    const kept = await once(KAFKA);
    const { crashLoop, idleNight, rebalance, silentTopic } = STORIES;
    const stalled = lagOf(kept, crashLoop.pipeline).at(-1)!;
    expect(stalled.ageSeconds).toBeGreaterThan(8.9 * 3600);

    const night = lagOf(kept, idleNight.pipeline).filter(({ at }) =>
      at.startsWith('2026-11-21T03'),
    );
    expect(new Set(night.map(r => r.traffic))).toEqual(new Set(['idle']));

    const silent = lagOf(kept, silentTopic.pipeline);
    const since = iso(NOW - 2 * HOUR);
    for (const { at, traffic } of silent) {
      expect(traffic).toBe(at >= since ? 'silent' : 'flowing');
    }
    const recent = lagOf(kept, rebalance.pipeline).slice(-20);
    const bad = recent.filter(({ ageSeconds }) => ageSeconds! >= 180);
    expect(bad.length).toBeGreaterThan(8);
  });

  it('says of each dbt run what its tests said, the one that stopped it too', async () => {
    const kept = await once(DBT, 7);
    const ended = kept.sorted().filter(run => run.endedAt);
    const results = [...kept.tests.values()];
    const byRun = new Map<string, string[]>();
    for (const { executionId, state } of results) {
      byRun.set(executionId, [...(byRun.get(executionId) ?? []), state]);
    }
    expect(byRun.size).toBe(ended.length);
    const wrong = ended.filter(run => {
      const states = byRun.get(run.externalId)!;
      const isBad = states.includes('fail') || states.includes('error');
      return isBad !== (run.state === 'failed');
    });
    expect(wrong).toEqual([]);
    expect(ended.some(run => run.state === 'failed')).toBe(true);
    expect(results.length).toBeLessThan(30_000);
  });
});

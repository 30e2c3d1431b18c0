import { PIPELINES } from '../fleet';
import type { SimulatedRun } from './SimulatedRun';
import { sweep } from './sweep';
import type { Timeline } from './Timeline';
import { DAY, HOUR } from './time';

/** An hourly pipeline that counts how many of its runs were made. */
function countingTimeline(): Timeline & { made: number } {
  const timeline = {
    pipeline: PIPELINES[0],
    made: 0,
    *runs({ from, to }: { from: number; to: number }) {
      const first = Math.floor(from / HOUR + 1) * HOUR;
      for (let dueAt = first; dueAt <= to; dueAt += HOUR) {
        timeline.made++;
        const run: SimulatedRun = {
          pipelineExternalId: 'hourly',
          externalId: String(dueAt),
          runType: 'scheduled',
          dueAt,
          startAt: dueAt + 1_000,
          endAt: dueAt + HOUR / 2,
          outcome: 'success',
          version: '1',
          url: 'https://airflow.northstar.example',
        };
        yield { dueAt, runs: [run] };
      }
    },
    find: () => undefined,
    isPaused: () => false,
    nextDue: () => undefined,
  };
  return timeline;
}

const signal = new AbortController().signal;

describe('sweep', () => {
  it('makes no more than the day that was asked for', async () => {
    const timeline = countingTimeline();
    const slices = sweep({
      timelines: [timeline],
      from: 0,
      to: 90 * DAY,
      startedAt: 0,
      isNew: true,
      signal,
    });
    await slices.next();
    // One day, the day before it whose runs may reach into it, and the first of the next.
    expect(timeline.made).toBeLessThanOrEqual(49);
    await slices.next();
    expect(timeline.made).toBeLessThanOrEqual(73);
    await slices.return(undefined);
    expect(timeline.made).toBeLessThanOrEqual(73);
  });

  it('lets others have their turn between two days', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    for await (const _ of sweep({
      timelines: [countingTimeline()],
      from: 0,
      to: 30 * DAY,
      startedAt: 0,
      isNew: true,
      signal,
    }));
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(30);
  });

  it('moves on only with the last batch of a day', async () => {
    const timelines = Array.from({ length: 40 }, countingTimeline);
    const throughs: number[] = [];
    for await (const { through, runs } of sweep({
      timelines,
      from: 0,
      to: 2 * DAY,
      startedAt: 0,
      isNew: true,
      signal,
    })) {
      expect(runs.length).toBeLessThanOrEqual(400);
      throughs.push(through / DAY);
    }
    expect(throughs).toEqual([0, 0, 1, 1, 1, 2]);
  });
});

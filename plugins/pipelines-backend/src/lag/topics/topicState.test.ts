import * as fc from 'fast-check';
import { addPoint, type LogPoint } from '../health/logHistory';
import { topicState } from './topicState';

const NOW = 10_000_000;
const ago = (seconds: number) => NOW - seconds * 1000;
const history = (...points: LogPoint[]) =>
  points.reduce(addPoint, [] as readonly LogPoint[]);
const place = (partition: number) => ({
  partition,
  leader: 1,
  replicas: 3,
  inSync: 2,
});
const state = (
  logs: Array<{ start?: number; history: readonly LogPoint[] } | undefined>,
) =>
  topicState({
    reading: {
      topic: 'orders',
      partitions: logs.length,
      underReplicated: 0,
      offline: 0,
      layout: logs.map((_, i) => place(i)),
    },
    logOf: partition => logs[partition],
    at: NOW,
  });

describe('topicState', () => {
  it('tells what is in a topic, and what came in over the last hour', () => {
    const grows = history([0, ago(7200)], [3600, ago(3600)], [7200, ago(0)]);
    const rests = history([50, ago(7200)], [50, ago(0)]);
    expect(
      state([
        { start: 1000, history: grows },
        { start: 50, history: rests },
      ]),
    ).toEqual({
      messages: 6200,
      inPerSecond: 1,
      inLastHour: 3600,
      hot: { partition: 0, share: 1 },
      partitions: [
        { ...place(0), start: 1000, end: 7200, inPerSecond: 1 },
        { ...place(1), start: 50, end: 50, inPerSecond: 0 },
      ],
    });
  });

  it('knows a rate, and no hour, of what it has watched for less', () => {
    const young = history([0, ago(60)], [600, ago(0)]);
    expect(state([{ history: young }])).toMatchObject({
      messages: null,
      inPerSecond: 10,
      inLastHour: null,
      hot: null,
    });
  });

  it('knows nothing of a topic of which a log was never read', () => {
    const grows = history([0, ago(60)], [600, ago(0)]);
    const unknown = { messages: null, inPerSecond: null, inLastHour: null };
    expect(state([{ start: 0, history: grows }, undefined])).toMatchObject(
      unknown,
    );
    expect(state([])).toMatchObject({ ...unknown, partitions: [] });
  });

  it.each<[string, number[], number | undefined]>([
    ['an even topic', [100, 110, 90, 100], undefined],
    ['one that gets twice its share', [210, 60, 70, 60], 0],
    ['the hotter of two', [10, 10, 450, 430], 2],
    ['few messages', [20, 0, 0, 0], undefined],
  ])('finds the hot partition of %s', (_, counts, expected) => {
    const logs = counts.map(count => ({
      start: 0,
      history: history([0, ago(3600)], [count, ago(0)]),
    }));
    expect(state(logs).hot?.partition).toBe(expected);
  });

  it('never counts more than there is, nor less than nothing', () => {
    const steps = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 900 }),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, list => {
        let [offset, at] = [0, ago(40 * 900)];
        const points = list.map(([grown, seconds]): LogPoint => {
          offset += grown;
          at += seconds * 1000;
          return [offset, at];
        });
        const { inLastHour, inPerSecond } = state([
          { start: 0, history: history(...points) },
        ]);
        expect(inLastHour ?? 0).toBeGreaterThanOrEqual(0);
        expect(inLastHour ?? 0).toBeLessThanOrEqual(offset);
        expect(inPerSecond ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

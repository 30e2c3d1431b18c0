import { FakeConnection } from './__testUtils__/FakeConnection';
import type { AirflowCursor } from './cursor';
import { FIRST_PAGE } from './paging';
import { sweepRuns, type RunPart } from './sweepRuns';

const NOW = new Date('2026-11-21T12:00:00Z');
const EMPTY: AirflowCursor = { inFlight: [], skipped: [] };

describe.each([2 as const, 3 as const])('sweepRuns, Airflow %i', major => {
  let fake: FakeConnection;

  beforeEach(async () => {
    fake = await FakeConnection.start(major);
    fake.airflow.now = () => NOW;
  });

  afterEach(() => fake.stop());

  const put = (from: number, to: number, changes = {}) => {
    for (let i = from; i < to; i++) {
      fake.airflow.putRun({
        dag_id: i % 2 ? 'odd' : 'even',
        dag_run_id: `run ${i}`,
        ...changes,
      });
    }
  };

  async function sweep(cursor: AirflowCursor, most = Infinity) {
    const api = await fake.api();
    const parts: RunPart[] = [];
    for await (const part of sweepRuns({
      api,
      instance: fake.instance,
      isWanted: dagId => dagId !== 'odd',
      cursor,
      serverNow: NOW,
      now: NOW,
      signal: fake.signal,
    })) {
      parts.push(part);
      if (parts.length === most) break;
    }
    return parts;
  }

  const ids = (parts: RunPart[]) =>
    parts.flatMap(part => part.runs.map(run => run.externalId));

  it('ends with the watermark of when it began', async () => {
    put(0, 4);
    const parts = await sweep(EMPTY);
    expect(ids(parts)).toEqual(['run 0', 'run 2']);
    const { cursor } = parts.at(-1)!;
    expect(cursor.watermark).toBe(NOW.toISOString());
    expect(cursor.sweep).toBeUndefined();
  });

  it('tells its end though nothing changed', async () => {
    expect(await sweep(EMPTY)).toEqual([
      { runs: [], cursor: { ...EMPTY, watermark: NOW.toISOString() } },
    ]);
  });

  it('keeps batches under 400, each with the place where it goes on', async () => {
    put(0, 2000);
    const parts = await sweep(EMPTY);
    expect(
      Math.max(...parts.map(part => part.runs.length)),
    ).toBeLessThanOrEqual(400);
    expect(parts.length).toBeGreaterThan(2);
    expect(new Set(ids(parts)).size).toBe(1000);
    for (const { cursor } of parts.slice(0, -1)) {
      expect(cursor.sweep?.major).toBe(major);
      expect(cursor.watermark).toBeUndefined();
    }
  });

  it('goes on from a part as if nothing had happened', async () => {
    put(0, 2000);
    const [first] = await sweep(EMPTY, 1);
    fake.asked();
    const rest = await sweep(first.cursor);
    expect(new Set(ids([first, ...rest])).size).toBe(1000);
    expect(fake.asked().length).toBeLessThan(20);
  });

  it('starts over with a place that belongs to the other API', async () => {
    put(0, 300);
    const cursor: AirflowCursor = {
      ...EMPTY,
      sweep: {
        since: '2026-11-01T00:00:00.000Z',
        startedAt: '2026-11-21T11:00:00.000Z',
        major: major === 2 ? 3 : 2,
        position: { offset: 200, after: 'of another time' },
      },
    };
    const parts = await sweep(cursor);
    expect(ids(parts)).toHaveLength(150);
    expect(parts.at(-1)?.cursor.watermark).toBe('2026-11-21T11:00:00.000Z');
  });

  it('keeps an eye on what runs, and notes what it can’t tell', async () => {
    put(0, 1, { state: 'running', end_date: null });
    put(2, 3, {
      data_interval_end: null,
      run_after: null,
      logical_date: null,
      execution_date: null,
      queued_at: null,
      start_date: null,
    });
    const { cursor } = (await sweep(EMPTY)).at(-1)!;
    expect(cursor.inFlight.map(run => run.externalId)).toEqual(['run 0']);
    expect(cursor.skipped).toEqual([
      expect.objectContaining({ pipeline: 'even', at: NOW.toISOString() }),
    ]);
  });

  it('gives up where runs are deleted all the time', async () => {
    fake.airflow.hasKeyset = false;
    put(0, 300);
    await sweep(EMPTY);
    const api = await fake.api();
    // A list that never holds the row at which the page before it ended.
    jest.spyOn(api, 'runs').mockImplementation(async () => ({
      rows: [],
      next: FIRST_PAGE,
      hasMoved: true,
    }));
    await expect(sweep(EMPTY)).rejects.toThrow(
      'deleted runs 4 times while they were read',
    );
  });

  it('fails at once where Airflow rejects even the first page', async () => {
    fake.airflow.onRequest = path =>
      path.endsWith('/dagRuns') ? { status: 422 } : undefined;
    await expect(sweep(EMPTY)).rejects.toThrow('(422)');
  });
});

import type { RunHistory, StoredRun } from '../observations';
import { runChanges } from './runChanges';

const DAY_MS = 24 * 3600_000;
const NOON = '2026-11-20T12:00:00.000Z';
const window = { from: '2026-11-19T12:00:00.000Z', before: NOON };

/** The run of 04:00 so many days before, done at 04:30 unless it is said otherwise. */
function run(daysBefore: number, changes: Partial<StoredRun> = {}): StoredRun {
  const day = new Date(Date.parse(NOON) - daysBefore * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const at = (time: string) => `${day}T${time}:00.000Z`;
  return {
    id: 100 - daysBefore,
    sourceId: 'airflow-prod',
    environment: 'prod',
    externalPipelineId: 1,
    externalRunId: `r${daysBefore}`,
    state: 'success',
    runType: 'scheduled',
    runAfter: at('04:00'),
    logicalDate: null,
    dataIntervalStart: null,
    dataIntervalEnd: at('04:00'),
    queuedAt: null,
    startedAt: at('04:00'),
    firstStartedAt: at('04:00'),
    endedAt: at('04:30'),
    firstSuccessAt: at('04:30'),
    cleared: false,
    durationMs: 30 * 60_000,
    doneAfterMs: 30 * 60_000,
    version: 'v1',
    url: null,
    note: null,
    observedAt: at('05:00'),
    ...changes,
  };
}

const usual = Array.from({ length: 20 }, (_, i) => run(20 - i));
const history = (
  runs: StoredRun[],
  changes: Partial<RunHistory> = {},
): RunHistory => ({
  runs,
  readThrough: NOON,
  schedule: { cron: '0 4 * * *', timezone: 'UTC' },
  paused: false,
  ...changes,
});
const codes = (...args: Parameters<typeof history>) =>
  runChanges(history(...args), window).map(({ reason }) => reason.code);

const failed = {
  state: 'failed',
  firstSuccessAt: null,
  doneAfterMs: null,
} as const;
const late = {
  startedAt: '2026-11-20T06:00:00.000Z',
  firstStartedAt: '2026-11-20T06:00:00.000Z',
  endedAt: '2026-11-20T06:30:00.000Z',
  firstSuccessAt: '2026-11-20T06:30:00.000Z',
} as const;
const long = {
  endedAt: '2026-11-20T06:00:00.000Z',
  firstSuccessAt: '2026-11-20T06:00:00.000Z',
  durationMs: 2 * 3600_000,
} as const;

describe('runChanges', () => {
  it.each<[string, StoredRun[], string[]]>([
    ['a run as usual is none', [run(0)], []],
    ['a run failed', [run(0, failed)], ['run-failed']],
    ['a run was late', [run(0, late)], ['run-late']],
    ['a long run is long, and not late too', [run(0, long)], ['run-long']],
    ['nothing started', [], ['run-missing']],
    ['new code', [run(0, { version: 'v2' })], ['run-version']],
    [
      'new code that failed is both',
      [run(0, { ...failed, version: 'v2' })],
      ['run-failed', 'run-version'],
    ],
    ['a cleared run', [run(0, { cleared: true })], ['run-cleared']],
    [
      'a run by hand',
      [run(0), run(0, { id: 200, runType: 'manual' })],
      ['run-manual'],
    ],
    [
      'a backfill',
      [run(0), run(0, { id: 200, runType: 'backfill' })],
      ['run-backfill'],
    ],
  ])('%s', (_, today, expected) => {
    expect(codes([...usual, ...today])).toEqual(expected);
  });

  it('says when a run is usually done, and how long it usually takes', () => {
    expect(runChanges(history([...usual, run(0, late)]), window)).toEqual([
      {
        kind: 'run',
        at: '2026-11-20T04:30:00.000Z',
        run: '100',
        url: undefined,
        reason: {
          code: 'run-late',
          at: '2026-11-20T04:30:00.000Z',
          dueAt: '2026-11-20T04:30:00.000Z',
        },
      },
    ]);
    expect(
      runChanges(history([...usual, run(0, long)]), window)[0].reason,
    ).toMatchObject({ seconds: 7200, usualSeconds: 1800 });
  });

  it('says a run is late that is still not done', () => {
    const open = {
      endedAt: null,
      firstSuccessAt: null,
      durationMs: null,
      state: 'running',
    } as const;
    expect(codes([...usual, run(0, open)])).toEqual(['run-late']);
    expect(
      codes([...usual, run(0, open)], {
        readThrough: '2026-11-20T04:10:00.000Z',
      }),
    ).toEqual([]);
  });

  it.each<[string, Partial<RunHistory>]>([
    [
      'its source was not read since',
      { readThrough: '2026-11-20T03:00:00.000Z' },
    ],
    ['its source was never read', { readThrough: null }],
    ['it is switched off', { paused: true }],
    ['nobody knows its schedule', { schedule: undefined }],
  ])('claims no missing run where %s', (_, changes) => {
    expect(codes(usual, changes)).toEqual([]);
  });

  it('calls nothing unusual with few runs to compare', () => {
    expect(codes([...usual.slice(-9), run(0, long)])).toEqual([]);
  });

  it('lets the last one stand for all of a kind', () => {
    const [change, ...others] = runChanges(
      history([
        ...usual,
        run(0, failed),
        run(0, { ...failed, id: 201, endedAt: '2026-11-20T05:00:00.000Z' }),
      ]),
      window,
    );
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      run: '201',
      at: '2026-11-20T05:00:00.000Z',
      reason: { times: 2 },
    });
  });

  it('leaves out what happened before the window', () => {
    expect(codes([...usual.slice(0, -1), run(1, failed), run(0)])).toEqual([]);
  });
});

import fc from 'fast-check';
import type { RunTask } from '../observations';
import { completionOf, completionsOf, type Completion } from './completions';
import type { SloRun } from './occurrences';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 6, minutes)).toISOString();
const run = (options: Partial<SloRun> = {}): SloRun => ({
  id: 1,
  sourceId: 'airflow',
  runAfter: at(0),
  dataIntervalStart: null,
  dataIntervalEnd: at(0),
  runType: 'scheduled',
  state: 'success',
  startedAt: at(1),
  firstStartedAt: at(1),
  firstSuccessAt: at(10),
  endedAt: at(10),
  cleared: false,
  ...options,
});
const running = (options: Partial<SloRun> = {}) =>
  run({ state: 'running', firstSuccessAt: null, endedAt: null, ...options });
const failed = (options: Partial<SloRun> = {}) =>
  run({ state: 'failed', firstSuccessAt: null, ...options });
const task = (options: Partial<RunTask> = {}): RunTask => ({
  state: 'success',
  succeededAt: null,
  tries: 1,
  ...options,
});
const from = { runId: 1, sourceId: 'airflow' };

describe('completionOf', () => {
  it.each<[string, SloRun[], Completion | undefined]>([
    ['no run', [], undefined],
    ['a success', [run()], { ...from, arrivedAt: at(10) }],
    ['still running', [running()], { ...from, arrivedAt: null }],
    ['failed', [failed()], { ...from, arrivedAt: null, failed: true }],
    [
      'a first success stays when it is cleared and fails',
      [
        run({
          state: 'failed',
          cleared: true,
          startedAt: at(30),
          endedAt: at(40),
        }),
      ],
      { ...from, arrivedAt: at(10) },
    ],
    [
      'a person ran it again after a failure',
      [run({ cleared: true, startedAt: at(5) })],
      { ...from, arrivedAt: at(10), rescued: true },
    ],
    [
      'its own retries are no rescue',
      [run({ startedAt: at(1) })],
      { ...from, arrivedAt: at(10) },
    ],
    [
      'declared a success before it started',
      [run({ startedAt: null, firstStartedAt: null })],
      { ...from, arrivedAt: null, markedByHand: true },
    ],
    [
      'the source cannot tell',
      [running({ state: 'unknown' })],
      { ...from, arrivedAt: null, unreadable: true },
    ],
    [
      'the first success of two instances',
      [run({ firstSuccessAt: at(20) }), run({ id: 2, sourceId: 'airflow3' })],
      { runId: 2, sourceId: 'airflow3', arrivedAt: at(10) },
    ],
    [
      'failed here, running there',
      [failed(), running({ id: 2 })],
      { ...from, arrivedAt: null },
    ],
    [
      'declared a success here, delivered there',
      [run({ firstStartedAt: null, firstSuccessAt: at(5) }), run({ id: 2 })],
      { runId: 2, sourceId: 'airflow', arrivedAt: at(10) },
    ],
  ])('%s', (_, runs, expected) => {
    expect(completionOf(runs, { type: 'run' })).toEqual(expected);
    expect(completionOf([...runs].reverse(), { type: 'run' })).toEqual(
      expected,
    );
  });

  it.each<[string, SloRun, RunTask | undefined, Completion]>([
    [
      'the task is done, the run is not',
      running(),
      task({ succeededAt: at(4) }),
      { ...from, arrivedAt: at(4) },
    ],
    [
      'the run is green by a clean-up, the task is not',
      run(),
      task({ state: 'failed', tries: 3 }),
      { ...from, arrivedAt: null, failed: true },
    ],
    [
      'a task without a try was declared a success',
      run(),
      task({ tries: 0 }),
      { ...from, arrivedAt: null, markedByHand: true },
    ],
    [
      'it goes on',
      running(),
      task({ state: 'open' }),
      { ...from, arrivedAt: null },
    ],
    [
      'the run has no such task',
      run(),
      task({ state: 'absent', tries: 0 }),
      { ...from, arrivedAt: null, unreadable: true },
    ],
    [
      'nothing is known of its tasks',
      run(),
      undefined,
      { ...from, arrivedAt: null, unreadable: true },
    ],
    [
      'it has not started, so its tasks have not either',
      running({ startedAt: null, firstStartedAt: null }),
      undefined,
      { ...from, arrivedAt: null },
    ],
  ])('of a task: %s', (_, one, own, expected) => {
    const byRun = new Map(own ? [[one.id, own]] : []);
    expect(
      completionOf([one], { type: 'task', taskId: 'load' }, byRun),
    ).toEqual(expected);
  });
});

describe('completionsOf', () => {
  it('groups runs by their place, without those that people start', () => {
    const completions = completionsOf(
      [
        run(),
        run({
          id: 2,
          dataIntervalEnd: null,
          runAfter: at(60),
          firstSuccessAt: at(65),
        }),
        run({ id: 3, dataIntervalEnd: at(120), runType: 'manual' }),
        run({ id: 4, firstSuccessAt: at(9) }),
      ],
      { type: 'run' },
    );
    expect(Object.fromEntries(completions)).toEqual({
      [at(0)]: { runId: 4, sourceId: 'airflow', arrivedAt: at(9) },
      [at(60)]: { runId: 2, sourceId: 'airflow', arrivedAt: at(65) },
    });
  });

  it('says nothing of what runs do not show', () => {
    expect(completionsOf([run()], { type: 'freshness' }).size).toBe(0);
  });

  it('does not depend on the order of runs', () => {
    const anyRun = fc.record({
      id: fc.integer({ min: 1, max: 5 }),
      state: fc.constantFrom('running', 'failed', 'success', 'unknown'),
      place: fc.integer({ min: 0, max: 2 }),
      firstSuccess: fc.option(fc.integer({ min: 0, max: 9 })),
      started: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc
          .uniqueArray(anyRun, { selector: r => r.id })
          .chain(runs =>
            fc.tuple(
              fc.constant(runs),
              fc.shuffledSubarray(runs, { minLength: runs.length }),
            ),
          ),
        ([inOrder, shuffled]) => {
          const read = (runs: typeof inOrder) =>
            completionsOf(
              runs.map(({ place, firstSuccess, started, ...rest }) =>
                run({
                  ...(rest as Partial<SloRun>),
                  dataIntervalEnd: at(place),
                  firstSuccessAt:
                    firstSuccess === null ? null : at(firstSuccess),
                  firstStartedAt: started ? at(0) : null,
                }),
              ),
              { type: 'run' },
            );
          expect(new Map([...read(shuffled)].sort())).toEqual(
            new Map([...read(inOrder)].sort()),
          );
        },
      ),
    );
  });
});

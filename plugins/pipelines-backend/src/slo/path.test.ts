import fc from 'fast-check';
import type { SloRun } from './occurrences';
import { completionsOfPath, pathReadThrough, type PipelinePath } from './path';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 0, minutes)).toISOString();
/** The interval whose data goes along: a day that ended at midnight. */
const END = at(0);
let id = 0;

function run(
  startedAt: number | null,
  doneAt: number | null,
  options: Partial<SloRun> = {},
): SloRun {
  const start = startedAt === null ? null : at(startedAt);
  const done = doneAt === null ? null : at(doneAt);
  return {
    id: ++id,
    sourceId: 'airflow',
    runAfter: END,
    dataIntervalStart: at(-24 * 60),
    dataIntervalEnd: END,
    runType: 'scheduled',
    state: done ? 'success' : 'running',
    startedAt: start,
    firstStartedAt: start,
    firstSuccessAt: done,
    endedAt: done,
    cleared: false,
    ...options,
  };
}

/** A run for the interval that ended so many minutes after midnight. */
const runFor = (end: number, startedAt: number, doneAt: number | null) =>
  run(startedAt, doneAt, {
    runAfter: at(end),
    dataIntervalStart: at(end - 24 * 60),
    dataIntervalEnd: at(end),
  });

/** Pipelines in a row. */
function chain(...runs: Array<SloRun[] | undefined>): PipelinePath {
  const refs = runs.map((_, i) => `component:default/p${i}`);
  return {
    from: refs[0],
    ends: [refs.at(-1)!],
    pipelines: runs.map((own, i) => ({
      ref: refs[i],
      runs: own,
      readThrough: own ? at(600) : null,
    })),
    edges: refs.slice(1).map((to, i) => ({ from: refs[i], to })),
  };
}

const of = (path: PipelinePath) => completionsOfPath(path, [END]).get(END)!;

describe('completionsOfPath', () => {
  it('adds four hops of 44 minutes up', () => {
    const path = chain(
      [run(1, 44)],
      [run(44, 88)],
      [run(88, 132)],
      [run(132, 176)],
    );
    const completion = of(path);
    expect(completion.arrivedAt).toBe(at(176));
    expect(completion.hops).toEqual([
      expect.objectContaining({
        pipeline: 'component:default/p0',
        startedAt: at(1),
        finishedAt: at(44),
      }),
      expect.objectContaining({ pipeline: 'component:default/p1' }),
      expect.objectContaining({ pipeline: 'component:default/p2' }),
      expect.objectContaining({
        pipeline: 'component:default/p3',
        finishedAt: at(176),
      }),
    ]);
  });

  it.each<[string, PipelinePath, string | null]>([
    [
      'a run that started before its data was there does not carry it',
      chain([run(1, 44)], [runFor(40, 41, 43), runFor(50, 51, 55)]),
      at(55),
    ],
    [
      'one of the same interval that waited for it does',
      chain([run(1, 44)], [runFor(30, 31, 50)]),
      at(50),
    ],
    [
      'one of the same interval that was done before does not',
      chain([run(1, 44)], [runFor(30, 31, 40), runFor(60, 61, 70)]),
      at(70),
    ],
    [
      'a run by hand carries nothing',
      chain([run(1, 44, { runType: 'manual' })]),
      null,
    ],
    [
      'the first one has to be for the interval',
      chain([runFor(60, 61, 70)]),
      null,
    ],
    ['the end is still running', chain([run(1, 44)], [run(44, null)]), null],
  ])('%s', (_, path, arrivedAt) => {
    expect(of(path).arrivedAt).toBe(arrivedAt);
    expect(of(path).unreadable).toBeUndefined();
  });

  it('waits for all branches that meet', () => {
    const [a, b, c, e] = ['a', 'b', 'c', 'e'];
    const path: PipelinePath = {
      from: a,
      ends: [e],
      pipelines: [
        { ref: e, runs: [run(50, 60), run(100, 110)], readThrough: at(600) },
        { ref: a, runs: [run(1, 10)], readThrough: at(600) },
        { ref: b, runs: [run(11, 20)], readThrough: at(600) },
        { ref: c, runs: [run(11, 90)], readThrough: at(500) },
      ],
      edges: [
        { from: a, to: b },
        { from: a, to: c },
        { from: b, to: e },
        { from: c, to: e },
      ],
    };
    expect(of(path).arrivedAt).toBe(at(110));
    expect(pathReadThrough(path)).toBe(at(500));
  });

  it('claims nothing where nobody observes a pipeline on the way, though the end is done', () => {
    const path = chain([run(1, 44)], undefined, [run(50, 60)]);
    expect(of(path)).toMatchObject({ arrivedAt: null, unreadable: true });
    expect(of(path).hops![1]).toMatchObject({ unknown: true });
    expect(pathReadThrough(path)).toBeNull();
  });

  it('claims nothing where there is no way', () => {
    const none = { from: 'a', ends: [], pipelines: [], edges: [] };
    expect(of(none)).toMatchObject({ arrivedAt: null, unreadable: true });
    expect(pathReadThrough(none)).toBeNull();
  });

  it.each([
    ['failed', run(44, null, { state: 'failed' }), { failed: true }],
    ['was declared a success by hand', run(null, 50), { markedByHand: true }],
  ])('says that the pipeline that holds it up %s', (_, own, expected) => {
    expect(of(chain([run(1, 40)], [own], []))).toMatchObject(expected);
  });

  it('ends in a circle', () => {
    const path = chain([run(1, 10)], [run(11, 20)]);
    path.edges.push({ from: path.pipelines[1].ref, to: path.from });
    expect(of(path).hops).toHaveLength(2);
  });

  it('never arrives before any of its hops, and each hop after the one before', () => {
    const minutes = fc.integer({ min: 1, max: 300 });
    const runs = fc.array(
      fc.tuple(minutes, minutes, fc.integer({ min: 0, max: 200 })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(runs, { minLength: 1, maxLength: 4 }), lists => {
        const path = chain(
          ...lists.map((own, i) =>
            own.map(([start, took, end]) =>
              runFor(i === 0 ? 0 : end, start, start + took),
            ),
          ),
        );
        const { arrivedAt, hops } = of(path);
        const done = hops!.map(hop => hop.finishedAt);
        if (!arrivedAt) return;
        expect(done.at(-1)).toBe(arrivedAt);
        expect([...done].sort()).toEqual(done);
      }),
    );
  });
});

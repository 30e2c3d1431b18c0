import fc from 'fast-check';
import { mergeRun } from './mergeRun';
import type { RunFacts, RunReading } from './runRecords';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 6, minutes)).toISOString();

const reading = (options: Partial<RunReading> = {}): RunReading => ({
  externalRunId: 'r1',
  state: 'success',
  runType: 'scheduled',
  runAfter: at(0),
  logicalDate: null,
  dataIntervalStart: null,
  dataIntervalEnd: null,
  queuedAt: null,
  startedAt: at(1),
  endedAt: at(5),
  version: null,
  url: null,
  note: null,
  observedAt: at(6),
  ...options,
});
const readAll = (readings: RunReading[]) =>
  readings.reduce<RunFacts | undefined>(mergeRun, undefined)!;

describe('mergeRun', () => {
  it('measures from the end of the data interval to the first success', () => {
    expect(
      mergeRun(undefined, reading({ dataIntervalEnd: at(-10) })),
    ).toMatchObject({
      durationMs: 4 * 60_000,
      doneAfterMs: 15 * 60_000,
      firstSuccessAt: at(5),
      cleared: false,
    });
  });

  it.each<[string, Partial<RunReading>, Partial<RunReading>, boolean]>([
    [
      'it is queued again',
      {},
      { state: 'queued', startedAt: null, endedAt: null },
      true,
    ],
    [
      'it runs again after a failure',
      { state: 'failed' },
      { state: 'running', endedAt: null },
      true,
    ],
    [
      'it has run again between two readings',
      {},
      { startedAt: at(7), endedAt: at(8) },
      true,
    ],
    ['it ends', { state: 'running', endedAt: null }, {}, false],
    ['its end is told later', { endedAt: null }, {}, false],
    ['it gets a note', {}, { note: 'looked at' }, false],
  ])('counts as cleared or not: %s', (_, before, after, cleared) => {
    const facts = readAll([
      reading(before),
      reading({ ...after, observedAt: at(9) }),
    ]);
    expect(facts.cleared).toBe(cleared);
  });

  it('does not let an older reading overwrite a newer one', () => {
    const newer = mergeRun(undefined, reading());
    expect(
      mergeRun(newer, reading({ state: 'running', observedAt: at(3) })),
    ).toBe(newer);
  });

  it('never moves a first success', () => {
    const anyReading = fc.record({
      state: fc.constantFrom(
        'queued',
        'running',
        'success',
        'failed',
        'unknown',
      ),
      endedAt: fc.option(fc.integer({ min: 0, max: 500 }).map(at)),
      observedAt: fc.integer({ min: 0, max: 500 }).map(at),
    });
    fc.assert(
      fc.property(fc.array(anyReading, { minLength: 1 }), readings => {
        const moments = new Set<string>();
        let facts: RunFacts | undefined;
        for (const each of readings) {
          facts = mergeRun(facts, reading(each as Partial<RunReading>));
          if (facts.firstSuccessAt) moments.add(facts.firstSuccessAt);
        }
        expect(moments.size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

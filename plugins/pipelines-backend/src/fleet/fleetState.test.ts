import * as fc from 'fast-check';
import type { EndedRun, EnvironmentEvidence } from '../observations';
import {
  figures,
  fleetState,
  percentile,
  primaryEnvironment,
} from './fleetState';

const TARGETS = { runDurationSeconds: 2700, overdueGraceSeconds: 600 };
const NOW = new Date('2026-11-21T06:00:00.000Z');

const ended = (options: Partial<EndedRun> = {}): EndedRun => ({
  state: 'success',
  runType: 'scheduled',
  durationMs: 60_000,
  doneAfterMs: 60_000,
  ...options,
});

const seenIn = (environment: string): EnvironmentEvidence => ({
  environment,
  externalPipelineIds: [1],
  sightings: [],
  recentRuns: [],
  lastEnded: undefined,
});

describe('figures', () => {
  it.each([
    ['nothing ended', [], { scheduled30d: 0, successRate: -1 }],
    [
      'one of four failed',
      [
        ended(),
        ended(),
        ended({ runType: 'dataset' }),
        ended({ state: 'failed' }),
      ],
      { scheduled30d: 4, succeeded30d: 3, successRate: 0.75 },
    ],
    [
      'runs that people started are not promised',
      [ended(), ended({ runType: 'manual', state: 'failed' })],
      { scheduled30d: 1, succeeded30d: 1, successRate: 1 },
    ],
    [
      'what became of a run is not known',
      [ended(), ended({ state: 'unknown' })],
      { scheduled30d: 1, successRate: 1 },
    ],
    [
      'a run is in time to the millisecond',
      [ended({ doneAfterMs: 2_700_000 }), ended({ doneAfterMs: 2_700_001 })],
      { finished30d: 2, inTime30d: 1 },
    ],
    [
      'a run that never succeeded is not in time',
      [ended({ state: 'failed', doneAfterMs: null })],
      { finished30d: 1, inTime30d: 0 },
    ],
    [
      'durations are of successes alone, also of those that people started',
      [
        ended({ durationMs: 1_000 }),
        ended({ durationMs: 3_000, runType: 'manual' }),
        ended({ durationMs: 9_000, state: 'failed' }),
      ],
      { durationP50Seconds: 1, durationP95Seconds: 3 },
    ],
  ])('%s', (_, runs, expected) => {
    expect(figures(runs, TARGETS)).toMatchObject(expected);
  });
});

describe('percentile', () => {
  it('is a value that occurred, with at least that share at or below it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b);
          const found = percentile(sorted, share)!;
          const below = sorted.filter(value => value <= found).length;
          expect(sorted).toContain(found);
          expect(below).toBeGreaterThanOrEqual(
            Math.floor(share * sorted.length),
          );
        },
      ),
    );
  });

  it('of nothing is none', () => {
    expect(percentile([], 0.5)).toBeNull();
  });
});

describe('primaryEnvironment', () => {
  it.each([
    ['the last in order', ['prod', 'staging'], 'prod'],
    ['the last in which it was seen', ['dev', 'staging'], 'staging'],
    ['a configured one before any other', ['elsewhere', 'dev'], 'dev'],
  ])('is %s', (_, seen, expected) => {
    const found = primaryEnvironment(seen.map(seenIn), [
      'dev',
      'staging',
      'prod',
    ]);
    expect(found?.environment).toBe(expected);
  });

  it('is none of a pipeline that nobody has seen', () => {
    expect(primaryEnvironment([], ['prod'])).toBeUndefined();
  });
});

describe('fleetState', () => {
  it('of a pipeline that nobody has seen is idle, and is looked at again in six hours', () => {
    const state = fleetState({
      evidence: [],
      ended: [],
      sources: new Map(),
      environments: ['prod'],
      targets: TARGETS,
      now: NOW,
    });
    expect(state).toMatchObject({
      environment: null,
      status: 'idle',
      lastRun: null,
      recentRuns: [],
      environments: [],
      recheckAt: '2026-11-21T12:00:00.000Z',
    });
  });
});

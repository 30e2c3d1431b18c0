import fc from 'fast-check';
import {
  FLEET_STATUSES,
  RUN_STATES,
  RUN_TYPES,
  statusReasonText,
  type StatusReason,
} from '@sluice/plugin-pipelines-common';
import {
  fleetStatus,
  type StatusEvidence,
  type StatusRun,
} from './fleetStatus';

const NOW = new Date('2026-11-21T06:00:00.000Z');
const at = (minutes: number) =>
  new Date(NOW.getTime() + minutes * 60_000).toISOString();

const finished = (options: Partial<StatusRun> = {}): StatusRun => ({
  state: 'success',
  runType: 'scheduled',
  runAfter: at(-60),
  dataIntervalEnd: null,
  queuedAt: null,
  startedAt: at(-60),
  endedAt: at(-50),
  firstSuccessAt: null,
  ...options,
});
const running = (options: Partial<StatusRun> = {}) =>
  finished({
    state: 'running',
    runAfter: at(-10),
    startedAt: at(-10),
    endedAt: null,
    ...options,
  });
const source = (options: Partial<StatusEvidence['sources'][number]> = {}) => ({
  lastSuccessAt: at(0),
  gone: false,
  paused: false,
  ...options,
});
const down: StatusReason = { code: 'source-failing', source: 'X', at: at(-5) };
const evidence = (options: Partial<StatusEvidence>): StatusEvidence => ({
  now: NOW,
  sources: [source()],
  recentRuns: options.lastEnded ? [options.lastEnded] : [],
  lastEnded: undefined,
  targets: { runDurationSeconds: 2700, overdueGraceSeconds: 600 },
  ...options,
});
const failed = finished({ state: 'failed' });
const crashed = (minutes: number) =>
  finished({ state: 'failed', runType: 'continuous', endedAt: at(minutes) });

describe('fleetStatus', () => {
  it.each<[string, Partial<StatusEvidence>, string, string]>([
    ['nothing was seen', {}, 'idle', 'No run has been seen yet'],
    ['no source sees it', { sources: [] }, 'idle', 'No run has been seen yet'],
    [
      'its source was removed from the config',
      { sources: [], lastEnded: finished() },
      'unknown',
      'No configured source observes it any more',
    ],
    [
      'its source is down',
      {
        sources: [source({ unreadable: down })],
        lastEnded: failed,
      },
      'unknown',
      'Unreadable since 2026-11-21T05:55: source X',
    ],
    [
      'one of its sources is down',
      {
        sources: [source(), source({ unreadable: down })],
        lastEnded: finished(),
      },
      'unknown',
      'Unreadable since 2026-11-21T05:55: source X',
    ],
    [
      'a source that is down no longer listed it',
      {
        sources: [source(), source({ unreadable: down, gone: true })],
        lastEnded: finished(),
      },
      'ok',
      'Succeeded 2026-11-21T05:10',
    ],
    [
      'its source no longer lists it',
      { sources: [source({ gone: true })], lastEnded: finished() },
      'unknown',
      'Its source no longer lists it',
    ],
    [
      'its last run failed',
      { lastEnded: failed },
      'failed',
      'Failed 2026-11-21T05:10',
    ],
    [
      'its last run failed and the next one runs',
      { lastEnded: failed, recentRuns: [running(), failed] },
      'failed',
      'Failed 2026-11-21T05:10; the next run is in progress',
    ],
    [
      'it is paused',
      { sources: [source({ paused: true })], lastEnded: finished() },
      'paused',
      'Paused at its source',
    ],
    [
      'it is paused after a failure',
      { sources: [source({ paused: true })], lastEnded: failed },
      'paused',
      'Paused at its source; its last run failed',
    ],
    [
      'it runs',
      { recentRuns: [running()] },
      'running',
      'Since 2026-11-21T05:50, due 2026-11-21T06:35',
    ],
    [
      'it waits',
      {
        recentRuns: [
          running({ state: 'queued', startedAt: null, queuedAt: at(-10) }),
        ],
      },
      'running',
      'Queued, due 2026-11-21T06:35',
    ],
    [
      'it runs for too long',
      { recentRuns: [running({ runAfter: at(-46) })] },
      'late',
      'Due 2026-11-21T05:59 and still running',
    ],
    [
      'it waits for too long',
      { recentRuns: [running({ state: 'queued', runAfter: at(-46) })] },
      'late',
      'Due 2026-11-21T05:59 and still queued',
    ],
    [
      'a newer run does not hide a stuck one',
      {
        recentRuns: [finished(), running({ runAfter: at(-300) })],
        lastEnded: finished(),
      },
      'late',
      'Due 2026-11-21T01:45 and still running',
    ],
    [
      'the promise counts from the end of the data interval',
      { recentRuns: [running({ runAfter: at(-5), dataIntervalEnd: at(-60) })] },
      'late',
      'Due 2026-11-21T05:45 and still running',
    ],
    [
      'a backfill is for an interval long past',
      { recentRuns: [running({ runType: 'backfill', runAfter: at(-9000) })] },
      'running',
      'Since 2026-11-21T05:50, due 2026-11-21T06:35',
    ],
    [
      'a run that had succeeded runs again',
      {
        recentRuns: [
          running({ runAfter: at(-9000), firstSuccessAt: at(-8990) }),
        ],
      },
      'running',
      'Since 2026-11-21T05:50, due 2026-11-21T06:35',
    ],
    [
      'it is live',
      {
        recentRuns: [running({ runType: 'continuous', startedAt: at(-90000) })],
      },
      'ok',
      'Live since 2026-09-19T18:00',
    ],
    [
      'it is live again after a crash',
      {
        lastEnded: crashed(-100),
        recentRuns: [
          running({ runType: 'continuous' }),
          crashed(-100),
          crashed(-130),
          crashed(-300),
        ],
      },
      'ok',
      'Live since 2026-11-21T05:50',
    ],
    [
      'it is live between crashes',
      {
        lastEnded: crashed(-11),
        recentRuns: [
          running({ runType: 'continuous' }),
          crashed(-11),
          crashed(-40),
          crashed(-70),
        ],
      },
      'failed',
      'Crashed 3 times in two hours, last 2026-11-21T05:49',
    ],
    [
      'it was live',
      { lastEnded: finished({ runType: 'continuous' }) },
      'late',
      'Not running since 2026-11-21T05:10',
    ],
    [
      'it was due',
      { sources: [source({ nextRunAt: at(-11) })], lastEnded: finished() },
      'late',
      'Due to start 2026-11-21T05:49, has not started',
    ],
    [
      'it was due just now',
      { sources: [source({ nextRunAt: at(-9) })], lastEnded: finished() },
      'ok',
      'Succeeded 2026-11-21T05:10',
    ],
    [
      'it was due and has run',
      { sources: [source({ nextRunAt: at(-60) })], lastEnded: finished() },
      'ok',
      'Succeeded 2026-11-21T05:10',
    ],
    [
      'it was due, but its source was not read since',
      {
        sources: [source({ nextRunAt: at(-11), lastSuccessAt: at(-5) })],
        lastEnded: finished(),
      },
      'ok',
      'Succeeded 2026-11-21T05:10',
    ],
    [
      'nobody can tell what became of its run',
      { recentRuns: [finished({ state: 'unknown' })] },
      'unknown',
      "Its source can't tell what became of its latest run",
    ],
    [
      'a clock ahead makes nothing run',
      { recentRuns: [running({ startedAt: at(60) })] },
      'idle',
      'No run has been seen yet',
    ],
  ])('%s', (_, given, status, text) => {
    const verdict = fleetStatus(evidence(given));
    expect(verdict.status).toBe(status);
    expect(statusReasonText(verdict.reason, time => time.slice(0, 16))).toBe(
      text,
    );
  });

  it('is looked at again when a running run becomes late', () => {
    const verdict = fleetStatus(evidence({ recentRuns: [running()] }));
    expect(verdict.recheckAt).toBe(at(35));
  });

  const minutes = fc.integer({ min: -5000, max: 5000 });
  const time = minutes.map(at);
  const anyRun = fc.record<StatusRun>({
    state: fc.constantFrom(...RUN_STATES),
    runType: fc.constantFrom(...RUN_TYPES),
    runAfter: time,
    dataIntervalEnd: fc.option(time),
    queuedAt: fc.option(time),
    startedAt: fc.option(time),
    endedAt: fc.option(time),
    firstSuccessAt: fc.option(time),
  });
  const anySource = fc.record({
    unreadable: fc.option(fc.constant(down), { nil: undefined }),
    lastSuccessAt: fc.option(time),
    gone: fc.boolean(),
    paused: fc.boolean(),
    nextRunAt: fc.option(time, { nil: undefined }),
  });

  it('always has a status and all that its reason takes', () => {
    fc.assert(
      fc.property(
        fc.array(anyRun),
        fc.array(anySource),
        (recentRuns, sources) => {
          const verdict = fleetStatus(
            evidence({ recentRuns, sources, lastEnded: recentRuns[0] }),
          );
          expect(FLEET_STATUSES).toContain(verdict.status);
          // No value that its words need is missing.
          expect(statusReasonText(verdict.reason, shown => shown)).not.toMatch(
            /[?{]/,
          );
        },
      ),
    );
  });

  it('claims nothing while a source that lists it can not be read', () => {
    fc.assert(
      fc.property(
        fc.array(anyRun),
        fc.array(anySource),
        (recentRuns, sources) => {
          expect(
            fleetStatus(
              evidence({
                recentRuns,
                sources: [...sources, source({ unreadable: down })],
                lastEnded: recentRuns[0],
              }),
            ),
          ).toMatchObject({ status: 'unknown' });
        },
      ),
    );
  });
});

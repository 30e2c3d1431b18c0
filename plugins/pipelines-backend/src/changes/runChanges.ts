import type { ChangeReason } from '@sluice/plugin-pipelines-common';
import type { RunHistory, StoredRun } from '../observations';
import { expectedIntervalEnds, isPromised, placeOf, usualFinish } from '../slo';
import type { Change, ChangeWindow } from './change';

const MINUTE_MS = 60_000;
/** With fewer other runs nothing is usual. */
const FEWEST_RUNS = 10;
/** A run is late or long only from so much on, in milliseconds: nobody looks for seconds. */
const LEAST_MS = 5 * MINUTE_MS;
/** A run is long from so many times what half of the others take on. */
const LONG_FACTOR = 1.5;

type RunCode = Extract<ChangeReason['code'], `run-${string}`>;
type Found = Change & { reason: ChangeReason & { code: RunCode } };

/**
 * What was out of the ordinary with the runs of a pipeline: failed, missing, late or unusually long ones, another version of the code,
 * and what people started. A run counts once for how it went, and once more if its version is new. Of several alike the last one
 * stands for all, with how often.
 *
 * What is late or missing is only said up to where its sources were read: before that nobody knows.
 *
 * @param history - runs of several weeks up to the end of the window: what is usual is taken from them
 * @internal
 */
export function runChanges(
  history: RunHistory,
  window: ChangeWindow,
): Change[] {
  const { runs } = history;
  const found = [
    ...runs
      .filter(run => !isOver(run, window.from))
      .flatMap(run => outcome(run, history, window)),
    ...missing(history, window),
    ...versions(runs),
    ...byHand(runs),
  ].filter(({ at }) => at >= window.from && at < window.before);
  return grouped(found);
}

/** Nothing happened to it since. */
function isOver(run: StoredRun, from: string): boolean {
  const ended = run.endedAt ?? run.firstSuccessAt;
  return ended !== null && ended < from && placeOf(run) < from;
}

/** How a run went, if it isn't as usual. */
function outcome(
  run: StoredRun,
  { readThrough, runs }: RunHistory,
  { before }: ChangeWindow,
): Found[] {
  if (run.state === 'failed' && run.endedAt) {
    return [change(run, { code: 'run-failed', at: run.endedAt })];
  }
  const end = run.endedAt ?? run.firstSuccessAt;
  const usual = usualDuration(runs, run);
  if (
    end &&
    run.durationMs !== null &&
    usual !== undefined &&
    run.durationMs > LONG_FACTOR * usual &&
    run.durationMs - usual >= LEAST_MS
  ) {
    return [
      change(run, {
        code: 'run-long',
        // From then on it was longer than usual.
        at: new Date(Date.parse(end) - run.durationMs + usual).toISOString(),
        seconds: run.durationMs / 1000,
        usualSeconds: usual / 1000,
      }),
    ];
  }
  if (!isPromised(run)) return [];
  const dueAt = usualFinish(runs.filter(isPromised), placeOf(run));
  const known = [before, readThrough ?? ''].sort()[0];
  if (!dueAt || !isLater(run.firstSuccessAt ?? known, dueAt)) return [];
  // From then on it was late, whenever it was done.
  return [change(run, { code: 'run-late', at: dueAt, dueAt })];
}

/** Times of the schedule at which nothing started. */
function missing(history: RunHistory, window: ChangeWindow): Found[] {
  const { paused, readThrough, runs, schedule } = history;
  if (!schedule || paused || !readThrough) return [];
  const there = new Set(runs.map(placeOf));
  const to = [window.before, readThrough].sort()[0];
  if (to <= window.from) return [];
  return expectedIntervalEnds({
    schedule,
    runs,
    from: window.from,
    to,
    activeFrom: window.from,
  })
    .filter(place => !there.has(place) && isLater(to, place))
    .map(dueAt => ({
      kind: 'run',
      at: dueAt,
      reason: { code: 'run-missing', dueAt },
    }));
}

/** Runs with another code than the one before. */
function versions(runs: StoredRun[]): Found[] {
  const started = runs
    .filter(run => run.version && run.startedAt)
    .sort((a, b) => (a.startedAt! < b.startedAt! ? -1 : 1));
  return started.flatMap((run, i) => {
    const before = started[i - 1]?.version;
    return before && before !== run.version
      ? change(run, {
          code: 'run-version',
          at: run.firstStartedAt ?? run.startedAt!,
          before,
          after: run.version!,
        })
      : [];
  });
}

/** What people did. */
function byHand(runs: StoredRun[]): Found[] {
  return runs.flatMap(run => {
    const at = run.startedAt ?? run.queuedAt;
    if (!at) return [];
    if (run.cleared) return change(run, { code: 'run-cleared', at });
    if (run.runType === 'manual')
      return change(run, { code: 'run-manual', at });
    return run.runType === 'backfill'
      ? change(run, { code: 'run-backfill', at })
      : [];
  });
}

/** The last of each code for all of them; versions each say something of their own. */
function grouped(found: Found[]): Change[] {
  const groups = new Map<string, Found[]>();
  for (const item of found) {
    const { after, code } = item.reason;
    const key = `${code} ${after ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map(group => {
    const [first, ...others] = group.sort((a, b) => (a.at > b.at ? -1 : 1));
    return others.length === 0
      ? first
      : { ...first, reason: { ...first.reason, times: group.length } };
  });
}

/** What half of the other runs like it take, in milliseconds. */
function usualDuration(runs: StoredRun[], run: StoredRun): number | undefined {
  const took = runs
    .filter(
      other =>
        other.id !== run.id &&
        other.runType === run.runType &&
        other.state === 'success',
    )
    .flatMap(other => other.durationMs ?? [])
    .sort((a, b) => a - b);
  if (took.length < FEWEST_RUNS) return undefined;
  return took[Math.ceil(took.length / 2) - 1];
}

function isLater(time: string, than: string): boolean {
  return time !== '' && Date.parse(time) - Date.parse(than) >= LEAST_MS;
}

function change(run: StoredRun, reason: Found['reason']): Found {
  return {
    kind: 'run',
    at: reason.at!,
    reason,
    run: String(run.id),
    url: run.url ?? undefined,
  };
}

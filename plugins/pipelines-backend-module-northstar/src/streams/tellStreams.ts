import type { RunBatch } from '@sluice/plugin-pipelines-node';
import { HOUR, MINUTE } from '../simulation/time';
import { HOURS_OF, pastLagOf } from './pastLag';
import { type StreamClock, StreamCluster, timesToLook } from './StreamCluster';

/** Who was away for longer is told what happened meanwhile. */
const AWAY = 5 * MINUTE;
/** So far back a latecomer looks at the cluster itself: verdicts and times rest on no more. */
const LOOKS_BACK = 30 * HOUR;

/**
 * What happened to the groups of a cluster in [from, to), for who wasn't there: their past, then sweeps at the moments that matter.
 *
 * @param options - milliseconds since 1970
 * @internal
 */
export function* tellStreams(options: {
  seed: string;
  cluster: StreamCluster;
  clock: StreamClock;
  from: number;
  to: number;
}): Generator<Pick<RunBatch, 'lag' | 'pastLag'>> {
  const { clock, cluster, seed, to } = options;
  if (to - options.from <= AWAY) return;
  const from = Math.max(options.from, to - HOURS_OF);
  const abandoned = from < clock.startedAt && cluster.readAbandoned(clock);
  if (abandoned) yield { lag: abandoned };
  for (const group of cluster.groups) {
    yield {
      pastLag: [pastLagOf({ seed, cluster, group, clock, from, to })],
    };
  }
  const times = timesToLook(
    Math.max(from, to - LOOKS_BACK),
    to,
    cluster.turns(clock),
  );
  for (const at of times) yield { lag: cluster.read(at, clock) };
}

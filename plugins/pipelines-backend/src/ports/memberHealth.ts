import type { FleetService } from '../fleet';
import type { Lag } from '../lag';
import type { ObservationService, RunHistory } from '../observations';
import type { MemberHealth, MemberMiss, MemberRun } from '../promotions';
import type { Slos } from '../slo';
import { steadyRuns } from './steadyRuns';

/** A run that starts after a deployment may be of an interval that ended before: so far back is looked. In milliseconds. */
const LOOK_BACK_MS = 48 * 3600_000;

/** What became of pipelines after a deployment, by their runs and promises. @internal */
export function memberHealth(options: {
  fleet: FleetService;
  observations: ObservationService;
  lag: Pick<Lag, 'service'>;
  slos: Pick<Slos, 'feed' | 'attribution'>;
  /** The environment that promises are about. */
  production: string;
  now: () => Date;
}): MemberHealth {
  const { fleet, lag, now, observations, production, slos } = options;
  return {
    async runsSince(members, environment, since) {
      const records = await fleet.findAll(members, {});
      const runs: MemberRun[] = [];
      for (const [member, { id }] of records) {
        const at = now().toISOString();
        const history = await observations.history(id, environment, {
          after: new Date(Date.parse(since) - LOOK_BACK_MS).toISOString(),
          through: at,
        });
        const own = history.runs.filter(
          run => run.startedAt !== null && run.startedAt >= since,
        );
        for (const run of own) {
          runs.push({
            member,
            runId: run.externalRunId,
            state:
              run.state === 'success' || run.state === 'failed'
                ? run.state
                : 'running',
            startedAt: run.startedAt!,
            endedAt: run.endedAt ?? undefined,
            scheduled: run.runType === 'scheduled',
            version: run.version ?? undefined,
          });
        }
        if (!isContinuous(history)) continue;
        const groups = await lag.service.healthSince(id, environment, since);
        // Each release by the processes that run it; without any, by how the group reads.
        const versions = new Set(own.map(run => run.version));
        if (!history.firstPlace) versions.add(null);
        for (const version of versions) {
          const steady = steadyRuns({
            since,
            at: history.readThrough ?? at,
            processes: own
              .filter(run => run.version === version)
              .map(run => ({
                startedAt: run.startedAt!,
                endedAt: run.endedAt ?? undefined,
              })),
            groups,
          });
          runs.push(
            ...steady.map(({ from, to }) => ({
              member,
              runId: `steady since ${new Date(from).toISOString()}`,
              state: 'success' as const,
              startedAt: new Date(from).toISOString(),
              endedAt: new Date(to).toISOString(),
              scheduled: false,
              version: version ?? undefined,
            })),
          );
        }
      }
      return runs;
    },
    async missesSince(members, environment, since) {
      if (environment !== production) return [];
      const records = await fleet.findAll(members, {});
      const refs = new Map(
        [...records].map(([entityRef, { id }]) => [id, entityRef]),
      );
      const found = await slos.feed.missesOf([...refs.keys()], since);
      const misses: MemberMiss[] = [];
      for (const miss of found) {
        const member = refs.get(miss.pipelineId)!;
        misses.push({
          member,
          slo: miss.slo,
          at: miss.dueAt,
          ...(await causeOf(slos, { ...miss, pipeline: member })),
        });
      }
      return misses;
    },
  };
}

/** Whether it isn't meant to end: nothing ever ran to an end there, and nothing says when it would. */
function isContinuous({ runs, schedule }: RunHistory): boolean {
  return !schedule && runs.every(run => run.runType === 'continuous');
}

/** Whose fault a miss was; nobody can tell where attribution has no answer. */
async function causeOf(
  slos: Pick<Slos, 'attribution'>,
  miss: { sloId: number; pipeline: string; occurrence: string },
): Promise<Pick<MemberMiss, 'cause' | 'upstream'>> {
  try {
    const { blame } = await slos.attribution.attribute(miss, {});
    return blame.type === 'upstream'
      ? { cause: 'upstream', upstream: blame.pipeline }
      : { cause: blame.type };
  } catch {
    return { cause: 'unknown' };
  }
}

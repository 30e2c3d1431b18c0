import type { FleetService } from '../fleet';
import type { ObservationService } from '../observations';
import type { MemberHealth, MemberMiss, MemberRun } from '../promotions';
import type { Slos } from '../slo';

/** A run that starts after a deployment may be of an interval that ended before: so far back is looked. In milliseconds. */
const LOOK_BACK_MS = 48 * 3600_000;

/** What became of pipelines after a deployment, by their runs and promises. @internal */
export function memberHealth(options: {
  fleet: FleetService;
  observations: ObservationService;
  slos: Pick<Slos, 'feed' | 'attribution'>;
  /** The environment that promises are about. */
  production: string;
  now: () => Date;
}): MemberHealth {
  const { fleet, now, observations, production, slos } = options;
  return {
    async runsSince(members, environment, since) {
      const records = await fleet.findAll(members, {});
      const runs: MemberRun[] = [];
      for (const [member, { id }] of records) {
        const history = await observations.history(id, environment, {
          after: new Date(Date.parse(since) - LOOK_BACK_MS).toISOString(),
          through: now().toISOString(),
        });
        for (const run of history.runs) {
          if (run.startedAt === null || run.startedAt < since) continue;
          runs.push({
            member,
            runId: run.externalRunId,
            state:
              run.state === 'success' || run.state === 'failed'
                ? run.state
                : 'running',
            startedAt: run.startedAt,
            endedAt: run.endedAt ?? undefined,
            scheduled: run.runType === 'scheduled',
            version: run.version ?? undefined,
          });
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

import type { AuthService } from '@backstage/backend-plugin-api';
import type { FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type {
  DownstreamReader,
  Member,
  StandingReader,
  UnitMembers,
} from '../promotions';

/** So many are asked for at once. */
const SLICE = 400;

/** The pipelines of units, as the catalog says. @internal */
export function unitMembers(fleet: FleetService): UnitMembers {
  const all = async () => {
    const units = new Map<string, Member[]>();
    for (const each of await fleet.facts()) {
      const members = units.get(each.releaseUnit) ?? [];
      members.push({
        entityRef: each.entityRef,
        type: each.type,
        tier: each.tier,
        classification: [...each.classification],
        owner: each.owner,
        domain: each.domain ?? undefined,
      });
      units.set(each.releaseUnit, members);
    }
    return units;
  };
  return { all, of: async unit => (await all()).get(unit) ?? [] };
}

/** Where pipelines stand against their promises, by the one that needs a human first. @internal */
export function standingReader(fleet: FleetService): StandingReader {
  return {
    async of(entityRefs) {
      const records = await fleet.findAll(entityRefs.slice(0, SLICE), {});
      return entityRefs.map(entityRef => {
        const record = records.get(entityRef);
        return {
          entityRef,
          title: record?.title ?? record?.name,
          owner: record?.owner,
          sloStatus: record?.slo?.status,
          budgetRemaining: record?.slo?.remainingRatio,
          nextDeadline: record?.slo?.next,
          slo: record?.slo?.title ?? record?.slo?.name,
        };
      });
    },
  };
}

/** What is downstream, as the catalog says: what it doesn't know is said, and not counted as nothing. @internal */
export function downstreamReader(options: {
  auth: AuthService;
  lineage: LineageService;
}): DownstreamReader {
  return {
    async downstream(entityRefs) {
      const { datasets, pipelines, truncated, unconnected } =
        await options.lineage.downstream(
          entityRefs,
          await options.auth.getOwnServiceCredentials(),
        );
      const reasons = [
        ...(truncated ? ['There is more downstream than was read'] : []),
        ...(unconnected.length > 0
          ? [
              `Nobody says what ${unconnected.join(', ')} ${
                unconnected.length === 1 ? 'reads or writes' : 'read or write'
              }`,
            ]
          : []),
      ];
      return {
        pipelines,
        datasets,
        isComplete: reasons.length === 0,
        reason: reasons.join('. ') || undefined,
      };
    },
  };
}

import type { FleetService } from '../fleet';
import { exemptionTerms, type Policies } from '../policies';
import type { ExemptionPolicy } from '../scorecards';

/** What the policy in force says of exemptions from checks. Before one is in force it says nothing. @internal */
export function exemptionPolicy(options: {
  fleet: Pick<FleetService, 'findAll'>;
  policies: { service: Pick<Policies['service'], 'current'> };
}): ExemptionPolicy {
  const { fleet, policies } = options;
  return {
    async of(entityRef) {
      const inForce = await policies.service.current();
      const record = (await fleet.findAll([entityRef], {})).get(entityRef);
      if (!inForce || !record) return { rules: [], maxDays: undefined };
      return exemptionTerms(inForce, {
        entityRef,
        type: record.type,
        tier: record.tier,
        classification: [...record.classification],
        owner: record.owner,
        domain: record.domain ?? undefined,
        unit: record.releaseUnit,
      });
    },
  };
}

import {
  SLO_STATUSES,
  type Slo,
  type SloStatus,
} from '@sluice/plugin-pipelines-common';

/** The SLOs of one domain. @internal */
export type SloGroup = {
  /** Entity ref; undefined for those that are about several domains, or none. */
  domain: string | undefined;
  slos: Slo[];
  /** How many stand where, what needs a human first; statuses that none has are left out. */
  counts: Array<{ status: SloStatus; count: number }>;
};

/**
 * SLOs by domain: domains by name, what is about several of them last, and in each the order that they came in.
 *
 * @internal
 */
export function sloGroups(slos: readonly Slo[]): SloGroup[] {
  const byDomain = new Map<string | undefined, Slo[]>();
  for (const slo of slos) {
    byDomain.set(slo.domain, [...(byDomain.get(slo.domain) ?? []), slo]);
  }
  return [...byDomain]
    .sort(([a], [b]) => {
      if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
      return a.localeCompare(b);
    })
    .map(([domain, own]) => ({
      domain,
      slos: own,
      counts: SLO_STATUSES.map(status => ({
        status,
        count: own.filter(slo => slo.status === status).length,
      })).filter(({ count }) => count > 0),
    }));
}

import type {
  IncidentReader,
  PolicyReader,
  ReleaseReader,
  StandingReader,
} from '../ports';
import type { PromotionStore } from '../PromotionStore';
import type { UnitStore } from '../units/UnitStore';
import type { BuiltInGate } from './gateContext';
import {
  authorsGate,
  destructiveDdlGate,
  digestGate,
  evidenceGate,
  quarantineGate,
} from './releaseGates';
import {
  deadlinesGate,
  errorBudgetGate,
  incidentGate,
  soakGate,
  windowGate,
} from './riskGates';
import {
  baselineGate,
  referencesGate,
  reviewGate,
  verifiedUpstreamGate,
} from './targetGates';

/** Our own gates, in the order in which they are shown. Each promotion is asked all that apply to it. @internal */
export function builtInGates(options: {
  store: PromotionStore;
  units: UnitStore;
  policies: PolicyReader;
  releases: ReleaseReader;
  standings: StandingReader;
  incidents: IncidentReader;
}): BuiltInGate[] {
  const { incidents, policies, releases, standings, store, units } = options;
  return [
    digestGate(),
    evidenceGate(releases),
    authorsGate(),
    quarantineGate(units),
    verifiedUpstreamGate(store),
    baselineGate(units),
    reviewGate(store),
    referencesGate(),
    destructiveDdlGate(),
    soakGate(units),
    errorBudgetGate(standings),
    incidentGate(incidents),
    deadlinesGate(),
    windowGate(policies),
  ];
}

/** Their names, which no module's gate may have. @internal */
export const BUILT_IN_GATES: readonly string[] = builtInGates(
  {} as Parameters<typeof builtInGates>[0],
).map(gate => gate.name);

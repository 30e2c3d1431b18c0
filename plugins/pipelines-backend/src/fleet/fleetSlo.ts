import { type FleetSlo, SLO_STATUSES } from '@sluice/plugin-pipelines-common';

/** Sorts after every status. */
const NO_SLO_RANK = 9;
/** Nothing counts yet: after every budget, which is at most 1. */
const NO_BUDGET = 2;
/** Without an SLO, after all of them. */
const NO_SLO = 3;

/** The columns of an SLO, or of a pipeline without one. None to sort by is ever null. @internal */
export function sloColumns(slo: FleetSlo | undefined) {
  return {
    slo: slo ? JSON.stringify(slo) : null,
    slo_status: slo?.status ?? '',
    slo_rank: slo ? SLO_STATUSES.indexOf(slo.status) : NO_SLO_RANK,
    budget_left: slo ? slo.remainingRatio ?? NO_BUDGET : NO_SLO,
  };
}

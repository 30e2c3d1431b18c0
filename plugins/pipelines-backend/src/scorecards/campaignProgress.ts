import type { Campaign } from '@sluice/plugin-pipelines-common';
import { checksOf } from './apiScorecard';
import type { CampaignDefinition } from './campaigns';
import type { CheckResult } from './checks';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';
import type { ResultSummary } from './StandingReads';

/** A pipeline of a campaign with what came of the check. @internal */
export type CampaignPipeline = {
  entityRef: string;
  owner: string;
  result: CheckResult;
};

/** The pipelines that a campaign is about: those of its owners that the check makes sense of. @internal */
export function campaignPipelines(
  { check, owners }: Pick<CampaignDefinition, 'check' | 'owners'>,
  results: readonly ResultSummary[],
): CampaignPipeline[] {
  return results.flatMap(({ checks, entityRef, owner }) => {
    const result = checks.find(each => each.check === check);
    const isMeant =
      result &&
      result.state !== 'not-applicable' &&
      (!owners || owners.includes(owner));
    return isMeant ? [{ entityRef, owner, result }] : [];
  });
}

/** Whether a pipeline is still to do. @internal */
export function isLeft({ result }: CampaignPipeline): boolean {
  return result.state === 'failed' || result.state === 'unknown';
}

/** When its last day ends, ISO 8601 in UTC. @internal */
export function dueAt({ due }: Pick<CampaignDefinition, 'due'>): string {
  return new Date(
    Date.parse(`${due}T00:00:00.000Z`) + 86_400_000,
  ).toISOString();
}

/**
 * How far a campaign has come.
 *
 * @param of - `reminded`: when each owner was last reminded; `at`: ISO 8601 in UTC
 * @internal
 */
export function campaignProgress(of: {
  campaign: CampaignDefinition;
  scorecard: Scorecard;
  pipelines: readonly CampaignPipeline[];
  reminded: ReadonlyMap<string, string>;
  at: string;
}): Campaign {
  const { at, campaign, pipelines, reminded, scorecard } = of;
  const check = checksOf(scorecard).find(
    each => each.check.id === campaign.check,
  )?.check;
  const sums = sumsOf(pipelines);
  const owners = [...new Set(pipelines.map(({ owner }) => owner))];
  return {
    id: campaign.id,
    title: campaign.title,
    description: campaign.description,
    scorecardId: scorecard.id,
    scorecardTitle: scorecard.title,
    check: campaign.check,
    checkTitle: check?.title ?? campaign.check,
    toPass: check?.toPass,
    dueAt: dueAt(campaign),
    state: stateOf(sums.left, at >= dueAt(campaign)),
    ...sums,
    owners: owners
      .map(owner => ({
        owner,
        ...sumsOf(pipelines.filter(each => each.owner === owner)),
        remindedAt: reminded.get(owner),
      }))
      .sort((a, b) => b.left - a.left || (a.owner < b.owner ? -1 : 1)),
  };
}

/**
 * Which reminder is due: the shortest of those that have begun, or that it is overdue.
 *
 * @returns so many days before the end, -1 if it is overdue, undefined if none is due
 * @internal
 */
export function reminderDue(
  campaign: Pick<CampaignDefinition, 'due' | 'remindDays'>,
  at: string,
): number | undefined {
  const leftMs = Date.parse(dueAt(campaign)) - Date.parse(at);
  if (leftMs <= 0) return -1;
  return [...campaign.remindDays]
    .sort((a, b) => a - b)
    .find(days => leftMs <= (days + 1) * 86_400_000);
}

function stateOf(left: number, isDue: boolean): Campaign['state'] {
  if (left === 0) return 'done';
  return isDue ? 'overdue' : 'running';
}

function sumsOf(pipelines: readonly CampaignPipeline[]) {
  const left = pipelines.filter(isLeft).length;
  const exempt = pipelines.filter(
    ({ result }) => result.state === 'exempt',
  ).length;
  return {
    pipelines: pipelines.length,
    passed: pipelines.length - left - exempt,
    exempt,
    left,
  };
}

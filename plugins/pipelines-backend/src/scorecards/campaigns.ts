import {
  describeConfigIssue,
  type FactCampaign,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const REMIND_DAYS = [14, 3];

const campaign = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      'has to be of 1 to 63 lower-case letters, digits and dashes',
    ),
  title: z.string().trim().min(1).max(120),
  description: z.string().trim().min(1).max(2000).optional(),
  scorecard: z.string(),
  check: z.string(),
  due: z.string().refine(isDay, 'has to be a date, such as 2026-12-18'),
  owners: z
    .array(
      z
        .string()
        .transform(ref => ref.toLocaleLowerCase('en-US'))
        .refine(
          ref => /^(user|group):[^/\s:]+\/[^/\s:]+$/.test(ref),
          'has to be a full ref, such as group:default/platform',
        ),
    )
    .min(1, 'is empty: name at least one, or leave it out')
    .optional(),
  remindDays: z.array(z.number().int().min(0).max(365)).default(REMIND_DAYS),
});

/** A check to be passed until a date. @internal */
export type CampaignDefinition = z.infer<typeof campaign>;

/**
 * Reads campaigns. One that is wrong takes no other one with it.
 *
 * @param key - where the list stands, for example `pipelines.scorecards.campaigns`
 * @returns `problems`: sentences that begin with the path
 * @internal
 */
export function readCampaigns(
  content: unknown,
  scorecards: readonly Scorecard[],
  key: string,
): { campaigns: CampaignDefinition[]; problems: string[] } {
  if (content === undefined) return { campaigns: [], problems: [] };
  if (!Array.isArray(content)) {
    return { campaigns: [], problems: [`${key} has to be a list`] };
  }
  const campaigns: CampaignDefinition[] = [];
  const problems: string[] = [];
  content.forEach((each, i) => {
    const at = `${key}[${i}]`;
    const parsed = campaign.safeParse(each);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(issue =>
          describeConfigIssue(issue, each, at),
        ),
      );
      return;
    }
    const problem = referenceProblem(parsed.data, scorecards, campaigns);
    if (problem) problems.push(`${at}.${problem}`);
    else campaigns.push(parsed.data);
  });
  return { campaigns, problems };
}

/** Of a demo, which writes no config. @internal */
export function demoCampaigns(
  brought: readonly FactCampaign[],
  scorecards: readonly Scorecard[],
): CampaignDefinition[] {
  return readCampaigns(brought, scorecards, 'demo').campaigns;
}

function referenceProblem(
  { check, id, scorecard }: CampaignDefinition,
  scorecards: readonly Scorecard[],
  before: readonly CampaignDefinition[],
): string | undefined {
  if (before.some(each => each.id === id)) {
    return `id is ${id} again: every campaign has an id of its own`;
  }
  const found = scorecards.find(each => each.id === scorecard);
  if (!found) {
    return `scorecard is ${scorecard}, which there isn't: there are ${
      scorecards.map(each => each.id).join(', ') || 'none'
    }`;
  }
  const checks = found.levels.flatMap(level => level.checks);
  return checks.some(each => each.id === check)
    ? undefined
    : `check is ${check}, which ${scorecard} doesn't have: it has ${checks
        .map(each => each.id)
        .join(', ')}`;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return (
    DAY.test(text) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(text)
  );
}

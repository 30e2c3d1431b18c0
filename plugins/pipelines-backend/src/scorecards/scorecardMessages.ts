import type { AddressedMessage } from '../notifications';
import type { CampaignDefinition } from './campaigns';
import type { ExemptionRecord } from './ExemptionStore';
import { rankOf } from './ownerLevels';
import type { LevelChange } from './ResultStore';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';

const TOPIC = 'Pipelines: scorecards';
/** So many pipelines are named. */
const NAMED = 5;

/**
 * What owners are told of changes of levels: one message for each owner and scorecard. What changed only because something became known, or could no longer
 * be read, isn't told: sources have alerts of their own.
 *
 * @internal
 */
export function levelMessages(
  changes: readonly LevelChange[],
  scorecardOf: (id: string) => Scorecard | undefined,
): AddressedMessage[] {
  const groups = new Map<string, LevelChange[]>();
  for (const change of changes) {
    const isTold = change.reasons.some(
      ({ from, to }) => from !== 'unknown' && to !== 'unknown',
    );
    if (!isTold) continue;
    const key = `${change.scorecardId} ${change.owner}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap(own => {
    const [{ at, owner, scorecardId }] = own;
    const scorecard = scorecardOf(scorecardId);
    if (!scorecard) return [];
    const fell = own.filter(
      ({ from, to }) => rankOf(scorecard, to) < rankOf(scorecard, from),
    );
    const lines = own
      .slice(0, NAMED)
      .map(({ entityRef, from, reasons, to }) => {
        const why = reasons
          .map(({ check, to: state }) => `${check} ${state ?? 'gone'}`)
          .join(', ');
        return `${nameOf(entityRef)}: ${from ?? 'no level'} → ${
          to ?? 'no level'
        } (${why})`;
      });
    return [
      message({
        subject: `scorecard:${scorecardId}:${owner}`,
        owner,
        at,
        title:
          own.length === 1
            ? `${scorecard.title}: ${nameOf(own[0].entityRef)} ${
                fell.length > 0 ? 'fell' : 'rose'
              } to ${own[0].to ?? 'below the first level'}`
            : `${scorecard.title}: ${own.length - fell.length} rose, ${
                fell.length
              } fell`,
        description: lines.join('\n'),
        link: `/pipelines/scorecards/${scorecardId}`,
        severity: fell.length > 0 ? 'normal' : 'low',
        details: { rose: own.length - fell.length, fell: fell.length },
      }),
    ];
  });
}

/** What an owner is told of an exemption that ends soon. @internal */
export function exemptionMessage(
  exemption: ExemptionRecord,
  of: { owner: string; checkTitle: string; at: string },
): AddressedMessage {
  return message({
    subject: `exemption:${exemption.id}`,
    owner: of.owner,
    at: of.at,
    title: `An exemption of ${nameOf(
      exemption.entityRef,
    )} ends on ${exemption.untilAt.slice(0, 10)}`,
    description: `From then on “${of.checkTitle}” counts again. It was asked for because: ${exemption.reason}`,
    link: `/pipelines/scorecards/${exemption.scorecardId}`,
    severity: 'low',
    details: { until: exemption.untilAt },
  });
}

/** What an owner is told of a campaign. @param of - `left`: entity refs @internal */
export function campaignMessage(
  campaign: CampaignDefinition,
  of: { owner: string; left: string[]; isOverdue: boolean; at: string },
): AddressedMessage {
  const { isOverdue, left } = of;
  return message({
    subject: `campaign:${campaign.id}:${of.owner}`,
    owner: of.owner,
    at: of.at,
    title: isOverdue
      ? `${campaign.title}: ${left.length} overdue since ${campaign.due}`
      : `${campaign.title}: ${left.length} to do by ${campaign.due}`,
    description: left.slice(0, NAMED).map(nameOf).join('\n'),
    link: `/pipelines/scorecards/campaigns/${campaign.id}`,
    severity: isOverdue ? 'normal' : 'low',
    details: { left: left.length, due: campaign.due },
  });
}

function message(of: {
  subject: string;
  owner: string;
  at: string;
  title: string;
  description: string;
  link: string;
  severity: 'normal' | 'low';
  details: Record<string, string | number>;
}): AddressedMessage {
  const { owner, subject, ...rest } = of;
  return {
    message: {
      ...rest,
      subject: subject.slice(0, 255),
      dedupKey: `sluice:${subject}`,
      transition: 'told',
      urgency: 'maintenance',
      topic: TOPIC,
      source: 'sluice',
      group: owner,
      class: 'scorecard',
    },
    to: { type: 'owner', ref: owner },
  };
}

function nameOf(entityRef: string): string {
  return entityRef.split('/').at(-1)!;
}

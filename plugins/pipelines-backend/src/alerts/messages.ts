import { createHash } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  alertPath,
  genericRunbookOf,
  genericRunbookPath,
  runbookPath,
} from '@sluice/plugin-pipelines-common';
import type { AddressedMessage, OutgoingMessage } from '../notifications';
import type {
  Affected,
  AffectedRecord,
  AlertRecord,
  AlertTransition,
} from './alertRecords';
import { nextStepOf, resolvedSummary } from './alertText';

/** The topic of our notifications, which people can switch off by. */
const TOPICS = {
  urgent: 'Pipelines: urgent',
  maintenance: 'Pipelines: maintenance',
} as const;

/** Names of more pipelines than this are left out of a message. */
const NAMED = 20;
/** Backstage keeps scopes of 255 characters. */
const LONGEST_SCOPE = 200;

/** A change of an alert that is to be told. @internal */
export type ToldChange = {
  alert: AlertRecord;
  affected: AffectedRecord[];
  transition: AlertTransition;
  /** Affected now, and not before. */
  added: Affected[];
  at: string;
  /** Who did it, an entity ref, where it was a person. */
  by?: string;
  /** What they said. */
  text?: string;
};

/** What deliveries of an alert are kept under. @internal */
export function subjectOf(alertId: number): string {
  return `alert:${alertId}`;
}

/**
 * Who is told what of a change of an alert: the owner of the cause what it does to others, the owners of what it affects that it isn't
 * theirs, and systems behind webhooks all of it once. When an alert grows only those hear of it who hadn't.
 *
 * @internal
 */
export function messagesOf(change: ToldChange): AddressedMessage[] {
  const { added, affected, alert, transition } = change;
  const causeOwner = alert.cause.owner;
  const base = baseMessage(change);
  const isChange = transition === 'changed';
  const counted = isChange ? added : affected;
  const owners = [...new Set(counted.map(each => each.owner))]
    .filter(owner => owner !== causeOwner)
    .sort();
  const messages: AddressedMessage[] = [];
  if (causeOwner && (!isChange || added.length > 0)) {
    messages.push({
      message: base,
      to: { type: 'owner', ref: causeOwner },
    });
  }
  for (const owner of owners) {
    const own = affected.filter(each => each.owner === owner);
    messages.push({
      message: {
        ...base,
        title: forAffected(change, own),
        description: [base.title, ...namesOf(own)].join('\n'),
      },
      to: { type: 'owner', ref: owner },
    });
  }
  messages.push({
    message: base,
    to: { type: 'webhooks', owner: causeOwner || (owners[0] ?? '') },
  });
  return messages;
}

function baseMessage({
  affected,
  alert,
  at,
  transition,
}: ToldChange): OutgoingMessage {
  const { cause } = alert;
  const isOver = transition === 'resolved';
  const current = affected.filter(each => isOver || each.recoveredAt === null);
  const names = namesOf(current);
  const nextStep = nextStepOf({ ...alert, affected: current });
  return {
    subject: subjectOf(alert.id),
    dedupKey: dedupKeyOf(alert),
    transition,
    urgency: alert.urgency,
    severity: isOver ? 'low' : alert.severity,
    title: isOver ? resolvedSummary(alert, at) : alert.summary,
    description: [isOver ? '' : nextStep, ...names].filter(Boolean).join('\n'),
    link: alertPath(alert.id),
    runbook: runbookOf(alert, current),
    topic: TOPICS[alert.urgency],
    at: transition === 'opened' ? alert.openedAt : at,
    source: cause.ref,
    component: cause.title,
    group: cause.owner || undefined,
    class: alert.kind,
    details: {
      kind: alert.kind,
      urgency: alert.urgency,
      cause: cause.ref,
      ...(cause.reason && { reason: cause.reason }),
      ...(alert.dueAt && { dueAt: alert.dueAt }),
      nextStep,
      affected: current.length,
      pipelines: current.slice(0, NAMED).map(each => each.pipelineRef),
      owners: [...new Set(current.map(each => each.owner))].sort(),
    },
  };
}

/** What the owner of affected pipelines reads first: that it is about theirs, and that the cause isn't. */
function forAffected(
  { alert, transition }: ToldChange,
  own: AffectedRecord[],
): string {
  const what =
    own.length === 1
      ? parseEntityRef(own[0].pipelineRef).name
      : `${own.length} of your pipelines`;
  const by = alert.cause.owner ? `, which ${alert.cause.owner} owns` : '';
  return transition === 'resolved'
    ? `${what}: over, the cause was ${alert.cause.title}`
    : `${what}: affected by ${alert.cause.title}${by}`;
}

function namesOf(affected: Affected[]): string[] {
  const names = affected.map(each => parseEntityRef(each.pipelineRef).name);
  if (names.length === 0) return [];
  const more = names.length - NAMED;
  return [
    names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  ];
}

/** The page of the runbook of the cause, else of the worst that is affected and has one. @internal */
export function runbookRefOf(
  { cause }: Pick<AlertRecord, 'cause'>,
  affected: Affected[],
): string | undefined {
  if (cause.hasRunbook) return cause.ref;
  return affected.find(({ hasRunbook }) => hasRunbook)?.pipelineRef;
}

/** The runbook of a pipeline, else the one of ours that fits the kind. */
function runbookOf(alert: AlertRecord, affected: Affected[]): string {
  const ref = runbookRefOf(alert, affected);
  return ref
    ? runbookPath(ref)
    : genericRunbookPath(genericRunbookOf(alert.kind));
}

function dedupKeyOf({ key }: AlertRecord): string {
  return key.length <= LONGEST_SCOPE
    ? `sluice:${key}`
    : `sluice:${createHash('sha256').update(key).digest('hex')}`;
}

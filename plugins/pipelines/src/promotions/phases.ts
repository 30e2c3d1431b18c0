import type {
  PromotionDetail,
  PromotionState,
} from '@sluice/plugin-pipelines-common';

/** The parts of the way of a promotion, in order. */
export const PHASES = [
  'requested',
  'gates',
  'approval',
  'scheduled',
  'deploy',
  'verify',
  'bake',
] as const;

/** One of {@link PHASES}. @internal */
export type PhaseName = (typeof PHASES)[number];

/** Where a promotion is on a part of its way. @internal */
export type Phase = {
  name: PhaseName;
  /** `stopped`: it ended here without getting further; `unknown`: whether it got through can't be told yet. */
  state: 'done' | 'now' | 'todo' | 'stopped' | 'unknown';
  /** How much of it is done, where that is counted. */
  count?: { done: number; of: number };
  /** When it is to begin, or until when it takes: ISO 8601. */
  at?: string;
};

/** The part that a state is in. */
const AT: Readonly<Record<PromotionState, PhaseName | undefined>> = {
  Requested: 'requested',
  Gating: 'gates',
  AwaitingApproval: 'approval',
  Scheduled: 'scheduled',
  Queued: 'scheduled',
  Running: 'deploy',
  Indeterminate: 'deploy',
  Reconciling: 'deploy',
  Verifying: 'verify',
  Succeeded: 'bake',
  Failed: undefined,
  Aborted: undefined,
  Rejected: undefined,
  Expired: undefined,
  Invalidated: undefined,
  Superseded: undefined,
  Cancelled: undefined,
};

/**
 * The way of a promotion as the page draws it: what is behind it, where it is, what is to come.
 *
 * Of one that ended early the part in which it stopped follows from what it has done: an end before the start stopped at what it waited for.
 *
 * @internal
 */
export function phasesOf(promotion: PromotionDetail): Phase[] {
  const now = PHASES.indexOf(AT[promotion.state] ?? stoppedAt(promotion));
  const hasStopped = AT[promotion.state] === undefined;
  const isBaked =
    promotion.state === 'Succeeded' && promotion.bake?.state !== 'baking';
  return PHASES.map((name, i): Phase => {
    const more = detailOf(name, promotion);
    if (i < now) return { name, state: 'done', ...more };
    if (i > now) return { name, state: 'todo', ...more };
    if (hasStopped) return { name, state: 'stopped', ...more };
    if (['Indeterminate', 'Reconciling'].includes(promotion.state)) {
      return { name, state: 'unknown', ...more };
    }
    if (name === 'bake' && promotion.bake?.state === 'broken') {
      return { name, state: 'stopped', ...more };
    }
    return { name, state: isBaked ? 'done' : 'now', ...more };
  });
}

function stoppedAt(promotion: PromotionDetail): PhaseName {
  if (promotion.deployedAt) return 'verify';
  if (promotion.startedAt) return 'deploy';
  const last = promotion.timeline
    .map(event => event.from)
    .filter(from => from !== undefined)
    .at(-1);
  return AT[last as PromotionState] ?? 'gates';
}

function detailOf(
  name: PhaseName,
  promotion: PromotionDetail,
): Pick<Phase, 'count' | 'at'> {
  const { approvals, bake, gates, progress, verification } = promotion;
  switch (name) {
    case 'requested':
      return { at: promotion.requestedAt };
    case 'gates':
      return gates.length > 0
        ? { count: { done: gates.filter(isThrough).length, of: gates.length } }
        : {};
    case 'approval':
      return approvals
        ? { count: { done: approvals.given, of: approvals.needed } }
        : {};
    case 'scheduled':
      return promotion.startAt ? { at: promotion.startAt } : {};
    case 'deploy':
      return progress
        ? { count: { done: progress.done, of: progress.of } }
        : {};
    case 'verify':
      return verification
        ? { count: { done: verification.runs, of: verification.runsWanted } }
        : {};
    default:
      return bake?.until ? { at: bake.until } : {};
  }
}

/** Whether a gate lets it through: what doesn't apply, or doesn't count, does. */
function isThrough(gate: PromotionDetail['gates'][number]): boolean {
  return (
    gate.verdict === 'pass' ||
    gate.verdict === 'not-applicable' ||
    gate.waived !== undefined ||
    gate.override !== undefined
  );
}

import type {
  Promotion,
  PromotionState,
} from '@sluice/plugin-pipelines-common';
import { EXIT, type ExitCode } from '../exitCodes';

/** Where a promotion stays, and what the program's exit code says of it. `undefined`: it goes on. */
const OUTCOMES: Record<PromotionState, ExitCode | undefined> = {
  Requested: undefined,
  Gating: undefined,
  AwaitingApproval: undefined,
  Scheduled: undefined,
  Queued: undefined,
  Running: undefined,
  Verifying: undefined,
  Indeterminate: undefined,
  Reconciling: undefined,
  Succeeded: EXIT.ok,
  Failed: EXIT.failed,
  Aborted: EXIT.failed,
  Rejected: EXIT.failed,
  Expired: EXIT.failed,
  Invalidated: EXIT.failed,
  Superseded: EXIT.failed,
  Cancelled: EXIT.failed,
};

/**
 * What a promotion came to.
 *
 * @returns undefined while it goes on
 * @public
 */
export function outcomeOf(state: PromotionState): ExitCode | undefined {
  return OUTCOMES[state];
}

/** A promotion in two lines, for people. @public */
export function describePromotion(promotion: Promotion): string[] {
  const { approvals, environment, id, kind, nextAction, progress } = promotion;
  const { release, state, stateReason, unit, verification } = promotion;
  const label = release.label ? ` (${release.label})` : '';
  const details = [
    stateReason,
    approvals && state === 'AwaitingApproval'
      ? `${approvals.given} of ${approvals.needed} approvals`
      : undefined,
    progress && state === 'Running'
      ? `step ${progress.done} of ${progress.of}${
          progress.step ? `, ${progress.step}` : ''
        }`
      : undefined,
    verification && state === 'Verifying'
      ? `${verification.runs} of ${verification.runsWanted} runs`
      : undefined,
  ].filter(Boolean);
  return [
    `Promotion ${id}: ${kind} release ${
      release.sequence
    }${label} of ${unit} to ${environment}: ${state}${
      details.length > 0 ? ` (${details.join('; ')})` : ''
    }`,
    ...(nextAction ? [`next: ${nextAction}`] : []),
  ];
}

/** What has to be another one for a promotion to be told of again while it is watched. @public */
export function watchedKey(promotion: Promotion): string {
  const { approvals, progress, state, stateReason, verification } = promotion;
  return JSON.stringify([
    state,
    stateReason,
    approvals,
    progress,
    verification?.state,
    verification?.runs,
  ]);
}

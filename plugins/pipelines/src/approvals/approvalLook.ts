import type { Approval } from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

/** How the state of a request looks. What is over without a decision never looks like approved. @internal */
export const APPROVAL_LOOK: Readonly<Record<Approval['state'], StatusLook>> = {
  Pending: { glyph: 'half', tone: 'running' },
  Approved: { glyph: 'disc', tone: 'good' },
  Consumed: { glyph: 'disc', tone: 'good' },
  Rejected: { glyph: 'square', tone: 'bad' },
  Withdrawn: { glyph: 'ring', tone: 'unknown' },
  Expired: { glyph: 'bars', tone: 'unknown' },
  Invalidated: { glyph: 'triangle', tone: 'warn' },
};

/** Whether anything can still happen to a request. @internal */
export function isOpen(request: Pick<Approval, 'state'>): boolean {
  return request.state === 'Pending' || request.state === 'Approved';
}

/**
 * How many of the approvals that a request takes are given.
 *
 * A rule counts its own at most: what is too many for one rule is missing in another all the same.
 *
 * @internal
 */
export function standingOf(request: Pick<Approval, 'rules'>): {
  given: number;
  needed: number;
} {
  const needed = sum(request.rules.map(rule => rule.minApprovals));
  const missing = sum(request.rules.map(rule => rule.missing));
  return { given: Math.max(0, needed - missing), needed };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

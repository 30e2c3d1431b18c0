import type {
  GateResult,
  Promotion,
  PromotionState,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

const GOOD: StatusLook = { glyph: 'disc', tone: 'good' };
const MOVING: StatusLook = { glyph: 'half', tone: 'running' };
const BAD: StatusLook = { glyph: 'square', tone: 'bad' };
const WARNING: StatusLook = { glyph: 'triangle', tone: 'warn' };
const UNKNOWN: StatusLook = { glyph: 'diamond', tone: 'unknown' };
const OVER: StatusLook = { glyph: 'ring', tone: 'unknown' };
const HELD: StatusLook = { glyph: 'bars', tone: 'unknown' };

/** How the state of a promotion looks. What isn't known never looks like good. @internal */
export const PROMOTION_LOOK: Readonly<Record<PromotionState, StatusLook>> = {
  Requested: MOVING,
  Gating: MOVING,
  AwaitingApproval: MOVING,
  Scheduled: MOVING,
  Queued: MOVING,
  Running: MOVING,
  Verifying: MOVING,
  Indeterminate: UNKNOWN,
  Reconciling: UNKNOWN,
  Succeeded: GOOD,
  Failed: BAD,
  Aborted: BAD,
  Rejected: BAD,
  Expired: HELD,
  Invalidated: WARNING,
  Superseded: OVER,
  Cancelled: OVER,
};

/** How what runs in an environment looks. @internal */
export const HEALTH_LOOK: Readonly<
  Record<UnitEnvironment['health'], StatusLook>
> = {
  verified: GOOD,
  verifying: MOVING,
  deploying: MOVING,
  baking: MOVING,
  failed: BAD,
  held: HELD,
  unmanaged: WARNING,
  recorded: OVER,
  unknown: UNKNOWN,
  none: OVER,
};

/** How the verdict of a gate looks. @internal */
export const VERDICT_LOOK: Readonly<Record<GateResult['verdict'], StatusLook>> =
  {
    pass: GOOD,
    fail: BAD,
    unknown: UNKNOWN,
    inconclusive: UNKNOWN,
    'not-applicable': OVER,
  };

const ENDED: readonly PromotionState[] = [
  'Succeeded',
  'Failed',
  'Aborted',
  'Rejected',
  'Expired',
  'Invalidated',
  'Superseded',
  'Cancelled',
];

/** Whether nothing more happens to a promotion. @internal */
export function isEnded(promotion: Pick<Promotion, 'state'>): boolean {
  return ENDED.includes(promotion.state);
}

/** Whether the target is being changed, or may be. @internal */
export function isWorking(promotion: Pick<Promotion, 'state'>): boolean {
  return [
    'Queued',
    'Running',
    'Verifying',
    'Indeterminate',
    'Reconciling',
  ].includes(promotion.state);
}

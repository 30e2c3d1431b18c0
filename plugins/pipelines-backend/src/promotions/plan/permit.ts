import type {
  GateResult,
  PromotionKind,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import type { ApprovalRule } from '../../approvals';
import { isPassed, raisersOf } from '../gates/verdicts';
import type { Requirements, StandardChange } from '../ports';

/** Who has to agree to a promotion, or why nobody has to. @internal */
export type Permit =
  | { how: 'ask'; rules: ApprovalRule[]; raisedBy: GateResult[] }
  | { how: 'preapproved'; why: string; standardChange?: StandardChange };

const ANYONE: ApprovalRule = {
  name: 'rollback',
  minApprovals: 1,
  from: 'anyone',
};

/**
 * How a promotion comes to be allowed.
 *
 * Where every gate passes, a policy can let it go by itself, or a standard change covers it; as soon as one doesn't, people look at it.
 * A window that is closed is waited for, so it makes nothing worse. A rollback to the last known good can be authorised by the policy once
 * and for all; another one takes one approver.
 *
 * @param of - `option` says of a rollback what it goes back to; `standard` is the template that covers the change, if one does
 * @internal
 */
export function permitOf(of: {
  kind: PromotionKind;
  breakGlass: boolean;
  option: RollbackOption | undefined;
  gates: GateResult[];
  requirements: Requirements;
  standard: StandardChange | undefined;
}): Permit {
  const { breakGlass, gates, kind, option, requirements, standard } = of;
  if (breakGlass) {
    return { how: 'preapproved', why: 'The glass is broken' };
  }
  if (kind === 'rollback') {
    return option?.tier === 'last-known-good' &&
      requirements.rollbackPreAuthorised
      ? {
          how: 'preapproved',
          why: `The policy authorises going back to the last known good. ${option.reason}`,
        }
      : { how: 'ask', rules: [ANYONE], raisedBy: [] };
  }
  const isClear = gates.every(
    each => each.gate === 'window' || isPassed(each.verdict),
  );
  if (isClear && requirements.autoPromote) {
    return {
      how: 'preapproved',
      why: 'The policy lets it go on without approval, since every gate passes',
    };
  }
  if (isClear && standard) {
    return {
      how: 'preapproved',
      why: `A standard change: ${standard.reason}`,
      standardChange: standard,
    };
  }
  const raisedBy = raisersOf(gates);
  return {
    how: 'ask',
    rules: [
      ...requirements.rules,
      ...(raisedBy.length > 0 ? requirements.raised : []),
    ],
    raisedBy,
  };
}

import type { JsonObject } from '@backstage/types';
import type { ApprovalRule } from '../approvals';
import { canonicalJson } from '../canonical/digest';
import {
  membersOf,
  type PolicyQuestion,
  rulesFor,
  rulesForAll,
} from './matching';
import type {
  Policy,
  PolicyRule,
} from '@sluice/plugin-pipelines-node/documents';

/** What a promotion has to fulfil. @internal */
export type Requirements = {
  /** Digest of the policy that says so. */
  policyVersion: string;
  /** Names of the rules that apply. */
  matched: string[];
  /** All of them have to be satisfied. */
  rules: ApprovalRule[];
  /** Added to them where a gate of class `risk` doesn't pass. */
  raised: ApprovalRule[];
  /** Kinds of evidence that the release has to have. */
  evidence: string[];
  gates: Array<{ name: string; params: JsonObject }>;
  /** The same release has had so many real runs of each changed member there. Undefined in the first environment. */
  verifiedUpstream?: { environment: string; runs: number };
  /** So long it has been there. */
  soakHours: number;
  verify: { runs: number; timeoutMinutes: number };
  bake: { runs: number; minutes: number };
  /** Whether a failed verification rolls back by itself. */
  autoRollback: boolean;
  /** Whether a rollback to the last known good needs no approval of its own. */
  rollbackPreAuthorised: boolean;
  /** Whether it goes on without approval if every gate passes. */
  autoPromote: boolean;
  /** Within so long a rollback or a fix restores service: a promise, shown as a clock. */
  recoveryMinutes: number;
  /** So long people have to decide. */
  pendingHours: number;
  /** So long an approval can be used. */
  approvedHours: number;
};

/** A policy with its digest. @internal */
export type VersionedPolicy = { version: string; policy: Policy };

type Require = PolicyRule['require'];

/** What holds where no rule says anything. A change of these changes what approved policies mean. */
const UNSAID = {
  verify: { runs: 1, timeoutMinutes: 120 },
  recoveryMinutes: 15,
  pendingHours: 168,
  approvedHours: 24,
} as const;

/**
 * What a change has to fulfil: the union of what all rules ask for that apply to any of its members. Approvals, evidence and gates add
 * up; of numbers the strictest counts, with the default for each member of which no rule says anything. What spares people work holds only
 * if, for each member by itself, a rule says so and none contradicts. So one more member never makes it easier. A change that touches no
 * member is spared nothing.
 *
 * @internal
 */
export function requirementsOf(
  { policy, version }: VersionedPolicy,
  question: PolicyQuestion,
): Requirements {
  const matched = rulesForAll(policy, question);
  const required = matched.map(rule => rule.require);
  const byMember = membersOf(question).map(member =>
    rulesFor(policy, question, member).map(rule => rule.require),
  );
  const spares = (
    key: 'autoRollback' | 'rollbackPreAuthorised' | 'autoPromote',
  ) =>
    question.members.length > 0 &&
    byMember.every(rules => {
      const said = rules.flatMap(rule => rule[key] ?? []);
      return said.length > 0 && said.every(Boolean);
    });
  const highest = (
    pick: (require: Require) => number | undefined,
    unsaid = 0,
  ) =>
    Math.max(
      ...byMember.map(rules => strictest(Math.max, rules, pick, unsaid)),
    );
  const lowest = (
    pick: (require: Require) => number | undefined,
    unsaid: number,
  ) =>
    Math.min(
      ...byMember.map(rules => strictest(Math.min, rules, pick, unsaid)),
    );
  const upstreamRuns = highest(r => r.verifiedUpstream?.runs);
  const isUpstreamAsked = required.some(r => r.verifiedUpstream);
  const before = policy.environments.indexOf(question.environment) - 1;
  return {
    policyVersion: version,
    matched: matched.map(rule => rule.name),
    rules: approvalRules(
      policy,
      required.flatMap(r => r.approvals ?? []),
    ),
    raised: approvalRules(
      policy,
      required.flatMap(r => r.raised ?? []),
    ),
    evidence: [...new Set(required.flatMap(r => r.evidence ?? []))].sort(),
    gates: gatesOf(required.flatMap(r => r.gates ?? [])),
    verifiedUpstream:
      isUpstreamAsked && before >= 0
        ? { environment: policy.environments[before], runs: upstreamRuns }
        : undefined,
    soakHours: highest(r => r.soakHours),
    verify: {
      runs: highest(r => r.verify?.runs, UNSAID.verify.runs),
      timeoutMinutes: highest(
        r => r.verify?.timeoutMinutes,
        UNSAID.verify.timeoutMinutes,
      ),
    },
    bake: {
      runs: highest(r => r.bake?.runs),
      minutes: highest(r => r.bake?.minutes),
    },
    autoRollback: spares('autoRollback'),
    rollbackPreAuthorised: spares('rollbackPreAuthorised'),
    autoPromote: spares('autoPromote'),
    recoveryMinutes: policy.hotfix?.recoveryMinutes ?? UNSAID.recoveryMinutes,
    pendingHours: lowest(r => r.pendingHours, UNSAID.pendingHours),
    approvedHours: lowest(r => r.approvedHours, UNSAID.approvedHours),
  };
}

/** Approvers by their names, each once, in the order of the policy. @internal */
export function approvalRules(policy: Policy, names: string[]): ApprovalRule[] {
  return policy.approvers
    .filter(approver => names.includes(approver.name))
    .map(({ minApprovals = 1, ...approver }) => ({
      ...approver,
      minApprovals,
    }));
}

function gatesOf(
  gates: Array<{ name: string; params?: object }>,
): Requirements['gates'] {
  const byContent = new Map(
    gates.map(({ name, params = {} }) => {
      const gate = { name, params: params as JsonObject };
      return [canonicalJson(gate), gate];
    }),
  );
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, g]) => g);
}

/** The strictest number that rules say; `unsaid` where none says any. */
function strictest(
  choose: (...numbers: number[]) => number,
  rules: Require[],
  pick: (require: Require) => number | undefined,
  unsaid: number,
): number {
  const said = rules.flatMap(rule => pick(rule) ?? []);
  return said.length > 0 ? choose(...said) : unsaid;
}

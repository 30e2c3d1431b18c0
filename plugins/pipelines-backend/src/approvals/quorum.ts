/** Who may satisfy a rule, and how many of them it takes. All rules of a request have to be satisfied, each by other people. @internal */
export type ApprovalRule = {
  /** As people call it, for example `finance`. Unique within a request. */
  name: string;
  /** At least 1. */
  minApprovals: number;
  /** Entity refs of groups and users; or anyone whom the permission of the subject lets vote. */
  from: string[] | 'anyone';
  /** Users who stand in for the groups. */
  deputies?: string[];
  /** Groups and users who count only where exclusions leave the rule too few people. */
  fallbackApprovers?: string[];
};

/** Somebody who can't approve this request, whatever groups they are in. @internal */
export type Exclusion = {
  person: string;
  reason: 'requester' | 'author' | 'policy-editor';
};

/** Who is in which group, and who is no human; as the identity provider says now. @internal */
export type People = {
  /** By group ref. A group that doesn't exist isn't there. */
  members: ReadonlyMap<string, readonly string[]>;
  /** Users that are there, and are human. */
  humans: ReadonlySet<string>;
};

/** A right to vote that was passed on. @internal */
export type Delegation = { from: string; to: string };

/** A vote as far as it counts. @internal */
export type CountedVote = {
  voter: string;
  kind: 'approve' | 'reject' | 'revoke';
};

/** Where one rule stands. @internal */
export type RuleStanding = {
  name: string;
  minApprovals: number;
  /** Who counts for it; each person counts for one rule. */
  approvedBy: string[];
  missing: number;
  /** Who could still approve it; undefined for anyone. */
  candidates: string[] | undefined;
  /** Whether its fallback approvers count, because exclusions leave it too few people. */
  usesFallback: boolean;
};

/** Where a request stands. @internal */
export type Quorum = { satisfied: boolean; rules: RuleStanding[] };

type Question = {
  rules: ApprovalRule[];
  exclusions: Exclusion[];
  people: People;
  delegations?: Delegation[];
};

type ResolvedRule = ApprovalRule & {
  usesFallback: boolean;
  /** Undefined for anyone. */
  eligible: Set<string> | undefined;
};

/**
 * Whether the votes satisfy all rules, with memberships as they are now.
 *
 * One person counts for one rule only; who counts for which is chosen so that as many as possible are satisfied. Votes of those who are
 * excluded, no human, or no member any more don't count.
 *
 * @internal
 */
export function quorumOf(question: Question, votes: CountedVote[]): Quorum {
  const rules = resolve(question);
  const approvers = [...effectiveVotes(votes)]
    .filter(([, kind]) => kind === 'approve')
    .map(([voter]) => voter)
    .filter(voter => isHumanAndFree(voter, question));
  const assigned = assign(rules, approvers);
  const standings = rules.map((rule, i) => {
    const approvedBy = assigned[i];
    return {
      name: rule.name,
      minApprovals: rule.minApprovals,
      approvedBy,
      missing: rule.minApprovals - approvedBy.length,
      candidates:
        rule.eligible &&
        [...rule.eligible].filter(p => !approvers.includes(p)).sort(),
      usesFallback: rule.usesFallback,
    };
  });
  return {
    // A request without a rule is never approved: a quorum of nobody isn't one.
    satisfied: standings.length > 0 && standings.every(r => r.missing === 0),
    rules: standings,
  };
}

/** The last word of each person, without what they revoked. @internal */
export function effectiveVotes(
  votes: CountedVote[],
): Map<string, 'approve' | 'reject'> {
  const last = new Map<string, 'approve' | 'reject'>();
  for (const { kind, voter } of votes) {
    if (kind === 'revoke') last.delete(voter);
    else last.set(voter, kind);
  }
  return last;
}

/** The names of the rules that a person's approval could count for. @internal */
export function rulesOpenTo(person: string, question: Question): string[] {
  if (!isHumanAndFree(person, question)) return [];
  return resolve(question)
    .filter(rule => !rule.eligible || rule.eligible.has(person))
    .map(rule => rule.name);
}

/**
 * Why rules can't be satisfied, in words that name groups and people; empty if they can.
 *
 * @internal
 */
export function unsatisfiable(question: Question): string[] {
  const { exclusions, rules } = question;
  const problems = [
    ...(rules.length === 0 ? ['There is no rule: nobody could approve'] : []),
    ...rules.flatMap(rule => ruleProblems(rule, question)),
  ];
  if (problems.length > 0) return problems;
  const resolved = resolve(question);
  const assigned = assignCandidates(resolved);
  return resolved.flatMap((rule, i) => {
    if (assigned[i].length >= rule.minApprovals) return [];
    const all = candidatesOf(rule, question, false);
    const without = exclusions.filter(e => all?.has(e.person));
    return `${rule.name} needs ${rule.minApprovals} of ${names(
      rule.from,
    )}, but only ${assigned[i].length} can approve it${
      without.length > 0
        ? ` without ${without.map(e => `${e.person} (${e.reason})`).join(', ')}`
        : ''
    }`;
  });
}

function ruleProblems(rule: ApprovalRule, { people }: Question): string[] {
  const { deputies = [], from, minApprovals, name } = rule;
  if (!Number.isInteger(minApprovals) || minApprovals < 1) {
    return [
      `${name} asks for ${minApprovals} approvals: it has to be 1 or more`,
    ];
  }
  if (from === 'anyone') return [];
  if (from.length === 0) return [`${name} names nobody`];
  return from
    .filter(ref => ref.startsWith('group:'))
    .flatMap(group => {
      const members = (people.members.get(group) ?? []).filter(m =>
        people.humans.has(m),
      );
      const stands = members.length >= 2 || deputies.length > 0;
      return stands
        ? []
        : `${name} needs ${group}, which has ${members.length} member${
            members.length === 1 ? '' : 's'
          }: it takes 2, or a named deputy`;
    });
}

function names(from: ApprovalRule['from']): string {
  return from === 'anyone' ? 'anyone' : from.join(', ');
}

function isHumanAndFree(person: string, { exclusions, people }: Question) {
  return (
    people.humans.has(person) && !exclusions.some(e => e.person === person)
  );
}

/** Fallback approvers count where exclusions take so many people away that the rules can't all be satisfied, and only there. */
function resolve(question: Question): ResolvedRule[] {
  const resolved: ResolvedRule[] = question.rules.map(rule => ({
    ...rule,
    usesFallback: false,
    eligible: eligibleFor(rule, question, false),
  }));
  const isShort = () => {
    const assigned = assignCandidates(resolved);
    return resolved.some((r, i) => assigned[i].length < r.minApprovals);
  };
  // Those that are short by themselves first; then those that are short because their people are needed elsewhere.
  const order = [...resolved].sort(
    (a, b) => spare(a) - spare(b) || a.name.localeCompare(b.name),
  );
  for (const rule of order) {
    if (!isShort()) break;
    const all = candidatesOf(rule, question, false);
    const lost = question.exclusions.some(e => all?.has(e.person));
    if (!lost || !rule.fallbackApprovers?.length) continue;
    rule.usesFallback = true;
    rule.eligible = eligibleFor(rule, question, true);
  }
  return resolved;
}

function spare(rule: ResolvedRule): number {
  return rule.eligible ? rule.eligible.size - rule.minApprovals : Infinity;
}

function eligibleFor(
  rule: ApprovalRule,
  question: Question,
  withFallback: boolean,
): Set<string> | undefined {
  const candidates = candidatesOf(rule, question, withFallback);
  if (!candidates) return undefined;
  return new Set([...candidates].filter(p => isHumanAndFree(p, question)));
}

/** Members, deputies and those who were passed a right, whether excluded or not. */
function candidatesOf(
  rule: ApprovalRule,
  { delegations = [], exclusions, people }: Question,
  withFallback: boolean,
): Set<string> | undefined {
  if (rule.from === 'anyone') return undefined;
  const refs = [
    ...rule.from,
    ...(rule.deputies ?? []),
    ...(withFallback ? rule.fallbackApprovers ?? [] : []),
  ];
  const own = new Set(
    refs.flatMap(ref =>
      ref.startsWith('group:') ? [...(people.members.get(ref) ?? [])] : [ref],
    ),
  );
  const all = new Set(own);
  for (const { from, to } of delegations) {
    // Somebody who is excluded has no right that could be passed on.
    if (!own.has(from) || exclusions.some(e => e.person === from)) continue;
    all.delete(from);
    all.add(to);
  }
  return all;
}

/** As many people a rule as it needs, each person for one rule. @returns by rule */
function assign(rules: ResolvedRule[], people: string[]): string[][] {
  const assigned: string[][] = rules.map(() => []);
  /** Finds a place for a person, moving others where that helps (augmenting paths, Kuhn 1955). */
  const place = (person: string, seen: Set<number>): boolean => {
    for (const [i, rule] of rules.entries()) {
      if (seen.has(i) || (rule.eligible && !rule.eligible.has(person))) {
        continue;
      }
      seen.add(i);
      if (assigned[i].length < rule.minApprovals) {
        assigned[i].push(person);
        return true;
      }
      for (const [at, other] of assigned[i].entries()) {
        if (place(other, seen)) {
          assigned[i][at] = person;
          return true;
        }
      }
    }
    return false;
  };
  for (const person of new Set(people)) place(person, new Set());
  return assigned;
}

/** As {@link assign} with everybody who could approve; there are always enough of anyone. */
function assignCandidates(rules: ResolvedRule[]): string[][] {
  const needed = rules.reduce((sum, r) => sum + Math.max(0, r.minApprovals), 0);
  const anyone = rules.some(r => !r.eligible)
    ? Array.from({ length: needed }, (_, i) => `anyone ${i}`)
    : [];
  const named = new Set(rules.flatMap(r => [...(r.eligible ?? [])]));
  return assign(rules, [...named, ...anyone]);
}

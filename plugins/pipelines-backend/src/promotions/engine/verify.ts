import type { MemberMiss, MemberRun } from '../ports';

/** What is known of a deployment at a moment. @internal */
export type VerifyFacts = {
  /** Members that the change touches. */
  members: string[];
  /** Runs that started after the deployment. */
  runs: MemberRun[];
  misses: MemberMiss[];
  /** What the target says. */
  findings: Array<{
    check: string;
    verdict: 'pass' | 'fail' | 'unknown';
    detail: string;
  }>;
  /** Successful runs of each changed member that are wanted. */
  runsWanted: number;
  at: string;
  until: string;
};

/** Where verification stands. @internal */
export type VerifyStanding = {
  state: 'running' | 'successful' | 'failed' | 'inconclusive';
  /** Successful runs of the member that has the fewest. */
  runs: number;
  reasons: string[];
};

/**
 * Whether what was deployed works, by what the target says and by what became of the members that the change touches.
 *
 * Failed: the target says so, a changed member's run failed for good, or it missed a promise through its own fault. A miss that an upstream
 * explains doesn't count. Not enough runs in time, or a target that can't be read, is inconclusive: "bad" is not "couldn't tell".
 *
 * @internal
 */
export function verifyStanding(facts: VerifyFacts): VerifyStanding {
  const { at, findings, members, misses, runs, runsWanted, until } = facts;
  const successes = members.map(
    member =>
      runs.filter(each => each.member === member && each.state === 'success')
        .length,
  );
  const fewest = members.length === 0 ? 0 : Math.min(...successes);
  const bad = [
    ...findings
      .filter(each => each.verdict === 'fail')
      .map(each => `${each.check}: ${each.detail}`),
    ...failuresOf(facts),
  ];
  if (bad.length > 0) return { state: 'failed', runs: fewest, reasons: bad };
  const blind = findings.filter(each => each.verdict === 'unknown');
  if (fewest >= runsWanted && blind.length === 0) {
    return {
      state: 'successful',
      runs: fewest,
      reasons: [
        `${fewest} successful runs of each changed pipeline`,
        ...misses
          .filter(each => each.cause === 'upstream')
          .map(
            each =>
              `${each.member} missed ${each.slo} because of ${each.upstream}`,
          ),
      ],
    };
  }
  if (at < until) return { state: 'running', runs: fewest, reasons: [] };
  return {
    state: 'inconclusive',
    runs: fewest,
    reasons: [
      ...(fewest < runsWanted
        ? [`${fewest} of ${runsWanted} runs until ${until}`]
        : []),
      ...blind.map(each => `${each.check} can't be told: ${each.detail}`),
    ],
  };
}

/**
 * What a change is blamed for: runs of changed members that failed for good, unless something upstream held them up, and promises missed by
 * their own fault. Misses that nobody can explain aren't.
 *
 * @internal
 */
export function failuresOf(
  facts: Pick<VerifyFacts, 'members' | 'runs' | 'misses'>,
): string[] {
  const { members, misses, runs } = facts;
  const excused = new Set(
    misses.filter(each => each.cause === 'upstream').map(each => each.member),
  );
  return [
    ...runs
      .filter(
        each =>
          members.includes(each.member) &&
          each.state === 'failed' &&
          !excused.has(each.member),
      )
      .map(each => `${each.member}: run ${each.runId} failed`),
    ...misses
      .filter(each => members.includes(each.member) && each.cause === 'self')
      .map(each => `${each.member} missed ${each.slo} at ${each.at}`),
  ];
}

/**
 * Where the bake stands: a release has to stay healthy for so many runs *and* so long.
 *
 * @internal
 */
export function bakeStanding(
  facts: Pick<
    VerifyFacts,
    'members' | 'runs' | 'misses' | 'runsWanted' | 'at' | 'until'
  >,
): { state: 'baking' | 'done' | 'broken'; runs: number; reasons: string[] } {
  const reasons = failuresOf(facts);
  const runs =
    facts.members.length === 0
      ? 0
      : Math.min(
          ...facts.members.map(
            member =>
              facts.runs.filter(
                each => each.member === member && each.state === 'success',
              ).length,
          ),
        );
  if (reasons.length > 0) return { state: 'broken', runs, reasons };
  const isDone = facts.at >= facts.until && runs >= facts.runsWanted;
  return { state: isDone ? 'done' : 'baking', runs, reasons: [] };
}

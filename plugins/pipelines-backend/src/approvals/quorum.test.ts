import fc from 'fast-check';
import {
  type ApprovalRule,
  type CountedVote,
  type Delegation,
  type Exclusion,
  quorumOf,
  rulesOpenTo,
  unsatisfiable,
} from './quorum';

const GROUPS = {
  'group:data': ['ines', 'priya', 'tom'],
  'group:finance': ['fay', 'ines'],
  'group:platform': ['pat', 'paul'],
  'group:solo': ['sam'],
};
const EVERYBODY = [...new Set(Object.values(GROUPS).flat()), 'eve'];

/** `bots` are users that are no humans. */
function people(
  options: { bots?: string[]; groups?: Record<string, string[]> } = {},
) {
  const { bots = [], groups = GROUPS } = options;
  return {
    members: new Map(Object.entries(groups)),
    humans: new Set(EVERYBODY.filter(p => !bots.includes(p))),
  };
}

const data1: ApprovalRule = {
  name: 'data',
  minApprovals: 1,
  from: ['group:data'],
};
const finance1: ApprovalRule = {
  name: 'finance',
  minApprovals: 1,
  from: ['group:finance'],
};
const approvals = (...voters: string[]): CountedVote[] =>
  voters.map(voter => ({ voter, kind: 'approve' }));
const excluded = (...persons: string[]): Exclusion[] =>
  persons.map(person => ({ person, reason: 'author' }));

describe('quorumOf', () => {
  it.each<[string, ApprovalRule[], CountedVote[], boolean, object?]>([
    ['one of one', [data1], approvals('ines'), true],
    ['nobody yet', [data1], [], false],
    ['somebody from elsewhere', [data1], approvals('pat'), false],
    ['one of two', [{ ...data1, minApprovals: 2 }], approvals('ines'), false],
    [
      'two of two',
      [{ ...data1, minApprovals: 2 }],
      approvals('ines', 'tom'),
      true,
    ],
    [
      'the same human twice',
      [{ ...data1, minApprovals: 2 }],
      approvals('ines', 'ines'),
      false,
    ],
    ['all rules', [data1, finance1], approvals('priya', 'fay'), true],
    ['one of two rules', [data1, finance1], approvals('priya'), false],
    ['one human for two rules', [data1, finance1], approvals('ines'), false],
    [
      'one who is moved to the rule that only she can satisfy',
      [data1, finance1],
      approvals('ines', 'tom'),
      true,
    ],
    [
      'a person who is named',
      [{ ...data1, from: ['eve'] }],
      approvals('eve'),
      true,
    ],
    [
      'a deputy',
      [{ ...data1, from: ['group:solo'], deputies: ['eve'] }],
      approvals('eve'),
      true,
    ],
    ['anyone', [{ ...data1, from: 'anyone' }], approvals('eve'), true],
    [
      'anyone for two rules',
      [{ ...data1, from: 'anyone' }, finance1],
      approvals('ines'),
      false,
    ],
    ['no rule at all', [], approvals('ines'), false],
    ['a rejection', [data1], [{ voter: 'ines', kind: 'reject' }], false],
    [
      'a vote that was revoked',
      [data1],
      [...approvals('ines'), { voter: 'ines', kind: 'revoke' }],
      false,
    ],
    [
      'a vote that was revoked and cast again',
      [data1],
      [
        ...approvals('ines'),
        { voter: 'ines', kind: 'revoke' },
        ...approvals('ines'),
      ],
      true,
    ],
    [
      'a bot',
      [data1],
      approvals('ines'),
      false,
      { people: people({ bots: ['ines'] }) },
    ],
    [
      'one who has left the group',
      [data1],
      approvals('ines'),
      false,
      { people: people({ groups: { 'group:data': ['priya', 'tom'] } }) },
    ],
    [
      'one who is excluded',
      [data1],
      approvals('ines'),
      false,
      { exclusions: excluded('ines') },
    ],
    [
      'one who is excluded, by a rule for anyone',
      [{ ...data1, from: 'anyone' }],
      approvals('ines'),
      false,
      { exclusions: excluded('ines') },
    ],
    [
      'a delegate',
      [data1],
      approvals('eve'),
      true,
      { delegations: [{ from: 'ines', to: 'eve' }] },
    ],
    [
      'one who passed their right on',
      [data1],
      approvals('ines'),
      false,
      { delegations: [{ from: 'ines', to: 'eve' }] },
    ],
    [
      'a delegate of one who is excluded',
      [data1],
      approvals('eve'),
      false,
      {
        exclusions: excluded('ines'),
        delegations: [{ from: 'ines', to: 'eve' }],
      },
    ],
    [
      'an excluded one who was made a delegate',
      [data1],
      approvals('eve'),
      false,
      {
        exclusions: excluded('eve'),
        delegations: [{ from: 'ines', to: 'eve' }],
      },
    ],
  ])('%s', (_, rules, votes, expected, more = {}) => {
    const question = { rules, exclusions: [], people: people(), ...more };
    expect(quorumOf(question, votes).satisfied).toBe(expected);
  });

  describe('fallback approvers', () => {
    const rule = { ...data1, fallbackApprovers: ['group:platform'] };

    it('count where exclusions leave nobody', () => {
      const question = {
        rules: [rule],
        people: people(),
        exclusions: excluded('ines', 'priya', 'tom'),
      };
      expect(quorumOf(question, approvals('pat'))).toMatchObject({
        satisfied: true,
        rules: [{ usesFallback: true, approvedBy: ['pat'] }],
      });
    });

    it('do not count while somebody of the rule is left', () => {
      const question = {
        rules: [rule],
        people: people(),
        exclusions: excluded('ines', 'priya'),
      };
      expect(quorumOf(question, approvals('pat'))).toMatchObject({
        satisfied: false,
        rules: [{ usesFallback: false, candidates: ['tom'] }],
      });
    });

    it('do not count for a rule that has too few people without any exclusion', () => {
      const question = {
        rules: [{ ...rule, from: ['group:nobody'] }],
        people: people(),
        exclusions: excluded('ines'),
      };
      expect(quorumOf(question, approvals('pat')).satisfied).toBe(false);
    });

    it('count where the one who is left is needed for another rule', () => {
      const question = {
        rules: [rule, finance1],
        people: people(),
        exclusions: excluded('priya', 'tom', 'fay'),
      };
      expect(quorumOf(question, approvals('ines', 'pat'))).toMatchObject({
        satisfied: true,
        rules: [{ usesFallback: true }, { usesFallback: false }],
      });
    });
  });
});

describe('unsatisfiable', () => {
  it.each<[string, ApprovalRule[], Exclusion[], string | undefined]>([
    ['can be satisfied', [data1, finance1], [], undefined],
    ['no rule', [], [], 'There is no rule'],
    ['a quorum of 0', [{ ...data1, minApprovals: 0 }], [], 'asks for 0'],
    ['nobody named', [{ ...data1, from: [] }], [], 'data names nobody'],
    [
      'a group of one',
      [{ ...data1, from: ['group:solo'] }],
      [],
      'group:solo, which has 1 member: it takes 2',
    ],
    [
      'a group of one with a deputy',
      [{ ...data1, from: ['group:solo'], deputies: ['eve'] }],
      [],
      undefined,
    ],
    [
      'a group that is not there',
      [{ ...data1, from: ['group:gone'] }],
      [],
      'group:gone, which has 0 members',
    ],
    [
      'more than there are',
      [{ ...data1, minApprovals: 4 }],
      [],
      'data needs 4 of group:data, but only 3',
    ],
    [
      'all excluded',
      [finance1],
      excluded('fay', 'ines'),
      'only 0 can approve it without fay (author), ines (author)',
    ],
    [
      'people who are needed twice',
      [finance1, { ...finance1, name: 'again', minApprovals: 2 }],
      [],
      'again needs 2 of group:finance, but only 1',
    ],
    [
      'anyone, always',
      [{ ...data1, from: 'anyone', minApprovals: 3 }],
      [],
      undefined,
    ],
  ])('%s', (_, rules, exclusions, expected) => {
    const problems = unsatisfiable({ rules, exclusions, people: people() });
    expect(problems.join('; ')).toMatch(expected ?? /^$/);
  });
});

describe('for any rules, votes, exclusions and memberships', () => {
  const person = fc.constantFrom(...EVERYBODY);
  const group = fc.constantFrom(...Object.keys(GROUPS));
  const rule = (name: string) =>
    fc.record({
      name: fc.constant(name),
      minApprovals: fc.integer({ min: 1, max: 3 }),
      from: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.uniqueArray(fc.oneof(group, person), {
            minLength: 1,
            maxLength: 3,
          }),
        },
        { weight: 1, arbitrary: fc.constant('anyone' as const) },
      ),
      fallbackApprovers: fc.uniqueArray(group, { maxLength: 1 }),
    });
  const question = fc.record({
    rules: fc.tuple(rule('a'), rule('b')).map(r => r as ApprovalRule[]),
    exclusions: fc
      .uniqueArray(person, { maxLength: 3 })
      .map(list => excluded(...list)),
    people: fc
      .uniqueArray(person, { maxLength: 2 })
      .map(bots => people({ bots })),
    delegations: fc.uniqueArray(
      fc.record<Delegation>({ from: person, to: person }),
      { maxLength: 2, selector: d => d.from },
    ),
  });
  const votes = fc.array(
    fc.record<CountedVote>({
      voter: person,
      kind: fc.constantFrom('approve', 'reject', 'revoke'),
    }),
    { maxLength: 10 },
  );

  it('nobody counts twice, and nobody who is excluded, a bot or not eligible counts at all', () => {
    fc.assert(
      fc.property(question, votes, (asked, cast) => {
        const quorum = quorumOf(asked, cast);
        const counted = quorum.rules.flatMap(r => r.approvedBy);
        expect(new Set(counted).size).toBe(counted.length);
        for (const voter of counted) {
          expect(asked.exclusions.map(e => e.person)).not.toContain(voter);
          expect(asked.people.humans.has(voter)).toBe(true);
          expect(rulesOpenTo(voter, asked).length).toBeGreaterThan(0);
          expect(cast.filter(v => v.voter === voter).at(-1)?.kind).toBe(
            'approve',
          );
        }
      }),
    );
  });

  it('is what trying every assignment finds', () => {
    fc.assert(
      fc.property(question, votes, (asked, cast) => {
        const quorum = quorumOf(asked, cast);
        const voters = EVERYBODY.filter(
          p => cast.filter(v => v.voter === p).at(-1)?.kind === 'approve',
        ).map(p => rulesOpenTo(p, asked));
        const needs = asked.rules.map(r => r.minApprovals);
        const possible = (at: number, left: number[]): boolean => {
          if (left.every(n => n <= 0)) return true;
          if (at === voters.length) return false;
          return (
            possible(at + 1, left) ||
            voters[at].some(name => {
              const i = asked.rules.findIndex(r => r.name === name);
              return (
                left[i] > 0 &&
                possible(
                  at + 1,
                  left.map((n, j) => (j === i ? n - 1 : n)),
                )
              );
            })
          );
        };
        expect(quorum.satisfied).toBe(possible(0, needs));
      }),
    );
  });

  it('votes of different people count the same in any order', () => {
    fc.assert(
      fc.property(question, fc.uniqueArray(person), (asked, voters) => {
        const forward = quorumOf(asked, approvals(...voters));
        const backward = quorumOf(asked, approvals(...voters.reverse()));
        expect(forward.satisfied).toBe(backward.satisfied);
      }),
    );
  });

  it('another exclusion never satisfies what was not, where there are no fallback approvers', () => {
    fc.assert(
      fc.property(question, votes, person, (asked, cast, more) => {
        const rules = asked.rules.map(r => ({ ...r, fallbackApprovers: [] }));
        const before = quorumOf({ ...asked, rules }, cast);
        const after = quorumOf(
          {
            ...asked,
            rules,
            exclusions: [...asked.exclusions, ...excluded(more)],
          },
          cast,
        );
        expect(after.satisfied && !before.satisfied).toBe(false);
      }),
    );
  });

  it('what is not unsatisfiable can be approved by those who may', () => {
    fc.assert(
      fc.property(question, asked => {
        const named = {
          ...asked,
          rules: asked.rules.filter(r => r.from !== 'anyone'),
        };
        if (unsatisfiable(named).length > 0) return;
        expect(quorumOf(named, approvals(...EVERYBODY)).satisfied).toBe(true);
      }),
    );
  });
});

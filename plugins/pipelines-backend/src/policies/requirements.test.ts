import fc from 'fast-check';
import { member, policy, question } from './__testUtils__/policies';
import type { PolicyMember } from './matching';
import type {
  Policy,
  PolicyRule,
} from '@sluice/plugin-pipelines-node/documents';
import { requirementsOf } from './requirements';

const of = (content: Policy, asked = question()) =>
  requirementsOf({ version: 'v1', policy: content }, asked);

const sox: PolicyRule = {
  name: 'sox',
  match: { environments: ['prod'], classifications: ['sox'] },
  require: { approvals: ['finance'], soakHours: 24 },
};

describe('requirementsOf', () => {
  it('asks a team for one independent approver, and for finance as well where a member is under sox', () => {
    const content = policy({ rules: [sox] });
    expect(of(content)).toMatchObject({
      policyVersion: 'v1',
      matched: ['everywhere'],
      rules: [{ name: 'independent', minApprovals: 1, from: 'anyone' }],
      soakHours: 0,
    });
    const both = question({
      members: [member(), member({ classification: ['pii', 'sox'] })],
    });
    expect(of(content, both)).toMatchObject({
      matched: ['everywhere', 'sox'],
      rules: [
        { name: 'independent' },
        { name: 'finance', minApprovals: 1, from: ['group:default/finance'] },
      ],
      soakHours: 24,
    });
  });

  it.each<[string, PolicyRule['match'], object, boolean]>([
    ['environment', { environments: ['dev'] }, {}, false],
    ['kind', { kinds: ['rollback'] }, {}, false],
    ['kind', { kinds: ['rollback'] }, { kind: 'rollback' }, true],
    ['lane', { lanes: ['normal'] }, { lane: 'hotfix' }, false],
    ['unit', { units: ['dags-finance'] }, {}, true],
    ['unit', { units: ['dags'] }, {}, false],
    ['type', { types: ['spark-job'] }, {}, false],
    ['tier', { tiers: [1, 2] }, {}, true],
    ['owner', { owners: ['group:default/finance-data'] }, {}, true],
    ['domain', { domains: ['domain:default/sales'] }, {}, false],
    ['domain', { domains: ['domain:default/finance'] }, {}, true],
    [
      'a member in any letter case',
      { owners: ['group:default/finance-data'] },
      { members: [member({ owner: 'group:default/Finance-Data' })] },
      true,
    ],
    [
      'pipelines, of which there are none',
      { types: ['airflow-dag'] },
      { members: [] },
      false,
    ],
    [
      'one pipeline by all of its fields, not two by half',
      { types: ['airflow-dag'], tiers: [2] },
      { members: [member(), member({ type: 'spark-job', tier: 2 })] },
      false,
    ],
  ])('matches by %s: %j, asked %j: %p', (_, match, asked, expected) => {
    const content = policy({
      rules: [{ name: 'this', match, require: { raised: ['platform'] } }],
    });
    const { matched, raised } = of(content, question(asked));
    expect(matched.includes('this')).toBe(expected);
    expect(raised).toHaveLength(expected ? 1 : 0);
  });

  it('takes the union of evidence and gates, each once', () => {
    const require = {
      evidence: ['unit' as const],
      gates: [{ name: 'lag', params: { max: 1 } }, { name: 'lag' }],
    };
    const { evidence, gates } = of(
      policy({
        rules: [
          { name: 'a', require },
          { name: 'b', require: { ...require, evidence: ['dag-import'] } },
        ],
      }),
    );
    expect(evidence).toEqual(['dag-import', 'unit']);
    expect(gates).toEqual([
      { name: 'lag', params: { max: 1 } },
      { name: 'lag', params: {} },
    ]);
  });

  it('looks for verified runs in the environment before, and for none before the first', () => {
    const content = policy({
      environments: ['dev', 'staging', 'prod'],
      rules: [{ name: 'a', require: { verifiedUpstream: { runs: 3 } } }],
    });
    expect(of(content).verifiedUpstream).toEqual({
      environment: 'staging',
      runs: 3,
    });
    expect(
      of(content, question({ environment: 'dev' })).verifiedUpstream,
    ).toBeUndefined();
  });

  it('wants it verified there also where no run of it is asked for', () => {
    const content = policy({
      environments: ['staging', 'prod'],
      rules: [{ name: 'a', require: { verifiedUpstream: { runs: 0 } } }],
    });
    expect(of(content).verifiedUpstream).toEqual({
      environment: 'staging',
      runs: 0,
    });
  });

  it.each([
    ['no rule says so', [], false],
    ['one says so', [true], true],
    ['one says so and one contradicts', [true, false], false],
  ])('spares people work by what rules say: %s', (_, said, expected) => {
    const content = policy({
      rules: said.map((value, i) => ({
        name: `r${i}`,
        require: {
          autoPromote: value,
          autoRollback: value,
          rollbackPreAuthorised: value,
        },
      })),
    });
    expect(of(content)).toMatchObject({
      autoPromote: expected,
      autoRollback: expected,
      rollbackPreAuthorised: expected,
    });
    expect(of(content, question({ members: [] })).autoPromote).toBe(false);
  });

  it('spares nothing if a rule says so for some members only', () => {
    const content = policy({
      rules: [
        {
          name: 'low',
          match: { tiers: [3] },
          require: { autoPromote: true },
        },
      ],
    });
    const low = member({ tier: 3 });
    expect(of(content, question({ members: [low] })).autoPromote).toBe(true);
    expect(
      of(content, question({ members: [low, member()] })).autoPromote,
    ).toBe(false);
  });

  const members = fc.record({
    entityRef: fc.constantFrom('component:default/a', 'component:default/b'),
    type: fc.constantFrom('airflow-dag', 'spark-job'),
    tier: fc.constantFrom(1, 2, 3, 4),
    classification: fc.subarray(['sox', 'pii']),
    owner: fc.constantFrom('group:default/x', 'group:default/y'),
  }) as fc.Arbitrary<PolicyMember>;
  const optional = <T>(of_: fc.Arbitrary<T>) =>
    fc.option(of_, { nil: undefined });
  const rules = fc.array(
    fc.record({
      name: fc.constant('r'),
      match: optional(
        fc.record(
          {
            types: fc.constantFrom(['airflow-dag'], ['spark-job']),
            tiers: fc.constantFrom([1], [2, 3]),
            classifications: fc.constantFrom(['sox'], ['pii']),
            owners: fc.constant(['group:default/x']),
          },
          { requiredKeys: [] },
        ),
      ),
      require: fc.record(
        {
          approvals: fc.subarray(['independent', 'finance', 'platform']),
          raised: fc.subarray(['finance', 'platform']),
          evidence: fc.subarray(['unit', 'sql-test']),
          gates: fc.subarray([{ name: 'lag' }, { name: 'budget' }]),
          verifiedUpstream: fc.record({ runs: fc.integer({ min: 1, max: 9 }) }),
          soakHours: fc.nat(48),
          verify: fc.record({
            runs: fc.nat(5),
            timeoutMinutes: fc.integer({ min: 1, max: 500 }),
          }),
          bake: fc.record({ runs: fc.nat(5), minutes: fc.nat(500) }),
          autoPromote: fc.boolean(),
          autoRollback: fc.boolean(),
          rollbackPreAuthorised: fc.boolean(),
          pendingHours: fc.integer({ min: 1, max: 500 }),
          approvedHours: fc.integer({ min: 1, max: 500 }),
        },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 5 },
  ) as unknown as fc.Arbitrary<PolicyRule[]>;

  it('is never weakened by one more member', () => {
    fc.assert(
      fc.property(
        rules,
        fc.array(members, { minLength: 1, maxLength: 3 }),
        members,
        (more, some, one) => {
          const content = policy({ rules: more });
          const before = of(content, question({ members: some }));
          const after = of(content, question({ members: [...some, one] }));
          for (const key of ['rules', 'raised', 'evidence', 'gates'] as const) {
            expect(after[key]).toEqual(
              expect.arrayContaining(before[key] as unknown[]),
            );
          }
          expect(after.soakHours).toBeGreaterThanOrEqual(before.soakHours);
          expect(after.verifiedUpstream?.runs ?? 0).toBeGreaterThanOrEqual(
            before.verifiedUpstream?.runs ?? 0,
          );
          for (const [a, b] of [
            [after.verify.runs, before.verify.runs],
            [after.verify.timeoutMinutes, before.verify.timeoutMinutes],
            [after.bake.runs, before.bake.runs],
            [after.bake.minutes, before.bake.minutes],
            [before.pendingHours, after.pendingHours],
            [before.approvedHours, after.approvedHours],
          ]) {
            expect(a).toBeGreaterThanOrEqual(b);
          }
          for (const key of [
            'autoPromote',
            'autoRollback',
            'rollbackPreAuthorised',
          ] as const) {
            expect(after[key] && !before[key]).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

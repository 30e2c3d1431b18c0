import fc from 'fast-check';
import { exemptionTerms } from './exemptionTerms';
import type {
  Policy,
  PolicyRule,
} from '@sluice/plugin-pipelines-node/documents';

const APPROVERS = ['engineer', 'finance', 'platform'];

const policyOf = (rules: PolicyRule[]): Policy => ({
  environments: ['dev', 'prod'],
  approvers: APPROVERS.map(name => ({ name, from: 'anyone' })),
  rules,
});

const member = (classification: string[] = []) => ({
  entityRef: 'component:default/ledger',
  type: 'airflow-dag',
  tier: 1,
  classification,
  owner: 'group:default/finance-data',
  unit: 'ledger',
});

const termsOf = (rules: PolicyRule[], classification?: string[]) => {
  const { maxDays, rules: approvers } = exemptionTerms(
    { version: 'v1', policy: policyOf(rules) },
    member(classification),
  );
  return [approvers.map(({ name }) => name), maxDays];
};

const everywhere: PolicyRule = {
  name: 'everywhere',
  require: { approvals: ['engineer'] },
};
const exemptions: PolicyRule = {
  name: 'exemptions',
  match: { kinds: ['exemption'] },
  require: { approvals: ['platform'], exemptionDays: 60 },
};
const sox: PolicyRule = {
  name: 'exemptions under sox',
  match: { kinds: ['exemption'], classifications: ['sox'] },
  require: { approvals: ['finance'], exemptionDays: 14 },
};

describe('exemptionTerms', () => {
  it.each<[string, PolicyRule[], string[], unknown]>([
    [
      'nothing of it where no rule names exemptions',
      [everywhere],
      [],
      undefined,
    ],
    ['what a rule says that does', [everywhere, exemptions], ['platform'], 60],
    [
      'all who are asked for, and the fewest days',
      [exemptions, sox],
      ['finance', 'platform'],
      14,
    ],
    [
      'nothing of another environment',
      [
        {
          ...exemptions,
          match: { kinds: ['exemption'], environments: ['dev'] },
        },
      ],
      [],
      undefined,
    ],
    [
      'nothing of another unit',
      [{ ...exemptions, match: { kinds: ['exemption'], units: ['orders'] } }],
      [],
      undefined,
    ],
    ['days alone', [{ ...exemptions, require: { exemptionDays: 30 } }], [], 30],
  ])('says %s', (_, rules, approvers, days) => {
    expect(termsOf(rules, ['sox'])).toEqual([approvers, days]);
  });

  it('leaves rules out that are about other pipelines', () => {
    expect(termsOf([exemptions, sox], ['pii'])).toEqual([['platform'], 60]);
  });

  it('never gets easier by one more rule', () => {
    const rule = fc.record({
      kinds: fc.constantFrom(['exemption'], ['promote'], undefined),
      classifications: fc.constantFrom(['sox'], ['pii'], undefined),
      approvals: fc.subarray(APPROVERS),
      exemptionDays: fc.option(fc.integer({ min: 1, max: 90 }), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(fc.array(rule), rule, (some, more) => {
        const rules = [...some, more].map(
          ({ approvals, classifications, exemptionDays, kinds }, i) =>
            ({
              name: `${i}`,
              match: { kinds, classifications },
              require: { approvals, exemptionDays },
            } as PolicyRule),
        );
        const [before, days = 90] = termsOf(rules.slice(0, -1), ['sox']);
        const [after, fewer = 90] = termsOf(rules, ['sox']);
        expect(after).toEqual(expect.arrayContaining(before as string[]));
        expect(fewer).toBeLessThanOrEqual(days as number);
      }),
    );
  });
});

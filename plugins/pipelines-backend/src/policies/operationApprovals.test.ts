import { defaultPolicy } from './defaultPolicy';
import { operationApprovals } from './operationApprovals';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';

const POLICY: Policy = {
  environments: ['dev', 'staging', 'prod'],
  approvers: [
    { name: 'engineer', from: 'anyone' },
    { name: 'finance', from: 'anyone', minApprovals: 2 },
    { name: 'platform', from: 'anyone' },
  ],
  rules: [
    {
      name: 'everywhere',
      require: { approvals: ['engineer'], pendingHours: 72 },
    },
    {
      name: 'sox',
      match: { environments: ['prod'], classifications: ['sox'] },
      require: { approvals: ['finance'], approvedHours: 2 },
    },
    {
      name: 'promotions of payments',
      match: { kinds: ['promote'], units: ['payments'] },
      require: { approvals: ['platform'] },
    },
  ],
};

const member = (unit: string, classification: string[] = []) => ({
  entityRef: `component:default/${unit}`,
  type: 'kafka-consumer',
  tier: 1,
  classification,
  owner: 'group:default/data',
  unit,
});

const namesIn = (
  environment: string,
  members: ReturnType<typeof member>[] = [],
  policy: Policy = POLICY,
) =>
  operationApprovals(
    { version: 'v1', policy },
    { environment, members },
  ).rules.map(rule => rule.name);

describe('operationApprovals', () => {
  it('needs nobody else in the first environment', () => {
    expect(namesIn('dev', [member('payments', ['sox'])])).toEqual([]);
  });

  it('asks for what changes of the same pipelines take, elsewhere', () => {
    expect(namesIn('staging', [member('payments')])).toEqual(['engineer']);
    expect(namesIn('prod', [member('payments', ['sox'])])).toEqual([
      'engineer',
      'finance',
    ]);
  });

  it('adds up what the pipelines of several units take', () => {
    const members = [member('carts'), member('payments', ['sox'])];
    expect(namesIn('prod', members)).toEqual(['engineer', 'finance']);
    expect(
      operationApprovals(
        { version: 'v1', policy: POLICY },
        { environment: 'prod', members },
      ),
    ).toMatchObject({
      policyVersion: 'v1',
      pendingHours: 72,
      approvedHours: 2,
    });
  });

  it('asks for somebody where a group is no pipeline, or no rule is about operations', () => {
    expect(namesIn('prod')).toEqual(['engineer']);
    const only: Policy = { ...POLICY, rules: POLICY.rules.slice(2) };
    expect(namesIn('prod', [member('payments')], only)).toEqual([
      'independent approver',
    ]);
  });

  it('can be made stricter in the first environment by a rule that names operations', () => {
    const strict: Policy = {
      ...POLICY,
      rules: [
        ...POLICY.rules,
        {
          name: 'operations',
          match: { kinds: ['operation'] },
          require: { approvals: ['platform'] },
        },
      ],
    };
    expect(namesIn('dev', [member('carts')], strict)).toEqual(['platform']);
    expect(namesIn('prod', [member('carts')], strict)).toEqual([
      'engineer',
      'platform',
    ]);
  });

  it('takes the only environment for production', () => {
    expect(namesIn('prod', [], defaultPolicy(['prod']))).toEqual([
      'independent approver',
    ]);
  });
});

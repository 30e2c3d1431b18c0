import { exemptionPolicy } from './exemptionPolicy';

const REF = 'component:default/ledger';

const record = {
  type: 'airflow-dag',
  tier: 1,
  classification: ['sox'],
  owner: 'group:default/finance-data',
  domain: null,
  releaseUnit: 'ledger',
};

const inForce = {
  version: 'v1',
  since: '2026-11-26T00:00:00.000Z',
  policy: {
    environments: ['prod'],
    approvers: [{ name: 'finance', from: ['group:default/controllers'] }],
    rules: [
      {
        name: 'exemptions',
        match: {
          kinds: ['exemption' as const],
          classifications: ['sox' as const],
        },
        require: { approvals: ['finance'], exemptionDays: 30 },
      },
    ],
  },
};

const of = (current: typeof inForce | undefined, isKnown = true) =>
  exemptionPolicy({
    fleet: {
      findAll: async () =>
        new Map(isKnown ? [[REF, record as never]] : []) as never,
    },
    policies: { service: { current: async () => current } },
  }).of(REF);

describe('exemptionPolicy', () => {
  it('says what the policy in force says of the pipeline', async () => {
    expect(await of(inForce)).toMatchObject({
      rules: [{ name: 'finance', from: ['group:default/controllers'] }],
      maxDays: 30,
    });
  });

  it.each([
    ['before a policy is in force', undefined, true],
    ['of what is no pipeline', inForce, false],
  ])('says nothing %s', async (_, current, isKnown) => {
    expect(await of(current, isKnown)).toEqual({
      rules: [],
      maxDays: undefined,
    });
  });
});

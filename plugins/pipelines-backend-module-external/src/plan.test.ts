import type { DeployChange } from '@sluice/plugin-pipelines-node';
import { planOf } from './plan';

const change = (...migrations: string[]): DeployChange => ({
  target: { unit: 'u', environment: 'prod' },
  kind: 'promote',
  to: {
    id: 1,
    releaseDigest: '0'.repeat(64),
    commit: 'c'.repeat(40),
    artifacts: [],
    manifests: {},
    migrations: migrations.map(id => ({ id, digest: 'sha256:0' })),
  },
  config: {},
  members: [],
});

describe('planOf', () => {
  it.each([
    ['repointable', [], 'repointable'],
    ['stateful', [], 'stateful'],
    ['repointable', ['0042'], 'irreversible'],
  ] as const)('%s with %j is %s', (rollbackClass, migrations, expected) => {
    const plan = planOf(change(...migrations), {
      rollbackClass,
      timeoutMinutes: 30,
    });
    expect(plan.rollbackClass).toBe(expected);
    expect(plan.steps).toMatchObject([{ timeoutSeconds: 1800 }]);
    const subjects = plan.rollbackEffects.map(({ subject }) => subject);
    expect(subjects.includes('offsets')).toBe(expected !== 'repointable');
  });
});

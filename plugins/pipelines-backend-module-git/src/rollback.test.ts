import type {
  DeployableRelease,
  DeployChange,
} from '@sluice/plugin-pipelines-node';
import { rollbackClassOf, rollbackEffectsOf } from './rollback';

const release = (...migrations: string[]): DeployableRelease => ({
  id: 1,
  releaseDigest: '0'.repeat(64),
  commit: 'c'.repeat(40),
  artifacts: [],
  manifests: {},
  migrations: migrations.map(id => ({ id, digest: 'sha256:0' })),
});

const change = (
  from: DeployableRelease,
  to: DeployableRelease,
): DeployChange => ({
  target: { unit: 'u', environment: 'prod' },
  kind: 'promote',
  from,
  to,
  config: {},
  members: [],
});

describe('going back', () => {
  it.each([
    ['as the config says', [], 'repointable', 'repointable'],
    ['as the config says', [], 'stateful', 'stateful'],
    ['irreversible with a migration', ['m'], 'repointable', 'irreversible'],
  ] as const)('is %s: %j %s → %s', (_, added, configured, expected) => {
    const between = change(release(), release(...added));
    expect(rollbackClassOf(between, configured)).toBe(expected);
  });

  it('names migrations, and what keeps state', () => {
    const effects = rollbackEffectsOf(
      change(release(), release('0042')),
      'irreversible',
    );
    expect(
      effects.filter(({ outcome }) => outcome === 'you-must'),
    ).toMatchObject([
      { subject: 'ddl', detail: expect.stringContaining('0042') },
      { subject: 'offsets' },
    ]);
  });

  it('asks nothing of people where a pin is all there is', () => {
    const effects = rollbackEffectsOf(
      change(release(), release()),
      'repointable',
    );
    expect(effects.map(({ outcome }) => outcome)).not.toContain('you-must');
  });
});

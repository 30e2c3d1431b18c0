import type { DeployableRelease } from './deployers';
import { migrationsBetween } from './migrationsBetween';

const release = (...ids: string[]): DeployableRelease => ({
  id: 1,
  releaseDigest: '0'.repeat(64),
  commit: 'c'.repeat(40),
  artifacts: [],
  manifests: {},
  migrations: ids.map(id => ({ id, digest: 'sha256:0' })),
});

describe('migrationsBetween', () => {
  it.each([
    ['forward', ['a'], ['a', 'b', 'c'], ['b', 'c']],
    ['back', ['a', 'b'], ['a'], ['b']],
    ['on two branches', ['a', 'b'], ['a', 'c'], ['c', 'b']],
    ['nowhere', ['a'], ['a'], []],
  ])('going %s', (_, from, to, expected) => {
    expect(
      migrationsBetween({ from: release(...from), to: release(...to) }),
    ).toEqual(expected);
  });

  it('takes all for new where nothing is known of what runs', () => {
    expect(migrationsBetween({ to: release('a') })).toEqual(['a']);
  });
});

import { contentKey, releaseBody } from './releaseBody';

const artifact = {
  name: 'a.jar',
  kind: 'jar' as const,
  digest: `sha256:${'a'.repeat(64)}`,
};
const commit = 'c'.repeat(40);
const options = { commit, artifacts: [artifact], manifests: {} };

describe('releaseBody', () => {
  it('has what options say in the place of what the file says', () => {
    expect(
      releaseBody({
        ...options,
        file: {
          unit: 'sales',
          label: '1',
          commit: 'd',
          artifacts: [{ ...artifact, name: 'b.jar' }],
          manifests: { dags: {}, files: {} },
          configSchema: {},
        },
        unit: 'finance',
        label: '2',
        manifests: { dags: { close: {} } },
      }),
    ).toEqual({
      unit: 'finance',
      label: '2',
      commit,
      artifacts: [{ ...artifact, name: 'b.jar' }, artifact],
      manifests: { dags: { close: {} }, files: {} },
      configSchema: {},
    });
  });

  it('tells no commits from none that are known', () => {
    expect(releaseBody({ ...options, unit: 'a' })).not.toHaveProperty(
      'commits',
    );
    expect(releaseBody({ ...options, unit: 'a', commits: [] }).commits).toEqual(
      [],
    );
  });

  it.each([
    [{ unit: undefined }, '--unit is missing'],
    [{ artifacts: [] }, 'no artifact'],
    [{ artifacts: [artifact, artifact] }, 'a.jar is given twice'],
    [{ file: [] }, 'has to hold an object'],
  ])('refuses %j', (more, says) => {
    expect(() => releaseBody({ ...options, unit: 'a', ...more })).toThrow(says);
  });
});

describe('contentKey', () => {
  it('is the same for the same content alone, and short enough', () => {
    const body = releaseBody({ ...options, unit: 'a' });
    expect(contentKey(body)).toBe(contentKey({ ...body }));
    expect(contentKey(body)).not.toBe(contentKey({ ...body, unit: 'b' }));
    expect(contentKey(body).length).toBeLessThanOrEqual(255);
  });
});

import type { DeployableRelease } from '@sluice/plugin-pipelines-node';
import { pinText, readPin } from './pinFile';

const release: DeployableRelease = {
  id: 1,
  releaseDigest: 'ab'.repeat(32),
  commit: 'c'.repeat(40),
  label: '1e3',
  artifacts: [
    { name: 'a', kind: 'jar', digest: 'sha256:0', uri: 's3://bucket/a' },
  ],
  manifests: { dags: ['x'] },
  migrations: [],
};

describe.each(['pins/prod/u.yaml', 'pins/prod/u.json'])('%s', file => {
  it('says what it was given', () => {
    expect(readPin(pinText(release, { workers: 4 }, file))).toEqual({
      release: release.releaseDigest,
      // A number to YAML, if it weren't written with care.
      label: '1e3',
      commit: release.commit,
    });
  });

  it('is the same for the same, and another for another config', () => {
    const text = pinText(release, { workers: 4 }, file);
    expect(pinText(structuredClone(release), { workers: 4 }, file)).toBe(text);
    expect(pinText(release, { workers: 5 }, file)).not.toBe(text);
  });
});

describe('readPin', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['no YAML', 'release: ['],
    ['a release that is no digest', 'release: latest\ncommit: abc'],
    ['aliases without end', 'a: &a [x]\nb: [*a, *a]\nrelease: *a'],
  ])('makes nothing of %s', (_, text) => {
    expect(readPin(text)).toBeUndefined();
  });

  it('takes a digest of digits only for a text', () => {
    const digits = { ...release, releaseDigest: '1'.repeat(64) };
    expect(readPin(pinText(digits, {}, 'u.yaml'))?.release).toBe(
      '1'.repeat(64),
    );
  });
});

import { pinVersions } from './pinVersions';

describe('pinVersions', () => {
  const isOfPin = pinVersions(
    {
      blob: 'x',
      pin: { release: '1'.repeat(64), commit: 'of the release' },
      stepKeys: [],
      fencingToken: 1,
    },
    [
      { oid: 'another pin was moved', blob: 'x' },
      { oid: 'pinned', blob: 'x' },
      { oid: 'before', blob: 'w' },
      { oid: 'no pin yet' },
    ],
  );

  it.each([
    ['pinned', true],
    ['another pin was moved', true],
    ['before', false],
    ['no pin yet', false],
    ['of the release', true],
    ['v7', undefined],
  ])('%s: %s', (version, expected) => {
    expect(isOfPin(version)).toBe(expected);
  });
});

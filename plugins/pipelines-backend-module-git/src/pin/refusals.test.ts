import type { DeployableRelease } from '@sluice/plugin-pipelines-node';
import { deployCommand } from '@sluice/plugin-pipelines-node/testUtils';
import type { PinState } from './pinState';
import { describe as say, refuseOtherChange, refuseStale } from './refusals';

const release = (digit: string): DeployableRelease => ({
  id: Number(digit),
  releaseDigest: digit.repeat(64),
  commit: 'c'.repeat(40),
  artifacts: [],
  manifests: {},
  migrations: [],
});

const command = (from?: string) =>
  deployCommand({
    change: {
      target: { unit: 'u', environment: 'prod' },
      kind: 'promote',
      ...(from && { from: release(from) }),
      to: release('2'),
      config: {},
      members: [],
    },
    step: { name: 'write-pin', title: '', timeoutSeconds: 1 },
    promotionId: 1,
    fencingToken: 4,
  });

const state = (names?: string, blob = 'x'): PinState => ({
  blob,
  ...(names && { pin: { release: names.repeat(64), commit: 'c' } }),
  changedBy: { oid: 'd'.repeat(40), at: 0, author: 'Mara' },
  stepKeys: [],
  fencingToken: 5,
});

describe('refusals', () => {
  it('says what a pin is', () => {
    expect(say({ stepKeys: [], fencingToken: 0 })).toBe('there is none');
    expect(say(state())).toBe(
      'it is not what Sluice wrote since commit dddddddddddd by Mara',
    );
  });

  it('lets no worker in whose lease is over', () => {
    expect(() => refuseStale(state(), command())).toThrow('the token 5');
    expect(() =>
      refuseStale({ ...state(), fencingToken: 4 }, command()),
    ).not.toThrow();
  });

  it.each([
    ['what it was decided against', state('1'), undefined, '1'],
    ['what it is to become', state('2'), undefined, '1'],
    ['nothing known, from nothing known', state(), undefined, undefined],
  ])('writes over a pin that names %s', (_, now, before, from) => {
    expect(() => refuseOtherChange(now, before, command(from))).not.toThrow();
  });

  it.each([
    ['another release', state('3'), undefined],
    ['something else than a moment ago', state('1'), state('1', 'y')],
  ])('does not write over a pin that names %s', (_, now, before) => {
    expect(() => refuseOtherChange(now, before, command('1'))).toThrow(
      'changed by somebody else',
    );
  });
});

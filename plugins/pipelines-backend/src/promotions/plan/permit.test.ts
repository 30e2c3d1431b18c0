import type { GateResult } from '@sluice/plugin-pipelines-common';
import { REQUIREMENTS } from '../__testUtils__/createDoor';
import { permitOf } from './permit';

const gate = (more: Partial<GateResult> = {}): GateResult => ({
  gate: 'soak',
  title: 'Soak',
  class: 'risk',
  isLive: true,
  verdict: 'pass',
  summary: '',
  checkedAt: '2026-11-25T06:00:00.000Z',
  phase: 'plan',
  ...more,
});

const permit = (
  more: Partial<Parameters<typeof permitOf>[0]> = {},
): ReturnType<typeof permitOf> =>
  permitOf({
    kind: 'promote',
    breakGlass: false,
    option: undefined,
    gates: [gate(), gate({ gate: 'slo', verdict: 'not-applicable' })],
    requirements: REQUIREMENTS,
    standard: undefined,
    ...more,
  });

const automatic = { ...REQUIREMENTS, autoPromote: true };
const standard = {
  template: 'docs',
  digest: 'd1',
  reason: 'It matches docs',
  use: 3,
};

describe('permitOf', () => {
  it('asks everybody whom the policy names', () => {
    expect(permit()).toEqual({
      how: 'ask',
      rules: REQUIREMENTS.rules,
      raisedBy: [],
    });
  });

  it('asks more people where a gate of risk does not pass', () => {
    const soak = gate({ verdict: 'unknown' });
    expect(permit({ gates: [soak] })).toEqual({
      how: 'ask',
      rules: [...REQUIREMENTS.rules, ...REQUIREMENTS.raised],
      raisedBy: [soak],
    });
  });

  it.each([
    ['the policy', { requirements: automatic }, 'every gate passes'],
    ['a standard change', { standard }, 'It matches docs'],
  ])('asks nobody by %s', (_, more, why) => {
    expect(permit(more)).toMatchObject({
      how: 'preapproved',
      why: expect.stringContaining(why),
    });
    // It starts once the window opens.
    expect(
      permit({ ...more, gates: [gate({ gate: 'window', verdict: 'fail' })] })
        .how,
    ).toBe('preapproved');
  });

  it.each([
    ['does not pass', gate({ verdict: 'fail' })],
    ['is waived', gate({ verdict: 'fail', waived: 'Mends incident 7' })],
    ['cannot be read', gate({ verdict: 'unknown' })],
    [
      'of integrity does not pass',
      gate({ class: 'integrity', verdict: 'fail' }),
    ],
  ])('asks people after all where a gate %s', (_, open) => {
    const gates = [gate(), open];
    expect(permit({ gates, requirements: automatic, standard }).how).toBe(
      'ask',
    );
  });

  it('asks nobody where the glass is broken', () => {
    const gates = [gate({ verdict: 'fail' })];
    expect(permit({ breakGlass: true, gates, standard })).toEqual({
      how: 'preapproved',
      why: 'The glass is broken',
    });
  });

  it('says which template covered it', () => {
    expect(permit({ standard })).toMatchObject({ standardChange: standard });
    expect(permit({ requirements: automatic, standard })).not.toHaveProperty(
      'standardChange',
    );
  });

  it('asks for a rollback one person, or nobody for the last known good where the policy says so', () => {
    const option = {
      release: {
        id: 1,
        unit: 'finance',
        sequence: 1,
        releaseDigest: 'd',
        commit: 'c',
      },
      tier: 'last-known-good' as const,
      reason: 'Verified by 3 runs',
    };
    expect(permit({ kind: 'rollback', option })).toMatchObject({
      how: 'preapproved',
      why: expect.stringContaining('Verified by 3 runs'),
    });
    const one = {
      how: 'ask',
      rules: [{ name: 'rollback', minApprovals: 1, from: 'anyone' }],
      raisedBy: [],
    };
    expect(
      permit({
        kind: 'rollback',
        option: { ...option, tier: 'earlier-verified' },
      }),
    ).toEqual(one);
    expect(
      permit({
        kind: 'rollback',
        option,
        requirements: { ...REQUIREMENTS, rollbackPreAuthorised: false },
      }),
    ).toEqual(one);
    expect(permit({ kind: 'rollback', requirements: automatic })).toEqual(one);
  });
});

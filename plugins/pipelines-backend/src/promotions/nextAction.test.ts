import { PROMOTION_STATES } from './promotionState';
import { effectiveWait } from './nextAction';

const base = {
  state: 'Scheduled' as const,
  stateReason: null,
  startAt: null,
  verification: null,
  verificationState: null,
  bakeState: null,
  bake: null,
  environment: 'prod',
  kind: 'promote' as const,
  supersededBy: null,
};

describe('effectiveWait', () => {
  it('says something in every state', () => {
    for (const state of PROMOTION_STATES) {
      expect(effectiveWait({ ...base, state }, undefined)).toMatch(/^\w.{5,}/);
    }
  });

  it('says what it waits for', () => {
    expect(
      effectiveWait(
        { ...base, state: 'AwaitingApproval' },
        { given: 1, needed: 2 },
      ),
    ).toBe('Waits for 1 of 2 approvals');
    expect(effectiveWait({ ...base, stateReason: 'Frozen' }, undefined)).toBe(
      'Waits: Frozen',
    );
  });
});

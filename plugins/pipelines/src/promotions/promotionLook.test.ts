import { isEnded, isWorking, PROMOTION_LOOK } from './promotionLook';

describe('the look of a promotion', () => {
  it.each(['Indeterminate', 'Reconciling', 'Expired', 'Cancelled'] as const)(
    '%s never looks like good',
    state => {
      expect(PROMOTION_LOOK[state].tone).not.toBe('good');
    },
  );

  it.each([
    ['AwaitingApproval', false, false],
    ['Running', false, true],
    ['Indeterminate', false, true],
    ['Succeeded', true, false],
    ['Superseded', true, false],
  ] as const)('%s: ended %s, working %s', (state, ended, working) => {
    expect(isEnded({ state })).toBe(ended);
    expect(isWorking({ state })).toBe(working);
  });
});

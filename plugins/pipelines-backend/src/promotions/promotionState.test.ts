import fc from 'fast-check';
import {
  isOver,
  LOCKING_STATES,
  nextState,
  PROMOTION_STATES,
  type PromotionEvent,
  TRANSITIONS,
  WAITING_STATES,
} from './promotionState';

const EVENTS = [
  ...new Set(Object.values(TRANSITIONS).flatMap(of => Object.keys(of))),
] as PromotionEvent[];

describe('the transition table', () => {
  it('lets nothing out of a terminal state', () => {
    const terminal = PROMOTION_STATES.filter(isOver);
    expect(terminal).toEqual([
      'Succeeded',
      'Failed',
      'Aborted',
      'Rejected',
      'Expired',
      'Invalidated',
      'Superseded',
      'Cancelled',
    ]);
    for (const state of terminal) {
      for (const event of EVENTS) {
        expect(() => nextState(state, event)).toThrow(
          `A promotion that is ${state} can't ${event}`,
        );
      }
    }
  });

  it('touches a target only after a dispatch, and verifies whatever was deployed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }),
        all => {
          let state: (typeof PROMOTION_STATES)[number] = 'Requested';
          const events: PromotionEvent[] = [];
          for (const event of all) {
            try {
              state = nextState(state, event);
              events.push(event);
            } catch {
              // It can't happen here.
            }
          }
          const wasDispatched = events.includes('dispatch');
          const isVerified = ['gate', 'dispatch', 'deployed'].every(each =>
            events.includes(each as PromotionEvent),
          );
          expect([
            LOCKING_STATES.includes(state) && !wasDispatched,
            WAITING_STATES.includes(state) &&
              wasDispatched &&
              events.at(-1) !== 'wait',
            state === 'Succeeded' && !isVerified,
          ]).toEqual([false, false, false]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('can be cancelled wherever it waits, and only there', () => {
    for (const state of PROMOTION_STATES) {
      expect('cancel' in TRANSITIONS[state]).toBe(
        WAITING_STATES.includes(state),
      );
    }
  });
});

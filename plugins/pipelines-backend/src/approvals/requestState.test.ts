import fc from 'fast-check';
import {
  isOpen,
  nextState,
  type RequestEvent,
  type RequestState,
  TRANSITIONS,
} from './requestState';

const STATES = Object.keys(TRANSITIONS) as RequestState[];
const EVENTS: RequestEvent[] = [
  'approve',
  'consume',
  'reject',
  'withdraw',
  'expire',
  'invalidate',
];

describe('nextState', () => {
  it.each<[RequestState, RequestEvent, RequestState]>([
    ['Pending', 'approve', 'Approved'],
    ['Pending', 'reject', 'Rejected'],
    ['Pending', 'withdraw', 'Withdrawn'],
    ['Pending', 'expire', 'Expired'],
    ['Pending', 'invalidate', 'Invalidated'],
    ['Approved', 'consume', 'Consumed'],
    ['Approved', 'expire', 'Expired'],
    ['Approved', 'invalidate', 'Invalidated'],
  ])('%s + %s is %s', (state, event, expected) => {
    expect(nextState(state, event)).toBe(expected);
  });

  it('refuses everything else, and names both', () => {
    const allowed = STATES.flatMap(state =>
      EVENTS.filter(event => event in TRANSITIONS[state]),
    );
    expect(allowed).toHaveLength(8);
    expect(() => nextState('Consumed', 'consume')).toThrow(
      "that is Consumed can't consume",
    );
  });

  it('a state that ends absorbs, and consumed is only what was approved', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), events => {
        let state: RequestState = 'Pending';
        const left: RequestState[] = [];
        for (const event of events) {
          try {
            const after = nextState(state, event);
            left.push(state);
            state = after;
          } catch {
            continue;
          }
        }
        expect(left.filter(each => !isOpen(each))).toEqual([]);
        expect(state !== 'Consumed' || left.includes('Approved')).toBe(true);
        expect(new Set(left).size).toBe(left.length);
      }),
    );
  });
});

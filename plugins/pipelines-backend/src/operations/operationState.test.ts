import { OPERATION_STATES } from '@sluice/plugin-pipelines-common';
import {
  isOver,
  nextState,
  type OperationEvent,
  TRANSITIONS,
} from './operationState';

const EVENTS: OperationEvent[] = [
  'dispatch',
  'succeed',
  'fail',
  'lose',
  'reject',
  'withdraw',
  'expire',
  'invalidate',
];

describe('the states of an operation', () => {
  it('lets only one that waits begin, and only one that runs end with a result', () => {
    const possible = OPERATION_STATES.flatMap(state =>
      EVENTS.filter(event => TRANSITIONS[state][event]).map(
        event => `${state} ${event} ${nextState(state, event)}`,
      ),
    );
    expect(possible).toEqual([
      'AwaitingApproval dispatch Running',
      'AwaitingApproval reject Rejected',
      'AwaitingApproval withdraw Withdrawn',
      'AwaitingApproval expire Expired',
      'AwaitingApproval invalidate Invalidated',
      'Running succeed Succeeded',
      'Running fail Failed',
      'Running lose Indeterminate',
    ]);
  });

  it.each(OPERATION_STATES.filter(isOver))('%s absorbs', state => {
    for (const event of EVENTS) {
      expect(() => nextState(state, event)).toThrow(
        `An operation that is ${state} can't ${event}`,
      );
    }
  });
});

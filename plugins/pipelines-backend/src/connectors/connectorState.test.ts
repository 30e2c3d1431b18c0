import { connectorState } from './connectorState';

const state = (own: string, ...tasks: string[]) =>
  connectorState({
    state: own,
    tasks: tasks.map((each, id) => ({ id, state: each })),
  });

describe('connectorState', () => {
  it.each([
    ['failed', 'RUNNING', ['RUNNING', 'FAILED']],
    ['failed', 'FAILED', []],
    ['unassigned', 'RUNNING', ['RUNNING', 'UNASSIGNED']],
    ['unassigned', 'RUNNING', ['RESTARTING']],
    ['unassigned', 'RUNNING', []],
    ['unknown', 'RUNNING', ['DREAMING']],
    ['running', 'RUNNING', ['RUNNING', 'RUNNING']],
    ['paused', 'PAUSED', ['PAUSED']],
    ['running', 'PAUSED', ['RUNNING']],
    ['stopped', 'STOPPED', []],
  ])('is %s where it says %s and its tasks %j', (expected, own, tasks) => {
    expect(state(own, ...tasks)).toBe(expected);
  });
});

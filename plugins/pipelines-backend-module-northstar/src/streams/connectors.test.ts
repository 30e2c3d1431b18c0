import { CONNECTORS } from './connectors';
import { GROUPS } from './groups';
import { TOPICS } from './topics';

describe("the demo's connectors", () => {
  it('have names of their own, and topics and groups that there are', () => {
    const names = CONNECTORS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const topics = TOPICS.map(({ topic }) => topic);
    const named = CONNECTORS.flatMap(each => each.topics!);
    expect(topics).toEqual(expect.arrayContaining(named));
  });

  it('read as a group with as many members as they have tasks, if they are sinks', () => {
    const sinks = CONNECTORS.filter(({ type }) => type === 'sink');
    expect(CONNECTORS.filter(({ group }) => group)).toEqual(sinks);
    const members = (name?: string) =>
      GROUPS.find(({ group }) => group === name)?.members;
    expect(sinks.map(({ group }) => members(group))).toEqual(
      sinks.map(({ tasks }) => tasks.length),
    );
  });

  it('run, but for one task, of a connector with another that goes on', () => {
    const failed = CONNECTORS.filter(({ tasks }) =>
      tasks.some(({ state }) => state === 'FAILED'),
    );
    expect(failed.map(({ name }) => name)).toEqual(['refunds-cdc']);
    expect(failed[0].tasks.map(({ state }) => state)).toEqual([
      'RUNNING',
      'FAILED',
    ]);
    expect(failed[0].tasks[1].reason).toContain('(simulated)');
  });
});

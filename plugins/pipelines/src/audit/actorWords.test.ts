import { actorOf } from './actorWords';

describe('actorOf', () => {
  it.each([
    ['user:default/ines', 'person', 'ines'],
    ['service:ci', 'service', 'ci'],
    ['system:approvals', 'system', 'approvals'],
  ])('%s', (actor, kind, name) => {
    expect(actorOf(actor)).toEqual({ kind, name });
  });
});

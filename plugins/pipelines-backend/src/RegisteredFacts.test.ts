import { RegisteredFacts } from './RegisteredFacts';

const provider = (id: string, ...names: string[]) => ({
  id,
  facts: names.map(name => ({
    name,
    title: name,
    description: name,
    type: 'number' as const,
  })),
  read: async () => [],
});
const past = (name: string) => ({
  name,
  days: 90,
  before: () => [],
  campaigns: () => [],
  exemptions: () => [],
});

describe('RegisteredFacts', () => {
  it('keeps providers with what they provide', () => {
    const facts = new RegisteredFacts();
    facts.addFactProvider(provider('a', 'x', 'y'), provider('b', 'z'));
    expect(facts.providers.map(({ id }) => id)).toEqual(['a', 'b']);
    expect([...facts.definitions.keys()]).toEqual(['x', 'y', 'z']);
  });

  it('refuses two of one id, two of one fact, and two pasts', () => {
    const facts = new RegisteredFacts();
    facts.addFactProvider(provider('a', 'x'));
    expect(() => facts.addFactProvider(provider('a', 'y'))).toThrow(
      'two providers of facts with the id a',
    );
    expect(() => facts.addFactProvider(provider('b', 'x'))).toThrow(
      'b provides the fact x, which another provider has already',
    );
    facts.addPastFacts(past('one'));
    expect(() => facts.addPastFacts(past('two'))).toThrow('one and two both');
  });
});

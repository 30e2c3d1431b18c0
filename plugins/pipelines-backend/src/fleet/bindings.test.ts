import { decideBindings } from './bindings';

const pipeline = (name: string, dagIds: string[], discovered = false) => ({
  entityRef: `component:default/${name}`,
  discovered,
  externalIds: dagIds.map(externalId => ({
    technology: 'airflow' as const,
    externalId,
  })),
});

describe('decideBindings', () => {
  it('binds each pipeline of a technology to the entity that names it', () => {
    const { bindings, problems } = decideBindings([
      pipeline('a', ['x', 'y']),
      pipeline('b', []),
      pipeline('c', ['z'], true),
    ]);
    expect(bindings.map(b => [b.externalId, b.entityRef, b.declared])).toEqual([
      ['x', 'component:default/a', true],
      ['y', 'component:default/a', true],
      ['z', 'component:default/c', false],
    ]);
    expect(problems.size).toBe(0);
  });

  it('tells pipelines of two technologies apart that have the same id', () => {
    const { bindings, problems } = decideBindings([
      pipeline('a', ['x']),
      {
        entityRef: 'component:default/b',
        discovered: false,
        externalIds: [{ technology: 'kafka', externalId: 'x' }],
      },
    ]);
    expect(bindings).toHaveLength(2);
    expect(problems.size).toBe(0);
  });

  it('takes the declared entity before a discovered one, and calls that no problem', () => {
    const { bindings, problems } = decideBindings([
      pipeline('a', ['x'], true),
      pipeline('b', ['x']),
    ]);
    expect(bindings).toMatchObject([
      { entityRef: 'component:default/b', declared: true },
    ]);
    expect(problems.size).toBe(0);
  });

  it.each([[['a', 'b', 'c']], [['c', 'b', 'a']]])(
    'takes the first by name of rivals in the order %s, and tells all',
    names => {
      const { bindings, problems } = decideBindings(
        names.map(name => pipeline(name, ['x'])),
      );
      expect(bindings).toMatchObject([{ entityRef: 'component:default/a' }]);
      expect([...problems.keys()].sort()).toEqual([
        'component:default/a',
        'component:default/b',
        'component:default/c',
      ]);
      expect(problems.get('component:default/b')).toEqual([
        {
          kind: 'duplicate-binding',
          message:
            'component:default/a, component:default/c also claims the airflow pipeline x; its runs are shown on component:default/a. Remove the annotation from all but one',
        },
      ]);
    },
  );
});

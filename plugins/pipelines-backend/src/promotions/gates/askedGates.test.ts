import type { Gate } from '@sluice/plugin-pipelines-node';
import { askedGates } from './askedGates';

const registry: Gate = {
  name: 'schema-registry',
  title: 'Schema registry',
  class: 'integrity',
  isLive: true,
  timeoutSeconds: 5,
  evaluate: async () => ({ verdict: 'pass', summary: 'Compatible' }),
};

describe('askedGates', () => {
  it('are those that the policy names, with its params', () => {
    expect(
      askedGates(
        [{ name: 'schema-registry', params: { level: 'FULL' } }],
        [registry, { ...registry, name: 'other' }],
        ['soak'],
      ),
    ).toEqual([
      {
        gate: registry,
        name: 'schema-registry',
        title: 'Schema registry',
        params: { level: 'FULL' },
      },
    ]);
    expect(askedGates([], [registry], [])).toEqual([]);
  });

  it('are not our own, which are asked anyway', () => {
    expect(askedGates([{ name: 'soak', params: {} }], [], ['soak'])).toEqual(
      [],
    );
  });

  it('are numbered where one is asked twice', () => {
    const asked = askedGates(
      [
        { name: 'schema-registry', params: { cluster: 'a' } },
        { name: 'schema-registry', params: { cluster: 'b' } },
      ],
      [registry],
      [],
    );
    expect(asked.map(each => [each.name, each.title])).toEqual([
      ['schema-registry', 'Schema registry'],
      ['schema-registry 2', 'Schema registry (2)'],
    ]);
  });

  it('can not be passed where no module brings one', async () => {
    const [{ gate }] = askedGates([{ name: 'gone', params: {} }], [], []);
    expect(gate.class).toBe('integrity');
    expect(await gate.evaluate({} as never, {} as never)).toEqual({
      verdict: 'unknown',
      summary: expect.stringContaining('gate gone, which no module'),
    });
  });
});

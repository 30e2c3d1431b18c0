import fc from 'fast-check';
import { digestOf } from '../../canonical/digest';
import { normaliseManifests, readManifests } from './manifests';

const DAG = {
  schedule: '0 5 * * *',
  tags: ['sox', 'close'],
  file: 'dags/close.py',
  tasks: { load: { operator: 'SQLOperator', upstream: ['b', 'a'] } },
};
const NODE = { resource_type: 'model', checksum: 'a' };

describe('normaliseManifests', () => {
  it('leaves alone what it does not understand', () => {
    const own = { own: { generated_at: 'x', nested: { tags: ['b', 'a'] } } };
    expect(normaliseManifests(own)).toEqual(own);
    expect(normaliseManifests({})).toEqual({});
  });

  it('has one form for what means the same', () => {
    const of = (close: object) =>
      digestOf(normaliseManifests({ dags: { close } }));
    expect(of({ ...DAG, tags: ['close', 'sox', 'sox'] })).toBe(of(DAG));
    expect(of({ ...DAG, tags: [] })).not.toBe(of(DAG));
    expect(normaliseManifests({ dags: { close: DAG } })).toEqual({
      dags: {
        close: {
          ...DAG,
          tags: ['close', 'sox'],
          tasks: { load: { operator: 'SQLOperator', upstream: ['a', 'b'] } },
        },
      },
    });
  });

  it('ignores what changes with each build, wherever it stands', () => {
    const field = fc.constantFrom(
      'generated_at',
      'invocation_id',
      'timestamp',
      'created_at',
      'build_path',
      'fileloc',
    );
    const build = (extra: object) => ({
      dags: {
        close: {
          ...DAG,
          ...extra,
          tasks: { load: { operator: 'X', ...extra } },
        },
      },
      dbt: { nodes: { 'model.a.b': { ...NODE, ...extra } }, ...extra },
    });
    fc.assert(
      fc.property(field, fc.string(), fc.string(), (name, one, other) => {
        expect(normaliseManifests(build({ [name]: one }))).toEqual(
          normaliseManifests(build({ [name]: other })),
        );
        expect(normaliseManifests(build({ [name]: one }))).toEqual(
          normaliseManifests(build({})),
        );
      }),
    );
  });

  it('keeps names that look like it, and drops a place on a machine', () => {
    const normalised = normaliseManifests({
      dags: { created_at: { ...DAG, file: '/home/ci/dags/close.py' } },
      dbt: { nodes: { x: { ...NODE, columns: { created_at: 'timestamp' } } } },
      files: { timestamp: '1' },
      infrastructure: {
        resources: { a: { action: 'no-op' }, b: { action: 'create' } },
      },
      schemas: { s: { format: 'avro', schema: '{}' } },
    });
    expect(normalised).toMatchObject({
      dags: { created_at: { schedule: '0 5 * * *' } },
      dbt: { nodes: { x: { columns: { created_at: 'timestamp' } } } },
      files: { timestamp: '1' },
      infrastructure: { resources: { b: { action: 'create' } } },
      schemas: { s: { format: 'AVRO' } },
    });
    expect(JSON.stringify(normalised)).not.toMatch(/home|no-op/);
  });

  it.each<[object, string]>([
    [
      { dags: { a: { tasks: { t: {} } } } },
      'manifests.dags.a.tasks.t.operator',
    ],
    [{ dbt: { nodes: { a: { checksum: 'x' } } } }, 'manifests.dbt.nodes.a.'],
    [{ dbt: 7 }, 'manifests.dbt: '],
    [
      { infrastructure: { resources: { a: { action: 'x' } } } },
      'manifests.infrastructure.resources.a.action',
    ],
    [{ files: { a: 1 } }, 'manifests.files.a'],
    [{ members: { a: 'dags' } }, 'manifests.members.a'],
  ])('refuses %j, and names the field', (manifests, message) => {
    expect(() => normaliseManifests(manifests as never)).toThrow(message);
  });

  it('comes to an end: the form of a form is itself', () => {
    const once = normaliseManifests({
      dags: { close: DAG },
      dbt: { nodes: { x: NODE } },
    });
    expect(normaliseManifests(once)).toEqual(once);
  });
});

describe('readManifests', () => {
  it('tells what it understands from what it does not, also of before there was a form', () => {
    const { known, others } = readManifests({
      dags: { close: { anything: 1, tasks: 'many' } },
      files: { a: '1' },
      own: 1,
    });
    expect(known).toEqual({ files: { a: '1' } });
    expect(others).toEqual(['dags', 'own']);
  });
});

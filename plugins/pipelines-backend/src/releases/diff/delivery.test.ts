import {
  type Content,
  diffArtifacts,
  diffConfig,
  diffFiles,
  diffInfrastructure,
  diffMigrations,
  diffOpaque,
} from './delivery';
import type { Change } from './entries';

const content = (more: Partial<Content> = {}): Content => ({
  artifacts: [],
  manifests: {},
  configSchema: {},
  migrations: [],
  topologyHash: null,
  ...more,
});
const said = (changes: Change[]) =>
  changes.map(c =>
    [c.sign, c.title, `(${c.impact})`, c.detail].filter(Boolean).join(' '),
  );
const artifact = (name: string, digit: string) => ({
  name,
  kind: 'file' as const,
  digest: `sha256:${digit.repeat(64)}`,
});
const migration = (id: string, digest = id, sql?: string) => ({
  id,
  digest,
  sql,
});

describe('what is delivered', () => {
  it('has artifacts', () => {
    const of = (...artifacts: Content['artifacts']) => content({ artifacts });
    expect(
      said(
        diffArtifacts(
          of(artifact('a', '1'), artifact('b', '1'), artifact('c', '1')),
          of(artifact('b', '2'), artifact('c', '1'), artifact('d', '1')),
        ),
      ),
    ).toEqual([
      '+ Artifact d (reversible) file',
      '- Artifact a (reversible) file',
      '~ Artifact b (reversible) 111111111111 → 222222222222',
    ]);
    expect(diffArtifacts(undefined, of(artifact('a', '1')))).toHaveLength(1);
  });

  it('has files, of which some can only be words or tests', () => {
    const changes = diffFiles(
      { 'dags/a.py': '1', 'README.md': '1' },
      { 'dags/a.py': '2', 'README.md': '2', 'tests/test_a.py': '1' },
    );
    expect(changes.map(c => `${c.sign} ${c.title} ${c.nature}`)).toEqual([
      '+ tests/test_a.py tests',
      '~ README.md docs',
      '~ dags/a.py code',
    ]);
  });

  it('has keys of config', () => {
    const of = (configSchema: object) =>
      content({ configSchema: configSchema as Content['configSchema'] });
    expect(
      said(
        diffConfig(
          of({
            GONE: { type: 'string' },
            KEY: { type: 'string', reference: 'ssm:/a' },
            TYPE: { type: 'string' },
          }),
          of({
            KEY: { type: 'string', reference: 'ssm:/b' },
            NEW: { type: 'number', required: true },
            TYPE: { type: 'json' },
          }),
        ),
      ),
    ).toEqual([
      '+ Config NEW (reversible) number, required',
      '- Config GONE (reversible) string',
      '~ Config KEY (reversible) string, ssm:/a → string, ssm:/b',
      '~ Config TYPE (breaking) string → json',
    ]);
  });

  it.each<[string, Content['migrations'], Content['migrations'], string[]]>([
    [
      'that take something away',
      [],
      [migration('2', 'x', 'DROP TABLE t')],
      ['+ Migration 2 (breaking) DROP in line 1'],
    ],
    [
      'that take nothing away',
      [],
      [migration('2', 'x', 'ALTER TABLE t ADD a INT')],
      ['+ Migration 2 (reversible) No DROP, TRUNCATE or DELETE'],
    ],
    [
      'of which the SQL is not known',
      [migration('1')],
      [migration('1'), migration('2')],
      ['+ Migration 2 (unknown) Its SQL is not known'],
    ],
    [
      'that are gone on the way back',
      [migration('1'), migration('2')],
      [migration('1')],
      ['- Migration 2 (unknown) Where it ran, what it did stays'],
    ],
    [
      'that are others under the same name',
      [migration('1')],
      [migration('1', 'x')],
      [
        '~ Migration 1 (breaking) It is another one under the same name, and may have run',
      ],
    ],
    [
      'of whatever name',
      [],
      [migration('constructor')],
      ['+ Migration constructor (unknown) Its SQL is not known'],
    ],
    [
      'in another order',
      [migration('1'), migration('2')],
      [migration('2'), migration('1')],
      ['~ The order of migrations (breaking)'],
    ],
  ])('has migrations %s', (_, base, to, expected) => {
    expect(
      said(
        diffMigrations(
          content({ migrations: base }),
          content({ migrations: to }),
        ),
      ),
    ).toEqual(expected);
  });

  it('has a plan for infrastructure', () => {
    const to = {
      resources: {
        bucket: { action: 'create' as const },
        queue: { action: 'delete' as const },
        role: { action: 'update' as const },
        topic: { action: 'replace' as const },
      },
    };
    expect(said(diffInfrastructure(undefined, to))).toEqual([
      '+ bucket (reversible) create',
      '- queue (breaking) delete, destroys it',
      '~ role (reversible) update',
      '~ topic (breaking) replace, destroys it',
    ]);
    expect(
      diffInfrastructure(to, undefined).map(c => `${c.sign} ${c.title}`),
    ).toEqual(['- bucket', '+ queue', '~ role', '~ topic']);
  });

  it('has what nobody knows the meaning of', () => {
    expect(
      said(
        diffOpaque(
          content({ manifests: { own: 1, same: 1 } }),
          content({ manifests: { own: 2, same: 1 }, topologyHash: 'a' }),
          ['same', 'own', 'own'],
        ),
      ),
    ).toEqual([
      '~ Manifest own (unknown) It is not known what that means',
      '~ The topology (unknown) It is not known what that means',
    ]);
  });
});

import fc from 'fast-check';
import { normaliseManifests } from '../manifests/manifests';
import type { UnitMember } from '../members/members';
import type { Content } from './delivery';
import { diffReleases } from './diffReleases';

const member = (name: string, more: Partial<UnitMember> = {}): UnitMember => ({
  entityRef: `component:default/${name}`,
  name,
  dagIds: [],
  dbtSelections: [],
  isSox: false,
  ...more,
});
const CLOSE = member('close', { isSox: true });
const OPEN = member('open');
const REVENUE = member('revenue', { dbtSelections: ['lab/tag:revenue'] });
const MEMBERS = [CLOSE, OPEN, REVENUE];

const NODE = {
  resource_type: 'model',
  checksum: 'a',
  tags: ['revenue'],
  path: 'models/fct.sql',
  patch_path: 'models/schema.yml',
};
const dag = (retries: number, file = 'dags/open.py') => ({
  file,
  tasks: { load: { operator: 'X', retries } },
});
const MANIFESTS = {
  dags: { open: dag(1), close: dag(1, 'dags/close.py') },
  dbt: { nodes: { 'model.lab.fct': NODE } },
  files: {
    'README.md': '1',
    'dags/close.py': '1',
    'dags/open.py': '1',
    'models/fct.sql': '1',
    'models/schema.yml': '1',
    'tests/test_open.py': '1',
  },
};

function content(
  manifests: object = MANIFESTS,
  more: Partial<Content> = {},
): Content {
  return {
    artifacts: [{ name: 'all.zip', kind: 'archive', digest: 'sha256:1' }],
    manifests: normaliseManifests(manifests as never),
    configSchema: {},
    migrations: [],
    topologyHash: null,
    ...more,
  };
}

/** The same with other files, and so with other bytes. */
function edited(
  files: Record<string, string>,
  manifests: object = {},
): Content {
  return content(
    {
      ...MANIFESTS,
      ...manifests,
      files: { ...MANIFESTS.files, ...files },
    },
    { artifacts: [{ name: 'all.zip', kind: 'archive', digest: 'sha256:2' }] },
  );
}

const context = (members = MEMBERS) => ({
  members,
  commits: [] as Array<{ members?: string[]; paths?: string[] }>,
  commitsComplete: false,
});
function diff(
  base: Content | undefined,
  to: Content,
  more: Partial<ReturnType<typeof context>> = {},
) {
  return diffReleases(base, to, {
    ...context(),
    ...more,
  } as Parameters<typeof diffReleases>[2]);
}
const refs = (...names: string[]) => names.map(n => `component:default/${n}`);
const trueFacts = ({ facts }: ReturnType<typeof diff>) =>
  Object.entries(facts).flatMap(([name, is]) => (is ? [name] : []));

describe('diffReleases', () => {
  it('reads as people would say it', () => {
    const { entries } = diff(
      content(),
      edited(
        { 'dags/open.py': '2' },
        { dags: { ...MANIFESTS.dags, open: dag(3) } },
      ),
    );
    expect(entries).toEqual([
      {
        area: 'dag',
        sign: '~',
        title: 'DAG task load: retries 1 → 3',
        impact: 'reversible',
        member: 'component:default/open',
      },
      {
        area: 'file',
        sign: '~',
        title: 'dags/open.py',
        impact: 'reversible',
        member: 'component:default/open',
      },
      {
        area: 'artifact',
        sign: '~',
        title: 'Artifact all.zip',
        detail: '1 → 2',
        impact: 'reversible',
      },
      {
        area: 'unit',
        sign: '=',
        title: 'Dbt, config, migrations',
        detail: 'no change',
        impact: 'non-breaking',
      },
    ]);
  });

  const dbt = (more: object) => ({
    dbt: { nodes: { 'model.lab.fct': { ...NODE, ...more } } },
  });
  it.each<[string, Content, string[] | undefined, string[]]>([
    ['one DAG', edited({ 'dags/open.py': '2' }), refs('open'), []],
    [
      'a DAG under SOX',
      edited({ 'dags/close.py': '2' }),
      refs('close'),
      ['touchesSox'],
    ],
    [
      'a file that nobody owns',
      edited({ 'lib/shared.py': '1' }),
      undefined,
      ['touchesSox'],
    ],
    [
      'the tags of a model, in the YAML that describes it',
      edited({ 'models/schema.yml': '2' }, dbt({ tags: ['revenue', 'x'] })),
      refs('revenue'),
      ['onlyTags', 'onlyDocsTestsTags', 'dbtNonBreaking'],
    ],
    [
      'the description of a model, and the README',
      edited(
        { 'models/schema.yml': '2', 'README.md': '2' },
        dbt({ description: 'x' }),
      ),
      refs('revenue'),
      ['onlyDocs', 'onlyDocsTestsTags', 'dbtNonBreaking'],
    ],
    [
      'a column more',
      edited({ 'models/schema.yml': '2' }, dbt({ columns: { a: 'int' } })),
      refs('revenue'),
      ['dbtNonBreaking'],
    ],
    [
      'the SQL of a model',
      edited({ 'models/fct.sql': '2' }, dbt({ checksum: 'b' })),
      refs('revenue'),
      [],
    ],
    [
      'YAML that changes no node that is known',
      edited({ 'models/schema.yml': '2' }),
      refs('revenue'),
      [],
    ],
    [
      'tests of a DAG alone: which DAG nobody says',
      edited({ 'tests/test_open.py': '2' }),
      undefined,
      ['onlyTests', 'onlyDocsTestsTags', 'touchesSox'],
    ],
    [
      'documentation alone',
      edited({ 'README.md': '2' }),
      undefined,
      ['onlyDocs', 'onlyDocsTestsTags', 'touchesSox'],
    ],
    ['bytes alone', edited({}), undefined, ['touchesSox']],
    [
      'config',
      content(MANIFESTS, { configSchema: { A: { type: 'string' } } }),
      undefined,
      ['hasConfig', 'touchesSox'],
    ],
    [
      'a migration that drops a table',
      content(MANIFESTS, {
        migrations: [{ id: '1', digest: 'x', sql: 'DROP TABLE t' }],
      }),
      undefined,
      ['hasMigrations', 'destructiveDdl', 'touchesSox'],
    ],
    [
      'a migration that is not known',
      content(MANIFESTS, { migrations: [{ id: '1', digest: 'x' }] }),
      undefined,
      ['hasMigrations', 'ddlUnknown', 'touchesSox'],
    ],
    [
      'infrastructure and schemas',
      content({
        ...MANIFESTS,
        infrastructure: { resources: { a: { action: 'create' } } },
        schemas: { s: { format: 'JSON', schema: {} } },
      }),
      undefined,
      ['hasInfrastructure', 'hasSchemas', 'touchesSox'],
    ],
  ])('tells the pipelines and the facts of %s', (_, to, members, facts) => {
    const found = diff(content(), to);
    expect(found.membersKnown).toBe(members !== undefined);
    expect(found.members).toEqual(members ?? refs('close', 'open', 'revenue'));
    expect(found.membersReason === undefined).toBe(members !== undefined);
    expect(trueFacts(found)).toEqual(facts);
  });

  describe('where the files are not known', () => {
    const bare = (digit: string, manifests: object = {}) =>
      content(manifests, {
        artifacts: [
          { name: 'all.zip', kind: 'archive', digest: `sha256:${digit}` },
        ],
      });

    it.each([
      ['no commits', [], true, undefined],
      [
        'commits that say it',
        [{ paths: ['x'], members: refs('open') }],
        true,
        refs('open'),
      ],
      ['commits, but not all', [{ members: refs('open') }], false, undefined],
      [
        'a commit that does not say it',
        [{ members: refs('open') }, {}],
        true,
        undefined,
      ],
    ])('goes by %s', (_, commits, commitsComplete, members) => {
      const found = diff(bare('1'), bare('2'), { commits, commitsComplete });
      expect(found.members).toEqual(
        members ?? refs('close', 'open', 'revenue'),
      );
      expect(found.membersKnown).toBe(members !== undefined);
    });

    it('goes by the only pipeline that there is', () => {
      const found = diff(bare('1'), bare('2'), { members: [OPEN] });
      expect(found).toMatchObject({
        members: refs('open'),
        membersKnown: true,
      });
    });

    it('takes nothing for a plain change, whatever the manifests say', () => {
      const to = bare('2', { dbt: { nodes: { a: NODE } } });
      const from = bare('1', {
        dbt: { nodes: { a: { ...NODE, description: 'x' } } },
      });
      expect(trueFacts(diff(from, to, { members: [OPEN] }))).toEqual([]);
    });
  });

  it('says of a manifest that it understands on one side alone that it changed', () => {
    const old = { ...content(), manifests: { dags: { a: { tasks: 'many' } } } };
    const { entries } = diff(old, content({ dags: MANIFESTS.dags }));
    expect(entries).toMatchObject([
      { area: 'manifest', title: 'Manifest dags', impact: 'unknown' },
      { sign: '=' },
    ]);
  });

  it('takes all of a first release for new', () => {
    const { entries, facts } = diff(undefined, content());
    expect(new Set(entries.map(e => e.sign))).toEqual(new Set(['+', '=']));
    expect(facts.onlyDocs).toBe(false);
  });

  describe('whatever the releases are', () => {
    const text = fc.constantFrom('a', 'b', 'c');
    const node = fc.record({
      resource_type: fc.constantFrom('model', 'test', 'exposure'),
      checksum: text,
      columns: fc.dictionary(text, text),
      tags: fc.array(text),
      contract: fc.boolean(),
    });
    const anyContent = fc
      .record(
        {
          dags: fc.dictionary(
            text,
            fc.record({
              schedule: text,
              tags: fc.array(text),
              tasks: fc.dictionary(text, fc.record({ operator: text })),
            }),
          ),
          dbt: fc.record({ nodes: fc.dictionary(text, node) }),
          files: fc.dictionary(text, text),
          schemas: fc.dictionary(
            text,
            fc.record({
              format: fc.constantFrom('AVRO', 'JSON', 'X'),
              schema: text,
            }),
          ),
          infrastructure: fc.record({
            resources: fc.dictionary(
              text,
              fc.record({
                action: fc.constantFrom('create', 'update', 'delete', 'no-op'),
              }),
            ),
          }),
          own: text,
        },
        { requiredKeys: [] },
      )
      .chain(manifests =>
        fc.record({
          manifests: fc.constant(manifests),
          configSchema: fc.dictionary(text, fc.record({ type: text })),
          migrations: fc.uniqueArray(fc.record({ id: text, digest: text }), {
            selector: m => m.id,
          }),
          digest: text,
        }),
      )
      .map(({ configSchema, digest, manifests, migrations }) =>
        content(manifests, {
          configSchema,
          migrations,
          artifacts: [{ name: 'x', kind: 'file', digest }],
        }),
      );

    it('finds nothing between a release and itself', () => {
      fc.assert(
        fc.property(anyContent, one => {
          expect(diff(one, structuredClone(one))).toMatchObject({
            entries: [],
            members: [],
            membersKnown: true,
          });
        }),
      );
    });

    it('finds on the way back what goes instead of what comes', () => {
      const SWAPPED = { '+': '-', '-': '+', '~': '~', '=': '=' } as const;
      const lines = (found: ReturnType<typeof diff>, swap: boolean) =>
        found.entries
          .filter(({ sign, title }) => sign !== '~' && title !== undefined)
          .map(({ area, sign, title }) => [
            area,
            swap ? SWAPPED[sign] : sign,
            title,
          ])
          .map(line => line.join(' '))
          .sort();
      fc.assert(
        fc.property(anyContent, anyContent, (one, other) => {
          const [there, back] = [diff(one, other), diff(other, one)];
          expect(lines(back, true)).toEqual(lines(there, false));
          expect(back.entries).toHaveLength(there.entries.length);
          expect(back.members).toEqual(there.members);
        }),
      );
    });

    it('never takes something for plain that is not, and names pipelines of the unit alone', () => {
      fc.assert(
        fc.property(anyContent, anyContent, (one, other) => {
          const { entries, facts, members } = diff(one, other);
          const areas = new Set(
            entries.filter(e => e.sign !== '=').map(e => e.area),
          );
          const isPlain = facts.onlyDocsTestsTags || facts.dbtNonBreaking;
          const lines = entries.filter(e => e.sign !== '=');
          const serious = lines.filter(
            e =>
              ['breaking', 'unknown'].includes(e.impact) ||
              ['config', 'migration', 'infrastructure', 'manifest'].includes(
                e.area,
              ),
          );
          expect(isPlain && serious.length > 0).toBe(false);
          expect(
            (facts.onlyDocs || facts.onlyTests || facts.onlyTags) &&
              !facts.onlyDocsTestsTags,
          ).toBe(false);
          expect(facts.hasConfig).toBe(areas.has('config'));
          expect(refs('close', 'open', 'revenue')).toEqual(
            expect.arrayContaining(members),
          );
        }),
      );
    });
  });
});

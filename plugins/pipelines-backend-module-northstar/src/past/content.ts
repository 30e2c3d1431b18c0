import { hash } from 'node:crypto';
import type {
  EvidenceToAdd,
  ReleaseToRegister,
} from '@sluice/plugin-pipelines-common';
import type { NorthstarPipeline } from '../fleet';
import { schemasOf } from '../streams';

/** How often each pipeline of a unit was changed, by its name. @internal */
export type Revisions = ReadonlyMap<string, number>;

/** What somebody did to a pipeline. @internal */
export type ChangeKind = 'code' | 'tests' | 'docs';

const sha256 = (text: string) => `sha256:${hash('sha256', text, 'hex')}`;
const project = (unit: string) =>
  unit.replace('-dbt-', '_').replaceAll('-', '_');

const ARTIFACTS = {
  'airflow-dag': { name: 'dags.zip', kind: 'dag-bundle' },
  'dbt-selection': { name: 'project.tar.gz', kind: 'dbt-project' },
  'spark-job': { name: 'job.jar', kind: 'jar' },
  'kafka-consumer': { name: 'image', kind: 'image' },
} as const;

/** As the catalog knows a pipeline. @internal */
export function entityRefOf({ name }: NorthstarPipeline): string {
  return `component:default/${name.toLocaleLowerCase('en-US')}`;
}

/** Where the source of a pipeline lies in its repository. @internal */
export function pathOf(
  { name, type }: NorthstarPipeline,
  kind: ChangeKind = 'code',
): string {
  const test = { docs: `docs/${name}.md`, tests: `tests/test_${name}.py` };
  if (kind !== 'code') return test[kind];
  switch (type) {
    case 'airflow-dag':
      return `dags/${name}.py`;
    case 'dbt-selection':
      return `models/${name}/${name}.sql`;
    case 'spark-job':
      return `src/${name}/Job.scala`;
    default:
      return `src/${name}/consumer.py`;
  }
}

function dagOf({ name, owner, schedule, tags }: NorthstarPipeline, at: number) {
  return {
    schedule: schedule?.cron ?? null,
    timezone: schedule?.timezone,
    owner,
    tags,
    file: `dags/${name}.py`,
    tasks: {
      extract: { operator: 'SnowflakeOperator', retries: 1 + (at % 3) },
      load: {
        operator: 'SnowflakeOperator',
        retries: 2,
        upstream: ['extract'],
      },
      ...(at >= 2 && {
        check: { operator: 'PythonOperator', upstream: ['load'] },
      }),
    },
  };
}

function nodesOf(unit: string, { name }: NorthstarPipeline, at: number) {
  const model = (id: string, more: object) => [
    `model.${project(unit)}.${id}`,
    {
      resource_type: 'model',
      checksum: hash('sha256', `${unit} ${id} ${at}`, 'hex'),
      tags: [name],
      ...more,
    },
  ];
  return Object.fromEntries([
    model(name, {
      materialized: 'table',
      path: `models/${name}/${name}.sql`,
      columns: {
        id: 'number',
        day: 'date',
        amount: 'number',
        // Each other change adds a column; none takes one away.
        ...Object.fromEntries(
          Array.from({ length: Math.floor(at / 2) }, (_, i) => [
            `detail_${i + 1}`,
            'varchar',
          ]),
        ),
      },
      depends_on: [`model.${project(unit)}.stg_${name}`],
    }),
    [
      `model.${project(unit)}.stg_${name}`,
      {
        resource_type: 'model',
        checksum: hash('sha256', `${unit} stg_${name}`, 'hex'),
        materialized: 'view',
        path: `models/${name}/stg_${name}.sql`,
        tags: [name],
        columns: { id: 'number', day: 'date', amount: 'number' },
      },
    ],
  ]);
}

/**
 * What a release of a unit holds, by how often each of its pipelines was changed.
 *
 * @param options - `written`: how often each file was changed, by its path; `more`: what the simulator looks for
 * @internal
 */
export function contentOf(options: {
  unit: string;
  members: NorthstarPipeline[];
  commit: string;
  label: string;
  revisions: Revisions;
  written: Revisions;
  more?: ReleaseToRegister['manifests'];
}): Pick<
  ReleaseToRegister,
  'unit' | 'commit' | 'label' | 'artifacts' | 'manifests' | 'configSchema'
> {
  const { commit, label, members, more, revisions, unit, written } = options;
  const [{ type }] = members;
  const at = (name: string) => revisions.get(name) ?? 0;
  const files = Object.fromEntries(
    members.flatMap(member =>
      (['code', 'tests', 'docs'] as const).map(kind => {
        const path = pathOf(member, kind);
        return [path, sha256(`${unit} ${path} ${written.get(path) ?? 0}`)];
      }),
    ),
  );
  const { kind, name } = ARTIFACTS[type];
  const digest = sha256(`${unit} ${JSON.stringify([...written])}`);
  return {
    unit,
    commit,
    label,
    artifacts: [
      {
        name,
        kind,
        digest,
        uri: `s3://northstar-artifacts/${unit}/${label}/${name}`,
      },
    ],
    manifests: {
      files,
      members: Object.fromEntries(
        members.map(member => [
          entityRefOf(member),
          (['code', 'tests', 'docs'] as const).map(each =>
            pathOf(member, each),
          ),
        ]),
      ),
      ...(type === 'airflow-dag' && {
        dags: Object.fromEntries(
          members.map(each => [each.name, dagOf(each, at(each.name))]),
        ),
      }),
      ...(type === 'dbt-selection' && {
        dbt: {
          nodes: Object.assign(
            {},
            ...members.map(each => nodesOf(unit, each, at(each.name))),
          ),
        },
      }),
      // The same in each release: what a consumer can read has changed before the story begins.
      ...(type === 'kafka-consumer' && {
        schemas: schemasOf(
          members.flatMap(({ reads }) =>
            reads.map(key => key.slice(key.indexOf(':') + 1)),
          ),
        ),
      }),
      ...more,
    },
    ...(type !== 'kafka-consumer' && {
      configSchema: {
        SNOWFLAKE_KEY: {
          type: 'string',
          reference: 'secretsmanager:northstar/{environment}/snowflake',
        },
      },
    }),
  };
}

function junit(suite: string, cases: string[]): string {
  return [
    '<testsuites>',
    `<testsuite name="${suite}">`,
    ...cases.map(name => `<testcase classname="${suite}" name="${name}"/>`),
    '</testsuite>',
    '</testsuites>',
  ].join('\n');
}

/** What CI found out about a release, of the kinds that Northstar's policy asks for. @internal */
export function evidenceOf(options: {
  unit: string;
  members: NorthstarPipeline[];
  commit: string;
}): Array<Pick<EvidenceToAdd, 'kind' | 'format' | 'content'>> {
  const { commit, members, unit } = options;
  const [{ type }] = members;
  const tests = (suite: string, of: string[]) =>
    junit(
      suite,
      members.flatMap(({ name }) => of.map(what => `${name}: ${what}`)),
    );
  const unitTests = {
    kind: 'unit' as const,
    format: 'junit' as const,
    content: tests(`${unit} ${commit.slice(0, 7)}`, [
      'reads what it should',
      'writes what it should',
      'refuses what it should',
    ]),
  };
  if (type === 'dbt-selection') {
    return [
      {
        kind: 'sql-test',
        format: 'dbt-run-results',
        content: JSON.stringify({
          metadata: {
            dbt_schema_version:
              'https://schemas.getdbt.com/dbt/run-results/v6.json',
            invocation_id: commit,
          },
          results: members.flatMap(({ name }) =>
            ['not_null', 'unique'].map(test => ({
              unique_id: `test.${project(unit)}.${test}_${name}_id`,
              status: 'pass',
            })),
          ),
        }),
      },
    ];
  }
  if (type === 'airflow-dag') {
    return [
      unitTests,
      {
        kind: 'dag-import',
        format: 'junit',
        content: tests(`imports of ${commit.slice(0, 7)}`, ['is imported']),
      },
    ];
  }
  if (type === 'kafka-consumer') {
    return [
      unitTests,
      {
        kind: 'schema-compatibility',
        format: 'junit',
        content: tests(`schemas of ${commit.slice(0, 7)}`, [
          'reads what was written before',
          'can be read by what ran before',
        ]),
      },
    ];
  }
  return [unitTests];
}

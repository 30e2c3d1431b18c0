import { z } from 'zod';

/**
 * Fields that change with each build though nothing was changed. They are dropped from what is described, never from the names that a
 * release gives to things: a column may well be called `created_at`.
 */
const VOLATILE = new Set([
  'absolute_path',
  'build_path',
  'compiled_at',
  'compiled_path',
  'created_at',
  'createdAt',
  'fileloc',
  'generated_at',
  'generatedAt',
  'invocation_id',
  'invocationId',
  'invocation_started_at',
  'last_parsed_time',
  'lastParsedTime',
  'metadata',
  'root_path',
  'run_started_at',
  'timestamp',
  'updated_at',
  'updatedAt',
]);

function withoutVolatile<T extends object>(described: T): T {
  return Object.fromEntries(
    Object.entries(described).filter(
      ([name, value]) => !VOLATILE.has(name) && value !== undefined,
    ),
  ) as T;
}

/** Where it lies on the machine that built it says nothing. */
function isAbsolute(file: string): boolean {
  return /^([/\\]|[a-zA-Z]:)/.test(file);
}

/** Texts of which the order says nothing. */
const names = z
  .array(z.string())
  .max(10_000)
  .transform(list => [...new Set(list)].sort());

const task = z
  .looseObject({
    operator: z.string(),
    retries: z.number().int().nonnegative().optional(),
    upstream: names.default([]),
  })
  .transform(withoutVolatile);

const dag = z
  .looseObject({
    schedule: z.string().nullable().default(null),
    timezone: z.string().optional(),
    owner: z.string().optional(),
    tags: names.default([]),
    tasks: z.record(z.string(), task).default({}),
    file: z.string().optional(),
  })
  .transform(withoutVolatile)
  .transform(({ file, ...rest }): typeof rest & { file?: string } =>
    file === undefined || isAbsolute(file) ? rest : { ...rest, file },
  );

/** A node of dbt: a model, seed, snapshot, source, test, exposure. @internal */
export const dbtNodeShape = z
  .looseObject({
    resource_type: z.string(),
    checksum: z.string(),
    materialized: z.string().optional(),
    columns: z.record(z.string(), z.string()).default({}),
    depends_on: names.default([]),
    tags: names.default([]),
    description: z.string().optional(),
    column_descriptions: z.record(z.string(), z.string()).optional(),
    /** Whether dbt itself checks that the table has these columns. */
    contract: z.boolean().optional(),
    /** Of the rest of its configuration. */
    config: z.string().optional(),
    path: z.string().optional(),
    patch_path: z.string().optional(),
    fqn: z.array(z.string()).optional(),
    attached_node: z.string().optional(),
  })
  .transform(withoutVolatile);

const dbt = z
  .looseObject({
    nodes: z.record(z.string(), dbtNodeShape),
    macros: z.record(z.string(), z.string()).optional(),
    dbt_version: z.string().optional(),
  })
  .transform(withoutVolatile);

const schema = z.looseObject({
  format: z.string().transform(format => format.toLocaleUpperCase('en-US')),
  schema: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

const resource = z.looseObject({
  action: z.enum(['create', 'update', 'delete', 'replace', 'no-op']),
  destroys: z.boolean().optional(),
});

const infrastructure = z
  .looseObject({
    resources: z
      .record(z.string(), resource)
      // A plan names each thing that stays as it is, too.
      .transform(all =>
        Object.fromEntries(
          Object.entries(all).filter(([, { action }]) => action !== 'no-op'),
        ),
      ),
  })
  .transform(withoutVolatile);

/** The manifests that are understood, each as it is kept. @internal */
export const MANIFESTS = {
  dags: z.record(z.string(), dag),
  dbt,
  schemas: z.record(z.string(), schema),
  infrastructure,
  files: z.record(z.string(), z.string()),
  members: z.record(z.string(), names),
} as const;

/** What is understood of the manifests of a release. @internal */
export type Manifests = {
  [K in keyof typeof MANIFESTS]?: z.output<(typeof MANIFESTS)[K]>;
};

/** A DAG, as a release describes it. @internal */
export type DagManifest = NonNullable<Manifests['dags']>[string];

/** A node of dbt, as a release describes it. @internal */
export type DbtNodeManifest = z.output<typeof dbtNodeShape>;

/** The dbt project, as a release describes it. @internal */
export type DbtManifest = NonNullable<Manifests['dbt']>;

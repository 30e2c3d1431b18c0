import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { digestOf, sha256 } from '../../canonical/digest';

/** Of a raw manifest, `https://schemas.getdbt.com/dbt/manifest/v12.json`. */
const VERSION = /\/manifest\/v(\d+)\.json$/;
const [OLDEST, NEWEST] = [9, 12];

/** Configuration that has a place of its own, says nothing, or differs by target. */
const CONFIG_ELSEWHERE = [
  'alias',
  'contract',
  'database',
  'description',
  'docs',
  'enabled',
  'materialized',
  'meta',
  'schema',
  'tags',
];

const text = z.string().nullish();
const texts = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .nullish();

const rawNode = z.looseObject({
  unique_id: z.string(),
  resource_type: z.string(),
  checksum: z.looseObject({ name: text, checksum: text }).nullish(),
  raw_code: text,
  config: z
    .looseObject({
      materialized: text,
      tags: texts,
      contract: z.looseObject({ enforced: z.unknown().optional() }).nullish(),
    })
    .nullish(),
  unrendered_config: z.record(z.string(), z.unknown()).nullish(),
  columns: z
    .record(z.string(), z.looseObject({ data_type: text, description: text }))
    .nullish(),
  depends_on: z.looseObject({ nodes: z.array(z.string()).nullish() }).nullish(),
  tags: texts,
  description: text,
  original_file_path: text,
  patch_path: text,
  fqn: z.array(z.string()).nullish(),
  attached_node: text,
  test_metadata: z.unknown().optional(),
  // Of sources, exposures and unit tests.
  identifier: text,
  loaded_at_field: text,
  freshness: z.unknown().optional(),
  given: z.unknown().optional(),
  expect: z.unknown().optional(),
  model: text,
});

const rawNodes = z.record(z.string(), rawNode).nullish();

const rawManifest = z.looseObject({
  metadata: z.looseObject({ dbt_version: text, adapter_type: text }),
  nodes: rawNodes,
  sources: rawNodes,
  exposures: rawNodes,
  unit_tests: rawNodes,
  metrics: rawNodes,
  semantic_models: rawNodes,
  saved_queries: rawNodes,
  macros: z
    .record(
      z.string(),
      z.looseObject({ package_name: text, macro_sql: z.string() }),
    )
    .nullish(),
});

/** Whether this is a manifest.json as dbt wrote it, of whatever version. @internal */
export function isRawDbtManifest(value: unknown): boolean {
  const { metadata } = (value ?? {}) as { metadata?: unknown };
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    'dbt_schema_version' in metadata
  );
}

/**
 * What there is in a manifest.json, without what differs though nothing was changed: times, ids of invocations, paths of the machine,
 * databases of the target, compiled code. Two compilations of one commit give the same.
 *
 * Macros of dbt itself go with its version. A node without a checksum (a generic test, a source) has one over what it is made of.
 *
 * @throws InputError that names the field, if it is of another version than 9 to 12 or can't be read
 * @internal
 */
export function normaliseDbtManifest(manifest: unknown): JsonObject {
  const { dbt_schema_version: schema } = (
    manifest as { metadata: { dbt_schema_version: unknown } }
  ).metadata;
  const version = Number(VERSION.exec(String(schema))?.[1]);
  if (!(version >= OLDEST && version <= NEWEST)) {
    throw new InputError(
      `manifests.dbt is a manifest.json of ${schema}, but has to be of version ${OLDEST} to ${NEWEST}`,
    );
  }
  const parsed = rawManifest.safeParse(manifest);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `manifests.dbt.${issue.path.join('.')}: ${issue.message}`,
    );
  }
  const { data } = parsed;
  const nodes = [data.nodes, data.sources, data.exposures, data.unit_tests]
    .flatMap(group => Object.values(group ?? {}))
    .map(node => [node.unique_id, normaliseNode(node)] as const);
  const definitions = [data.metrics, data.semantic_models, data.saved_queries]
    .flatMap(group => Object.values(group ?? {}))
    .map(node => [node.unique_id, normaliseDefinition(node)] as const);
  const builtIn = ['dbt', `dbt_${data.metadata.adapter_type}`];
  const macros = Object.entries(data.macros ?? {})
    .filter(([, { package_name: name }]) => !builtIn.includes(name ?? ''))
    .map(([id, { macro_sql: sql }]) => [id, sha256(sql)] as const);
  return {
    nodes: Object.fromEntries([...nodes, ...definitions]),
    macros: Object.fromEntries(macros),
    ...(data.metadata.dbt_version && {
      dbt_version: data.metadata.dbt_version,
    }),
  };
}

function normaliseNode(node: z.output<typeof rawNode>): JsonObject {
  const columns = Object.entries(node.columns ?? {});
  const descriptions = columns.flatMap(([name, { description }]) =>
    description ? [[name, description] as const] : [],
  );
  const config = Object.fromEntries(
    Object.entries(node.unrendered_config ?? {}).filter(
      ([name]) => !CONFIG_ELSEWHERE.includes(name),
    ),
  );
  const described = {
    resource_type: node.resource_type,
    checksum: checksumOf(node),
    materialized: node.config?.materialized ?? undefined,
    columns: Object.fromEntries(
      columns.map(([name, column]) => [name, column.data_type ?? '']),
    ),
    depends_on: node.depends_on?.nodes ?? [],
    tags: [...(node.tags ?? []), ...(node.config?.tags ?? [])],
    description: node.description || undefined,
    column_descriptions:
      descriptions.length > 0 ? Object.fromEntries(descriptions) : undefined,
    contract: node.config?.contract?.enforced === true || undefined,
    config: Object.keys(config).length > 0 ? digestOf(config) : undefined,
    path: node.original_file_path || undefined,
    patch_path: node.patch_path?.replace(/^[^:]*:\/\//, '') || undefined,
    fqn: node.fqn ?? undefined,
    attached_node: node.attached_node ?? undefined,
  };
  return Object.fromEntries(
    Object.entries(described).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}

/** A metric and the like: all of it counts, but for when and where it was read. */
function normaliseDefinition(node: z.output<typeof rawNode>): JsonObject {
  const { created_at, metadata, path, ...rest } = node;
  const { checksum, ...described } = normaliseNode(node);
  return { ...described, checksum: digestOf(rest) };
}

function checksumOf(node: z.output<typeof rawNode>): string {
  const { checksum, name } = node.checksum ?? {};
  if (checksum && name !== 'none') return checksum;
  const made = {
    code: node.raw_code,
    test: node.test_metadata,
    identifier: node.identifier,
    loadedAt: node.loaded_at_field,
    freshness: node.freshness,
    given: node.given,
    expect: node.expect,
    model: node.model,
  };
  return digestOf(
    Object.fromEntries(
      Object.entries(made).filter(([, value]) => value !== undefined),
    ),
  );
}

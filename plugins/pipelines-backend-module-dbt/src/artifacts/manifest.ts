import { z } from 'zod';
import { metadataBody, parseArtifact } from './parseArtifact';

const dependsOn = z
  .object({ nodes: z.array(z.string()).nullish() })
  .nullish()
  .transform(value => value?.nodes ?? []);

const nodeBody = z.object({
  unique_id: z.string(),
  resource_type: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  package_name: z.string().default(''),
  fqn: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  original_file_path: z.string().nullish(),
  patch_path: z.string().nullish(),
  depends_on: dependsOn,
  config: z
    .object({
      materialized: z.string().nullish(),
      tags: z.union([z.string(), z.array(z.string())]).nullish(),
    })
    .nullish(),
  version: z.union([z.string(), z.number()]).nullish(),
  attached_node: z.string().nullish(),
  relation_name: z.string().nullish(),
  source_name: z.string().nullish(),
});

const nodes = z.record(z.string(), nodeBody);

const manifestBody = z.object({
  metadata: metadataBody.extend({ project_name: z.string().nullish() }),
  nodes,
  sources: nodes,
  exposures: nodes.nullish(),
  /** Since version 12. */
  unit_tests: nodes.nullish(),
});

/**
 * A node of the graph: a model, seed, snapshot, test, unit test, source or exposure. What changes from one invocation to the next
 * though nothing was changed (`created_at`, `build_path`) is left out.
 *
 * @internal
 */
export type DbtNode = {
  /** `model.northstar.fct_orders` */
  id: string;
  resourceType: string;
  name: string;
  description?: string;
  packageName: string;
  /** `['northstar', 'marts', 'fct_orders']` */
  fqn: string[];
  tags: string[];
  /** Relative to its project. */
  path: string;
  /** Of the YAML file that describes it, relative to its project. */
  patchPath?: string;
  /** Ids of the nodes that it reads. */
  parents: string[];
  materialized?: string;
  isVersioned: boolean;
  /** Of a test: the node that it is about, where dbt says so. */
  attachedNode?: string;
  /** `"ANALYTICS"."FINANCE"."FCT_ORDERS"`, as the adapter quotes it. */
  relationName?: string;
  /** Of a source: the group that it belongs to. */
  sourceName?: string;
};

/** What is used of a manifest.json. @internal */
export type Manifest = {
  /** Left out by an old dbt. */
  projectName?: string;
  dbtVersion?: string;
  /** Of the invocation that wrote it: `dbt source freshness` and `dbt compile` write one too. */
  invocationId?: string;
  /** ISO 8601 in UTC. */
  generatedAt: string;
  /** By id. */
  nodes: ReadonlyMap<string, DbtNode>;
};

/**
 * Reads a manifest.json of version 9 to 12.
 *
 * @throws DbtArtifactError if it can't be read
 * @internal
 */
export function readManifest(text: string, where: string): Manifest {
  const body = parseArtifact(text, {
    name: 'manifest.json',
    where,
    schema: manifestBody,
  });
  const all = [body.nodes, body.sources, body.exposures, body.unit_tests]
    .flatMap(group => Object.values(group ?? {}))
    .map(toNode);
  return {
    projectName: body.metadata.project_name ?? undefined,
    dbtVersion: body.metadata.dbt_version ?? undefined,
    invocationId: body.metadata.invocation_id ?? undefined,
    generatedAt: new Date(body.metadata.generated_at).toISOString(),
    nodes: new Map(all.map(node => [node.id, node])),
  };
}

function toNode(body: z.output<typeof nodeBody>): DbtNode {
  // Unit tests have their tags in their config alone.
  const own = body.tags ?? body.config?.tags ?? [];
  return {
    id: body.unique_id,
    resourceType: body.resource_type,
    name: body.name,
    description: body.description || undefined,
    packageName: body.package_name,
    fqn: body.fqn ?? [body.package_name, body.name],
    tags: typeof own === 'string' ? [own] : own,
    path: body.original_file_path ?? '',
    patchPath: body.patch_path?.replace(/^[^:]*:\/\//, ''),
    parents: body.depends_on,
    materialized: body.config?.materialized ?? undefined,
    isVersioned: body.version !== null && body.version !== undefined,
    attachedNode: body.attached_node ?? undefined,
    relationName: body.relation_name ?? undefined,
    sourceName: body.source_name ?? undefined,
  };
}

/** Whether it checks others: a data test or a unit test. @internal */
export function isTest(node: DbtNode): boolean {
  return node.resourceType === 'test' || node.resourceType === 'unit_test';
}

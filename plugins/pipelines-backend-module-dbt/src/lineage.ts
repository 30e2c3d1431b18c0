import type { DatasetType } from '@sluice/plugin-pipelines-common';
import type { DatasetDefinition } from '@sluice/plugin-pipelines-node';
import type { Manifest } from './artifacts/manifest';

/** What data flows through: a model, seed, snapshot or source. @internal */
export type LineageNode = {
  /** As dbt names it: `model.northstar.fct_orders`. Readings are about the same name. */
  id: string;
  name: string;
  /** What it is as a dataset of the catalog; undefined for sources, which something else than dbt writes. */
  datasetType?: DatasetType;
  /** The table or view: `"ANALYTICS"."FINANCE"."FCT_ORDERS"`, as the adapter quotes it; undefined for ephemeral models. */
  relation?: string;
};

/** Data flows from one to the other. @internal */
export type LineageEdge = { from: string; to: string };

/** @internal */
export type Lineage = { nodes: LineageNode[]; edges: LineageEdge[] };

const WRITTEN_BY_DBT = new Set(['model', 'seed', 'snapshot']);

/**
 * The datasets of a manifest and how data flows between them, by `depends_on`. In order, and the same for two manifests of the same
 * project, whenever they were written.
 *
 * @internal
 */
export function lineageOf(manifest: Manifest): Lineage {
  const datasets = [...manifest.nodes.values()]
    .filter(
      ({ resourceType }) =>
        WRITTEN_BY_DBT.has(resourceType) || resourceType === 'source',
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = new Set(datasets.map(node => node.id));
  return {
    nodes: datasets.map(node => ({
      id: node.id,
      name: node.name,
      ...(WRITTEN_BY_DBT.has(node.resourceType) && {
        datasetType: 'dbt-model' as const,
      }),
      ...(node.relationName && { relation: node.relationName }),
    })),
    edges: datasets.flatMap(node =>
      [...new Set(node.parents)]
        .filter(parent => ids.has(parent))
        .sort()
        .map(from => ({ from, to: node.id })),
    ),
  };
}

/**
 * What a selection reads from others, and what it writes.
 *
 * @param ids - its nodes, by {@link select}
 * @returns ids of datasets, in order
 * @internal
 */
export function datasetsOf(
  manifest: Manifest,
  ids: ReadonlySet<string>,
): { reads: string[]; writes: string[] } {
  const { nodes } = lineageOf(manifest);
  const known = new Set(nodes.map(node => node.id));
  const own = nodes.filter(node => node.datasetType && ids.has(node.id));
  const writes = own.map(node => node.id);
  const parents = writes.flatMap(id => manifest.nodes.get(id)?.parents ?? []);
  const reads = [...new Set(parents)].filter(
    id => known.has(id) && !writes.includes(id),
  );
  return { reads: reads.sort(), writes };
}

/**
 * The datasets of a manifest as the catalog is told of them, with the selections that write and read them.
 *
 * @param selections - with the ids of their nodes, by {@link select}
 * @internal
 */
export function datasetDefinitions(
  manifest: Manifest,
  selections: Array<{ externalId: string; ids: ReadonlySet<string> }>,
): DatasetDefinition[] {
  const { edges, nodes } = lineageOf(manifest);
  const madeFrom = new Map<string, string[]>();
  for (const { from, to } of edges) {
    madeFrom.set(to, [...(madeFrom.get(to) ?? []), from]);
  }
  const readBy = new Map<string, string[]>();
  for (const { externalId, ids } of selections) {
    for (const id of datasetsOf(manifest, ids).reads) {
      readBy.set(id, [...(readBy.get(id) ?? []), externalId]);
    }
  }
  return nodes.map(({ datasetType, id, name }) => ({
    externalId: id,
    type: datasetType,
    name,
    description: manifest.nodes.get(id)?.description,
    madeFrom: madeFrom.get(id),
    writtenBy: datasetType
      ? selections.filter(({ ids }) => ids.has(id)).map(s => s.externalId)
      : undefined,
    readBy: readBy.get(id),
  }));
}

/** The nodes that read each node, tests among them, by id. @internal */
export function childrenOf(manifest: Manifest): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const node of manifest.nodes.values()) {
    for (const parent of node.parents) {
      const known = children.get(parent);
      if (known) known.push(node.id);
      else children.set(parent, [node.id]);
    }
  }
  return children;
}

/** Some nodes and all that they read, directly or through others: their ids. @internal */
export function ancestorsOf(
  manifest: Manifest,
  ids: Iterable<string>,
): Set<string> {
  const seen = new Set(ids);
  // A set hands out what is added to it meanwhile.
  for (const id of seen) {
    for (const parent of manifest.nodes.get(id)?.parents ?? []) {
      seen.add(parent);
    }
  }
  return seen;
}

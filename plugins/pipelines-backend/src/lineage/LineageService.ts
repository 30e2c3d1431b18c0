import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Lineage } from '@sluice/plugin-pipelines-common';
import type { FleetScope, FleetService } from '../fleet';
import { LineageWalk } from './LineageWalk';

/** Steps upstream when looking for what held a pipeline up: pipelines and datasets take turns, so half as many pipelines in a row. */
const UPSTREAM_STEPS = 12;
/** Steps downstream when asking what a change can hurt. */
const DOWNSTREAM_STEPS = 24;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.type',
  'relations',
];

/** Pipelines with who reads whose data: `to` reads what `from` writes. @internal */
export type PipelineGraph = {
  /** Entity refs. */
  pipelines: string[];
  edges: Array<{ from: string; to: string }>;
  /** There are more than the graph shows. */
  truncated: boolean;
};

/**
 * The neighbours of a pipeline by the catalog's relations. Data flows from a dependency to what depends on it: a pipeline depends on
 * the datasets that it reads, and a dataset on the pipeline that writes it.
 *
 * @internal
 */
export class LineageService {
  readonly #catalog: CatalogService;
  readonly #fleet: FleetService;

  constructor(options: { catalog: CatalogService; fleet: FleetService }) {
    this.#catalog = options.catalog;
    this.#fleet = options.fleet;
  }

  /**
   * @param depth - steps to each side
   * @param credentials - of the caller: the catalog shows what the caller may see
   * @param scope - the pipelines whose state the caller may see
   */
  async read(options: {
    entityRef: string;
    depth: number;
    credentials: BackstageCredentials;
    scope: FleetScope;
  }): Promise<Lineage> {
    const { entityRef, depth, credentials, scope } = options;
    const walk = this.#walk(credentials);
    await walk.start(entityRef);
    await walk.follow(RELATION_DEPENDS_ON, depth);
    await walk.follow(RELATION_DEPENDENCY_OF, depth);
    const nodes = walk.nodes();
    const states = await this.#fleet.findAll(
      nodes.map(node => node.entityRef),
      scope,
    );
    return {
      nodes: nodes.map(node => {
        const state = states.get(node.entityRef);
        return state
          ? { ...node, status: state.status, statusReason: state.statusReason }
          : node;
      }),
      edges: walk.edges(),
      truncated: walk.truncated,
    };
  }

  /**
   * The pipelines upstream of one, with who reads whose data; datasets between them are left out.
   *
   * @param credentials - whose catalog it is: one that leaves pipelines out leaves out what they did, too
   */
  async upstream(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PipelineGraph> {
    return this.#graph(entityRef, credentials);
  }

  /**
   * All that is downstream of some pipelines, with how many pipelines lie between: 0 for themselves, 1 for those that read what they write.
   *
   * @returns `unconnected`: those of which the catalog says neither what they read nor what they write, so that nobody knows
   */
  async downstream(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<{
    pipelines: Array<{ entityRef: string; hops: number }>;
    datasets: number;
    truncated: boolean;
    unconnected: string[];
  }> {
    const walk = this.#walk(credentials);
    await walk.start(...entityRefs);
    await walk.follow(RELATION_DEPENDENCY_OF, DOWNSTREAM_STEPS);
    const nodes = walk.nodes();
    const isPipeline = (kind: string) =>
      kind.toLocaleLowerCase('en-US') === 'component';
    return {
      pipelines: nodes
        .filter(node => isPipeline(node.kind))
        .map(node => ({
          entityRef: node.entityRef,
          hops: Math.ceil(node.distance / 2),
        }))
        .sort((a, b) => a.hops - b.hops),
      datasets: nodes.filter(node => !isPipeline(node.kind)).length,
      truncated: walk.truncated,
      unconnected: entityRefs.filter(ref => !walk.isConnected(ref)),
    };
  }

  /** The pipelines upstream of a pipeline or a dataset; one that asks for a dataset finds it among the ends of the edges. */
  async #graph(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PipelineGraph> {
    const walk = this.#walk(credentials);
    await walk.start(entityRef);
    await walk.follow(RELATION_DEPENDS_ON, UPSTREAM_STEPS);
    const pipelines = new Set(
      walk
        .nodes()
        .filter(node => node.kind.toLocaleLowerCase('en-US') === 'component')
        .map(node => node.entityRef),
    );
    const readsFrom = new Map<string, string[]>();
    for (const { from, to } of walk.edges()) {
      readsFrom.set(to, [...(readsFrom.get(to) ?? []), from]);
    }
    const edges = [...new Set([...pipelines, entityRef])].flatMap(to =>
      [...producersOf(to, readsFrom, pipelines)].map(from => ({ from, to })),
    );
    return { pipelines: [...pipelines], edges, truncated: walk.truncated };
  }

  /**
   * The pipelines through which data goes from one to a dataset: those that are downstream of the one and upstream of the other.
   *
   * @returns no pipelines if there is no such way
   */
  async path(
    way: { from: string; to: string },
    credentials: BackstageCredentials,
  ): Promise<PipelineGraph & { ends: string[] }> {
    const { edges, pipelines, truncated } = await this.#graph(
      way.to,
      credentials,
    );
    const reached = new Set([way.from]);
    for (let grew = true; grew; ) {
      grew = false;
      for (const { from, to } of edges) {
        if (!reached.has(from) || reached.has(to)) continue;
        reached.add(to);
        grew = true;
      }
    }
    if (!pipelines.includes(way.from) || !reached.has(way.to)) {
      return { pipelines: [], edges: [], ends: [], truncated };
    }
    const on = (ref: string) => reached.has(ref) && ref !== way.to;
    return {
      pipelines: pipelines.filter(on),
      edges: edges.filter(edge => on(edge.from) && on(edge.to)),
      ends: edges
        .filter(edge => edge.to === way.to && on(edge.from))
        .map(edge => edge.from),
      truncated,
    };
  }

  #walk(credentials: BackstageCredentials): LineageWalk {
    return new LineageWalk(refs =>
      this.#catalog
        .getEntitiesByRefs(
          { entityRefs: refs, fields: FIELDS },
          { credentials },
        )
        .then(({ items }) => items),
    );
  }
}

/** The pipelines that write what a pipeline reads, through any number of datasets. */
function producersOf(
  pipeline: string,
  readsFrom: Map<string, string[]>,
  pipelines: Set<string>,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...(readsFrom.get(pipeline) ?? [])];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (seen.has(ref) || ref === pipeline) continue;
    seen.add(ref);
    if (pipelines.has(ref)) found.add(ref);
    else open.push(...(readsFrom.get(ref) ?? []));
  }
  return found;
}

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Lineage } from '@sluice/plugin-pipelines-common';
import type { FleetScope, FleetService } from '../fleet';
import { LineageWalk } from './LineageWalk';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.type',
  'relations',
];

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
    const walk = new LineageWalk(refs =>
      this.#catalog
        .getEntitiesByRefs(
          { entityRefs: refs, fields: FIELDS },
          { credentials },
        )
        .then(({ items }) => items),
    );
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
}

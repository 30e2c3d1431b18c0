import {
  type Entity,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import type { Lineage } from '@sluice/plugin-pipelines-common';

/** A graph with more nodes than this can't be read, and is cut off. @internal */
export const MAX_LINEAGE_NODES = 200;

type LineageNode = Lineage['nodes'][number];

/** Goes through the graph breadth-first, one request a step. @internal */
export class LineageWalk {
  truncated = false;
  readonly #read: (refs: string[]) => Promise<Array<Entity | undefined>>;
  readonly #distances = new Map<string, number>();
  readonly #entities = new Map<string, Entity>();
  readonly #edges = new Map<string, { from: string; to: string }>();
  #start: string[] = [];

  constructor(read: (refs: string[]) => Promise<Array<Entity | undefined>>) {
    this.#read = read;
  }

  async start(...entityRefs: string[]): Promise<void> {
    this.#start = entityRefs;
    for (const ref of entityRefs) this.#distances.set(ref, 0);
    await this.#load(entityRefs);
  }

  async follow(
    relation: typeof RELATION_DEPENDS_ON | typeof RELATION_DEPENDENCY_OF,
    depth: number,
  ): Promise<void> {
    const upstream = relation === RELATION_DEPENDS_ON;
    let frontier = this.#start;
    for (let step = 1; step <= depth && frontier.length > 0; step++) {
      const found: string[] = [];
      for (const ref of frontier) {
        for (const target of this.#neighbours(ref, relation)) {
          if (!this.#distances.has(target)) {
            if (this.#distances.size >= MAX_LINEAGE_NODES) {
              this.truncated = true;
              continue;
            }
            this.#distances.set(target, upstream ? -step : step);
            found.push(target);
          }
          const [from, to] = upstream ? [target, ref] : [ref, target];
          this.#edges.set(`${from} ${to}`, { from, to });
        }
      }
      await this.#load(found);
      frontier = found;
    }
  }

  #neighbours(ref: string, relation: string): string[] {
    const relations = this.#entities.get(ref)?.relations ?? [];
    return relations
      .filter(
        r => r.type === relation && /^(component|resource):/.test(r.targetRef),
      )
      .map(r => r.targetRef);
  }

  async #load(refs: string[]): Promise<void> {
    if (refs.length === 0) return;
    const entities = await this.#read(refs);
    refs.forEach((ref, i) => {
      const entity = entities[i];
      if (entity) this.#entities.set(ref, entity);
    });
  }

  nodes(): LineageNode[] {
    return [...this.#distances].map(([ref, distance]) => {
      const entity = this.#entities.get(ref);
      const { kind, name } = parseEntityRef(ref);
      return {
        entityRef: ref,
        name: entity?.metadata.name ?? name,
        title: entity?.metadata.title,
        kind: entity?.kind ?? kind,
        type: String(entity?.spec?.type ?? ''),
        distance,
        missing: entity ? undefined : true,
      };
    });
  }

  /** Whether the catalog says of an entity what it reads or writes. */
  isConnected(ref: string): boolean {
    return [RELATION_DEPENDS_ON, RELATION_DEPENDENCY_OF].some(
      relation => this.#neighbours(ref, relation).length > 0,
    );
  }

  edges(): Array<{ from: string; to: string }> {
    return [...this.#edges.values()].filter(
      ({ from, to }) => this.#distances.has(from) && this.#distances.has(to),
    );
  }
}

import type { Knex } from 'knex';
import type { ExternalPipelineStore } from './ExternalPipelineStore';
import type { ChangeStore } from './history/ChangeStore';
import { sourceHealth } from './sourceHealth';
import type { SourceStore } from './SourceStore';

/** Who wants to know what changed. @internal */
export interface ObservationListener {
  /** Pipelines are marked as changed. */
  observationsChanged(): Promise<void>;
  /** The health of these sources changed. */
  sourcesChanged(sourceIds: string[]): Promise<void>;
}

/** Tells the rest of the backend when the health of a source changes; time alone can do that. @internal */
export class SourceAnnouncer {
  readonly #database: Knex;
  readonly #sources: SourceStore;
  readonly #pipelines: ExternalPipelineStore;
  readonly #changes: ChangeStore;
  readonly #listener: ObservationListener;
  readonly #now: () => Date;

  constructor(options: {
    database: Knex;
    sources: SourceStore;
    pipelines: ExternalPipelineStore;
    changes: ChangeStore;
    listener: ObservationListener;
    now: () => Date;
  }) {
    this.#database = options.database;
    this.#sources = options.sources;
    this.#pipelines = options.pipelines;
    this.#changes = options.changes;
    this.#listener = options.listener;
    this.#now = options.now;
  }

  /** Judges these sources, and marks the pipelines of those that became readable or unreadable as changed. */
  async announce(sourceIds: string[]): Promise<void> {
    const now = this.#now();
    const changed = await this.#database.transaction(async tx => {
      const ids = [];
      for (const source of await this.#sources.list(sourceIds, tx)) {
        const { status, readable } = sourceHealth(source, now);
        if (status === source.status && readable === source.readable) continue;
        await this.#sources.update(source.id, { status, readable }, tx);
        if (readable !== source.readable) {
          const at = now.toISOString();
          await this.#pipelines.markSourceChanged(source.id, at, tx);
          if (source.status !== 'pending') {
            await this.#changes.putSource(
              {
                sourceId: source.id,
                at,
                field: 'readable',
                before: String(source.readable),
                after: String(readable),
              },
              tx,
            );
          }
        }
        ids.push(source.id);
      }
      return ids;
    });
    if (changed.length === 0) return;
    await this.#listener.sourcesChanged(changed);
    await this.#listener.observationsChanged();
  }
}

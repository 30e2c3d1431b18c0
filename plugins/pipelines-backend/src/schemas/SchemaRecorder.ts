import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import type { BatchPart } from '../observations';
import { schemaFingerprint } from '../releases';
import { readSchemas } from './readSchemas';
import type { SchemaStore } from './SchemaStore';

/** Takes in what schema registries hold, as their sweeps go on. @internal */
export class SchemaRecorder implements BatchPart {
  readonly #store: SchemaStore;

  constructor(options: { store: SchemaStore }) {
    this.#store = options.store;
  }

  /** @returns nothing: how old data is no registry says */
  async write({
    at,
    batch,
    source,
    tx,
  }: Parameters<BatchPart['write']>[0]): Promise<FreshnessReading[]> {
    if (!batch.schemas) return [];
    const reading = readSchemas(batch.schemas, at);
    const known = await this.#store.registry(source.id, tx);
    // What shows up after all was looked at once is new then; what was there is older than anybody knows.
    const isWatched = Boolean(known?.listedAt);
    for (const subject of reading.subjects) {
      const versions = subject.added.map(version => ({
        ...version,
        fingerprint: schemaFingerprint(version),
        seenAt: isWatched ? reading.at : null,
      }));
      await this.#store.putSubject(
        source.id,
        subject,
        versions,
        reading.at,
        tx,
      );
    }
    if (reading.listed) {
      const there = new Set(reading.listed);
      await this.#store.forgetOthers(source.id, there, tx);
    }
    await this.#store.putRegistry(
      {
        sourceId: source.id,
        environment: source.environment,
        at: reading.at,
        level: reading.level ?? null,
        clusters: reading.clusters ?? null,
        listedAt: reading.listed ? reading.at : known?.listedAt ?? null,
      },
      tx,
    );
    return [];
  }
}

import type {
  FreshnessReading,
  LagReading,
  RunBatch,
  RunSource,
  WantedFreshness,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { ExternalPipeline } from './externalPipelineRecords';

/**
 * A context that keeps something of its own of what sources say. It writes in the transaction of the batch, so that what it keeps and the
 * cursor of the source agree whatever happens.
 *
 * @internal
 */
export interface BatchPart {
  /** @returns how old data is by what it made of the batch, with times as they are stored */
  write(options: {
    source: RunSource;
    batch: RunBatch;
    /** When the source was asked for the batch, ISO 8601 in UTC. */
    at: string;
    /** Pipelines by what the source calls them; those that were never heard of are added. */
    resolve(externalIds: string[]): Promise<Map<string, ExternalPipeline>>;
    tx: Knex;
  }): Promise<FreshnessReading[]>;
  /** What a source should look at more closely, before it hands over what it read. Nothing is written. */
  wantedTimes?(options: {
    source: RunSource;
    lag: LagReading;
    promised: WantedFreshness[];
    /** When the source was asked for the batch, ISO 8601 in UTC. */
    at: string;
    tx: Knex;
  }): Promise<WantedTime[]>;
}

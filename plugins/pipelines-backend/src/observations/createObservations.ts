import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { RunSource } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { BatchPart } from './BatchPart';
import { BatchWriter } from './BatchWriter';
import { CollectTask } from './CollectTask';
import { DatasetDefinitionStore } from './datasets/DatasetDefinitionStore';
import { DatasetService } from './datasets/DatasetService';
import { DatasetStore } from './datasets/DatasetStore';
import { DatabaseExternalPipelineStore } from './ExternalPipelineStore';
import { DatabaseChangeStore } from './history/ChangeStore';
import { ChangeHistory } from './history/ChangeHistory';
import { ObservationService } from './ObservationService';
import { CostStore } from './readings/CostStore';
import { ReadingService } from './readings/ReadingService';
import { ReadingStore } from './readings/ReadingStore';
import { ReadingWriter } from './readings/ReadingWriter';
import { RetentionTask } from './RetentionTask';
import { DatabaseRunStore } from './RunStore';
import { DatabaseRunTaskStore } from './RunTaskStore';
import { type ObservationListener, SourceAnnouncer } from './SourceAnnouncer';
import { DatabaseSourceStore } from './SourceStore';
import { WantedFreshnessStore } from './WantedFreshnessStore';
import { WantedScheduleStore } from './WantedScheduleStore';

/** The context, put together. @internal */
export type Observations = {
  service: ObservationService;
  /** Readings beside runs. */
  readings: ReadingService;
  datasets: DatasetService;
  /** What changed in what sources say. */
  changes: ChangeHistory;
  /** Judges all sources again; time alone makes one stale. */
  announceSources(): Promise<void>;
  /** Starts to read the sources. */
  start(
    scheduler: SchedulerService,
    listener: ObservationListener,
  ): Promise<void>;
};

/** Puts the context together. @internal */
export async function createObservations(options: {
  database: Knex;
  sources: RunSource[];
  logger: LoggerService;
  runsDays: number;
  readingsDays: number;
  costsDays: number;
  /** What other contexts make of batches. */
  parts?: BatchPart[];
  now: () => Date;
}): Promise<Observations> {
  const { costsDays, database, logger, now, readingsDays, runsDays } = options;
  const sources = new DatabaseSourceStore();
  const pipelines = new DatabaseExternalPipelineStore();
  const runs = new DatabaseRunStore();
  const tasks = new DatabaseRunTaskStore();
  const schedules = new WantedScheduleStore();
  const freshness = new WantedFreshnessStore();
  const readings = new ReadingStore();
  const costs = new CostStore();
  const datasets = new DatasetStore();
  const definitions = new DatasetDefinitionStore();
  const changes = new DatabaseChangeStore();
  for (const source of options.sources) {
    await sources.register(source, database);
  }
  const service = new ObservationService({
    database,
    configured: options.sources,
    sources,
    pipelines,
    runs,
    tasks,
    schedules,
    freshness,
    now,
  });
  let listener: ObservationListener = {
    observationsChanged: async () => {},
    sourcesChanged: async () => {},
  };
  const announcer = new SourceAnnouncer({
    database,
    sources,
    pipelines,
    changes,
    now,
    listener: {
      observationsChanged: () => listener.observationsChanged(),
      sourcesChanged: ids => listener.sourcesChanged(ids),
    },
  });
  return {
    service,
    readings: new ReadingService({
      database,
      store: readings,
      costs,
      datasets,
      observations: service,
      readingsDays,
      now,
    }),
    datasets: new DatasetService({ database, datasets, definitions, now }),
    changes: new ChangeHistory({
      database,
      store: changes,
      observations: service,
    }),
    announceSources: () => announcer.announce(service.sourceIds),
    async start(scheduler, startListener) {
      listener = startListener;
      const parts = options.parts ?? [];
      const writer = new BatchWriter({
        database,
        sources,
        pipelines,
        runs,
        tasks,
        datasets,
        datasetDefinitions: definitions,
        readings: new ReadingWriter({
          store: readings,
          costs,
          datasets,
          pipelines,
        }),
        changes,
        parts,
      });
      for (const source of options.sources) {
        await new CollectTask({
          source,
          database,
          sources,
          tasks,
          schedules,
          freshness,
          parts,
          writer,
          announcer,
          listener,
          logger,
          now,
        }).schedule(scheduler);
      }
      await new RetentionTask({
        database,
        runs,
        runsDays,
        readings,
        readingsDays,
        costs,
        costsDays,
        changes,
        logger,
        now,
      }).schedule(scheduler);
    },
  };
}

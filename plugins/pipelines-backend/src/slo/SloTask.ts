import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { ObservationService, DatasetService } from '../observations';
import type { SloEvaluator } from './SloEvaluator';

const EVERY_SECONDS = 15;
/** So many pipelines are judged before others get their turn. */
const PIPELINES_AT_ONCE = 100;

/** Judges what changed in observations, and what has become due. @internal */
export class SloTask {
  readonly #observations: ObservationService;
  readonly #datasets: DatasetService;
  readonly #evaluator: SloEvaluator;

  constructor(options: {
    observations: ObservationService;
    datasets: DatasetService;
    evaluator: SloEvaluator;
  }) {
    this.#observations = options.observations;
    this.#datasets = options.datasets;
    this.#evaluator = options.evaluator;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-slos',
      frequency: { seconds: EVERY_SECONDS },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 20 },
      scope: 'global',
      fn: signal => this.run(signal),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    await this.takeInChanges(signal);
    await this.takeInDatasets(signal);
    await this.#evaluator.recheck();
  }

  /** A change that comes while its pipeline is judged keeps its mark, and counts the next time. */
  async takeInChanges(signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const marks = await this.#observations.toJudge(PIPELINES_AT_ONCE);
      if (marks.length === 0) return;
      await this.#evaluator.pipelinesChanged(
        marks.flatMap(({ pipelineId, from, readingsFrom }) =>
          pipelineId === null ? [] : { pipelineId, from, readingsFrom },
        ),
      );
      await this.#observations.judged(marks);
    }
  }

  /** Takes in readings of datasets that SLOs rest on. */
  async takeInDatasets(signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const marks = await this.#datasets.toJudge(PIPELINES_AT_ONCE);
      if (marks.length === 0) return;
      await this.#evaluator.inputsChanged(
        marks.flatMap(({ entityRef, from }) =>
          entityRef === null ? [] : { entityRef, from },
        ),
      );
      await this.#datasets.judged(marks);
    }
  }
}

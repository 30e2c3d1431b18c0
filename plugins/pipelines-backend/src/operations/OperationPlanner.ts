import { ConflictError } from '@backstage/errors';
import {
  type OperationPlan,
  OperationRefusedError,
  type OperationRequest,
} from '@sluice/plugin-pipelines-node';
import type { OperationApprovals, OperationQuestion } from '../policies';
import { executorFor, type OperationContext } from './context';
import type { GroupReader, PipelineReader, TouchedGroup } from './ports';

/** A cluster that takes longer to say what would be done isn't waited for. In milliseconds. */
const PATIENCE_MS = 30_000;

/** What an operation touches. @internal */
export type Touched = {
  groups: TouchedGroup[];
  members: OperationQuestion['members'];
};

/** A dry run, with who would have to agree. @internal */
export type DryRun = Touched & {
  environment: string;
  plan: OperationPlan;
  approvals: OperationApprovals;
};

/** Finds out what operations would do now, and changes nothing. @internal */
export class OperationPlanner {
  readonly #context: OperationContext;
  readonly #groups: GroupReader;
  readonly #pipelines: PipelineReader;

  constructor(
    context: OperationContext,
    options: { groups: GroupReader; pipelines: PipelineReader },
  ) {
    this.#context = context;
    this.#groups = options.groups;
    this.#pipelines = options.pipelines;
  }

  /** The groups, and the pipelines among them, to which it makes a difference. */
  async touched(sourceId: string, request: OperationRequest): Promise<Touched> {
    const groups = await this.#touchedGroups(sourceId, request);
    const ids = [...new Set(groups.flatMap(each => each.pipelineId ?? []))];
    return { groups, members: await this.#pipelines.members(ids) };
  }

  async #touchedGroups(
    sourceId: string,
    request: OperationRequest,
  ): Promise<TouchedGroup[]> {
    switch (request.kind) {
      case 'reset-offsets': {
        const { group } = request;
        return [(await this.#groups.find(sourceId, group)) ?? { group }];
      }
      case 'replay-dead-letters':
        return this.#groups.reading(sourceId, request.into);
      default:
        return [];
    }
  }

  /**
   * What it would do now.
   *
   * @throws NotFoundError if operations aren't switched on; OperationRefusedError if it can't be done now
   */
  async plan(
    sourceId: string,
    request: OperationRequest,
    signal?: AbortSignal,
  ): Promise<OperationPlan> {
    const { database, executors, store } = this.#context;
    const executor = executorFor(executors, sourceId, request.kind);
    const copied =
      request.kind === 'replay-dead-letters'
        ? await store.copied({ sourceId, topic: request.topic }, database)
        : [];
    const patience = AbortSignal.timeout(PATIENCE_MS);
    return executor.plan(request, {
      copied,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  }

  /** @throws ConflictError with the reason if it can't be done now; NotFoundError if operations aren't switched on */
  async dryRun(sourceId: string, request: OperationRequest): Promise<DryRun> {
    const { executors, policies } = this.#context;
    executorFor(executors, sourceId, request.kind);
    const environment = executors.environmentOf(sourceId);
    const touched = await this.touched(sourceId, request);
    const approvals = await policies.approvals({
      environment,
      members: touched.members,
    });
    try {
      const plan = await this.plan(sourceId, request);
      return { ...touched, environment, plan, approvals };
    } catch (error) {
      if (error instanceof OperationRefusedError) {
        throw new ConflictError(error.message);
      }
      throw error;
    }
  }
}

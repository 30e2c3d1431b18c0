import { ServiceUnavailableError } from '@backstage/errors';
import {
  type ActualState,
  type DeployChange,
  type DeployCommand,
  type Deployer,
  type DeployFinding,
  DeployFailedError,
  type DeployPlan,
  type DeployTarget,
  StaleFencingTokenError,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { ExternalDeployerConfig } from './config';
import type {
  ExternalDeployment,
  ExternalState,
  ExternalStore,
} from './ExternalStore';
import type { JobClient } from './JobClient';
import { planOf } from './plan';

/** How long a job is left alone before it is looked at again. */
const ASK_AGAIN_SECONDS = 10;
/** So long a job may take to say what it runs, where nobody says how long. */
const READ_TIMEOUT_MS = 30_000;
/** So many of the last steps are told. */
const MOST_STEP_KEYS = 200;

const UNFINISHED: ExternalState[] = ['asked', 'told', 'running'];

/**
 * Lets a job that exists already deploy: tells it that a release may go, and waits until it reports. All that it knows is what it told and
 * what was reported, or what the job says when it is asked.
 *
 * @internal
 */
export class ExternalDeployer implements Deployer {
  readonly id: string;
  readonly title: string;
  readonly #config: ExternalDeployerConfig;
  readonly #database: Knex;
  readonly #store: ExternalStore;
  readonly #job: JobClient;
  readonly #callback: (stepKey: string) => Promise<string>;
  readonly #now: () => Date;

  constructor(options: {
    config: ExternalDeployerConfig;
    database: Knex;
    store: ExternalStore;
    job: JobClient;
    /** Where a job reports. */
    callback: (stepKey: string) => Promise<string>;
    now: () => Date;
  }) {
    const { config } = options;
    this.id = `external:${config.id}`;
    this.title = config.title ?? `A job outside (${config.id})`;
    this.#config = config;
    this.#database = options.database;
    this.#store = options.store;
    this.#job = options.job;
    this.#callback = options.callback;
    this.#now = options.now;
  }

  handles({ environment, unit }: DeployTarget): boolean {
    const { environments, units } = this.#config;
    return environments.includes(environment) && units.includes(unit);
  }

  async plan(change: DeployChange): Promise<DeployPlan> {
    return planOf(change, this.#config);
  }

  async apply(command: DeployCommand): Promise<StepOutcome> {
    const { log, signal, stepKey } = command;
    signal.throwIfAborted();
    const deployment = await this.#take(command);
    const { detail, state } = deployment;
    switch (state) {
      case 'succeeded':
        return { state: 'done', detail: detail ?? 'The job reported success' };
      case 'failed':
        throw new DeployFailedError(
          `The job reported that it failed: ${detail ?? 'it did not say why'}`,
        );
      case 'asked':
        await this.#tell(command);
        log('The job was told that the release may go');
        return waiting('The job was told, and has not reported yet');
      default: {
        const said = detail ? `: ${detail}` : '';
        return waiting(
          state === 'running'
            ? `The job is running${said}`
            : `The job was told at ${deployment.askedAt} (${stepKey})`,
        );
      }
    }
  }

  async read(target: DeployTarget, signal?: AbortSignal): Promise<ActualState> {
    const deployments = await this.#store.list(target, this.#database);
    const succeeded = inOrder(deployments, 'succeeded');
    const stepKeys = succeeded
      .map(({ stepKey }) => stepKey)
      .slice(-MOST_STEP_KEYS);
    if (!this.#job.hasStatus) {
      return { ...this.#reported(deployments), stepKeys };
    }
    const status = await this.#job.status(
      target,
      signal ?? AbortSignal.timeout(READ_TIMEOUT_MS),
    );
    return { ...status, stepKeys };
  }

  async verify(
    change: DeployChange,
    _since: string,
    signal?: AbortSignal,
  ): Promise<DeployFinding[]> {
    const { target, to } = change;
    try {
      const state = await this.read(target, signal);
      const isThere = state.releaseDigest === to.releaseDigest;
      const version = state.version ?? 'another release';
      return [
        {
          check: 'reported',
          verdict: isThere ? 'pass' : 'fail',
          detail: `${
            this.#job.hasStatus ? 'The job says' : 'The job reported'
          } that ${version} runs${state.since ? ` since ${state.since}` : ''}`,
        },
      ];
    } catch (error) {
      signal?.throwIfAborted();
      const { message } = error as Error;
      return [{ check: 'reported', verdict: 'unknown', detail: message }];
    }
  }

  /** Puts the step down, with the token of who asks. */
  async #take(command: DeployCommand): Promise<ExternalDeployment> {
    const { fencingToken, provenance, stepKey, target, to } = command;
    const store = this.#store;
    return this.#database.transaction(async tx => {
      const known = await store.list(target, tx);
      const highest = Math.max(0, ...known.map(each => each.fencingToken));
      if (fencingToken < highest) {
        throw new StaleFencingTokenError(
          `A newer worker asked with the token ${highest}: the lease with ${fencingToken} is over`,
        );
      }
      await store.add(
        {
          stepKey,
          deployer: this.#config.id,
          ...target,
          promotionId: provenance.promotionId,
          releaseDigest: to.releaseDigest,
          version: to.label ?? to.commit,
          fencingToken,
          state: 'asked',
          askedAt: this.#now().toISOString(),
        },
        tx,
      );
      await store.change(
        stepKey,
        [...UNFINISHED, 'succeeded', 'failed'],
        { fencingToken },
        tx,
      );
      return (await store.find(stepKey, tx))!;
    });
  }

  async #tell(command: DeployCommand): Promise<void> {
    const { stepKey } = command;
    const callback = await this.#callback(stepKey);
    await this.#job.tell(command, { callback });
    // A report may have been faster.
    await this.#store.change(
      stepKey,
      ['asked'],
      { state: 'told' },
      this.#database,
    );
  }

  /** What was reported last, as long as that says anything. */
  #reported(deployments: ExternalDeployment[]): Omit<ActualState, 'stepKeys'> {
    const [succeeded, failed] = (['succeeded', 'failed'] as const).map(state =>
      inOrder(deployments, state)
        .filter(each => state === 'succeeded' || !each.isUnchanged)
        .at(-1),
    );
    if (failed && (!succeeded || failed.reportedAt! > succeeded.reportedAt!)) {
      throw new ServiceUnavailableError(
        `The job reported at ${failed.reportedAt} that it failed, and not what it left behind`,
      );
    }
    if (!succeeded) {
      throw new ServiceUnavailableError('The job has not reported anything');
    }
    const since = succeeded.reportedAt!;
    const ageMs = this.#now().getTime() - Date.parse(since);
    if (ageMs > this.#config.reports.trustedHours * 3_600_000) {
      throw new ServiceUnavailableError(
        `The job reported ${succeeded.version} at ${since}, and nothing since: that is too long ago to say what runs`,
      );
    }
    const { releaseDigest, version } = succeeded;
    return { releaseDigest, version, since, by: this.title };
  }
}

/** Those of a state, the one that was reported last at the end. */
function inOrder(
  deployments: ExternalDeployment[],
  state: 'succeeded' | 'failed',
): ExternalDeployment[] {
  return deployments
    .filter(each => each.state === state)
    .sort((a, b) => (a.reportedAt! < b.reportedAt! ? -1 : 1));
}

function waiting(detail: string): StepOutcome {
  return { state: 'waiting', detail, againInSeconds: ASK_AGAIN_SECONDS };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  type ActualState,
  type DeployChange,
  type DeployCommand,
  type Deployer,
  type DeployFinding,
  DeployFailedError,
  type DeployPlan,
  type DeployTarget,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';
import type { StagedOutages } from '../simulation/StagedOutages';
import { iso } from '../simulation/time';
import type { Deployments } from './Deployments';
import type { EnvironmentLog } from './EnvironmentLog';
import { claim, stale } from './lease';
import { rollbackClassOf, rollbackEffectsOf } from './rollback';
import { versionOf, runningOf } from './simulatedRelease';
import { StagedEvents } from './StagedEvents';
import type { StagedFaults } from './StagedFaults';
import { planned, TECHNOLOGIES } from './steps';
import type { UnitHistory } from './UnitHistory';
import { membersOf } from './units';

/** So many of the last steps are told. */
const MOST_STEP_KEYS = 200;

const technologyOf = (unit: string) => TECHNOLOGIES[membersOf(unit)[0].type];
const stepsOf = (unit: string) => technologyOf(unit).steps;

/**
 * Deploys to the simulated environments of Northstar. Keeps to all that a real target does: it remembers across restarts, may be used by
 * several processes, refuses workers whose lease is over, and goes wrong when it is told to.
 *
 * @internal
 */
export class NorthstarDeployer implements Deployer {
  readonly id = 'northstar';
  readonly title = 'Northstar demo fleet (simulated)';
  readonly #seed: string;
  readonly #deployments: Deployments;
  readonly #history: UnitHistory;
  readonly #staged: StagedEvents;
  readonly #outages: StagedOutages;
  readonly #stepSeconds: number;
  readonly #now: () => Date;
  readonly #wait: (
    milliseconds: number,
    signal: AbortSignal,
  ) => Promise<unknown>;

  constructor(options: {
    seed: string;
    deployments: Deployments;
    history: UnitHistory;
    faults: StagedFaults;
    outages: StagedOutages;
    /** How long a step takes. */
    stepSeconds: number;
    logger: LoggerService;
    now: () => Date;
    /** Defaults to waiting. */
    wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  }) {
    this.#seed = options.seed;
    this.#deployments = options.deployments;
    this.#history = options.history;
    this.#staged = new StagedEvents(options);
    this.#outages = options.outages;
    this.#stepSeconds = options.stepSeconds;
    this.#now = options.now;
    this.#wait =
      options.wait ??
      ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }));
  }

  handles({ environment, unit }: DeployTarget): boolean {
    return (
      this.#deployments.log(environment) !== undefined &&
      membersOf(unit).length > 0
    );
  }

  async plan(change: DeployChange): Promise<DeployPlan> {
    const { target, to } = change;
    const log = this.#logOf(target);
    const all = membersOf(target.unit);
    const touched = all.filter(({ name }) =>
      change.members.some(ref => ref.endsWith(`/${name}`)),
    );
    const members = touched.length > 0 ? touched : all;
    const running = log.unit(target.unit).deployed.at(-1);
    // Before it runs, nothing was done with it that could be undone.
    const hasRun =
      change.kind === 'rollback' || running?.releaseDigest === to.releaseDigest;
    const { simulatedIncompatible } = to.manifests;
    return {
      steps: stepsOf(target.unit).map(planned),
      rollbackClass: rollbackClassOf(change, all),
      rollbackEffects: rollbackEffectsOf({
        seed: this.#seed,
        change,
        members,
        traces: this.#history.traces(members, target.environment, {
          since: hasRun ? running?.since : undefined,
        }),
      }),
      ...(typeof simulatedIncompatible === 'string' && {
        incompatible: simulatedIncompatible,
      }),
    };
  }

  async apply(command: DeployCommand): Promise<StepOutcome> {
    const { fencingToken, signal, stepKey, target } = command;
    signal.throwIfAborted();
    const log = await this.#reach(target);
    const step = stepsOf(target.unit).find(
      ({ name }) => name === command.step.name,
    );
    if (!step) {
      throw new DeployFailedError(
        `${target.unit} has no step ${command.step.name}`,
      );
    }
    await claim(log, target.unit, fencingToken);
    if (log.unit(target.unit).stepKeys.includes(stepKey)) {
      return { state: 'done', detail: 'It was done before' };
    }

    const fault = await this.#staged.ofStep(log, target, step.name);
    if (fault?.does === 'fail') {
      throw new DeployFailedError(`${step.title}: refused (simulated)`);
    }
    if (fault?.does === 'hang') await aborted(signal);
    if (step.effect === 'await') {
      const waiting = this.#awaitPickup(log, command);
      if (waiting) return waiting;
    } else if (this.#stepSeconds > 0) {
      command.log(`${step.title} …`);
      await this.#wait(this.#stepSeconds * 1000, signal);
    }
    signal.throwIfAborted();

    const isWhole = fault?.does !== 'half-apply';
    const taken = await log.append({
      kind: 'effect',
      unit: target.unit,
      token: fencingToken,
      stepKey,
      step: step.name,
      promotionId: command.provenance.promotionId,
      isWhole,
      detail: step.done,
      ...(step.effect === 'point' && { runs: runningOf(command) }),
    });
    if (taken === 'stale') throw stale(target.unit, fencingToken);
    if (!isWhole) {
      throw new Error(`${step.title}: failed halfway (simulated)`);
    }
    if (fault?.does === 'lose-answer') {
      throw new Error('socket hang up: the answer was lost (simulated)');
    }
    command.log(`${step.done} (simulated)`);
    return { state: 'done', detail: step.done };
  }

  async read(target: DeployTarget): Promise<ActualState> {
    const log = await this.#reach(target);
    const { deployed, half, stepKeys } = log.unit(target.unit);
    const running = deployed.at(-1);
    const before = running
      ? {
          releaseDigest: running.releaseDigest,
          version: running.version,
          since: iso(running.since),
          by: running.by,
        }
      : this.#history.before(target);
    return {
      ...before,
      ...(half && {
        releaseDigest: undefined,
        version: `${before.version}, partly ${half.version}`,
        by: half.by,
      }),
      stepKeys: stepKeys.slice(-MOST_STEP_KEYS),
    };
  }

  async verify(change: DeployChange): Promise<DeployFinding[]> {
    const { target, to } = change;
    const log = await this.#reach(target);
    const { deployed, half } = log.unit(target.unit);
    const running = deployed.at(-1);
    const isThere = !half && running?.releaseDigest === to.releaseDigest;
    const { check } = technologyOf(target.unit);
    const isBad = running?.regression === 'all';
    return [
      {
        check: 'picked-up',
        verdict: isThere ? 'pass' : 'fail',
        detail: isThere
          ? `${target.environment} runs ${versionOf(to)} (simulated)`
          : `${target.environment} runs ${
              half ? 'parts of two releases' : running?.version ?? 'another one'
            }, not ${versionOf(to)} (simulated)`,
      },
      isThere
        ? {
            check: check.name,
            verdict: isBad ? 'fail' : 'pass',
            detail: isBad ? check.bad : check.good,
          }
        : {
            check: check.name,
            verdict: 'unknown',
            detail: `Nothing is known of a release that doesn't run`,
          },
    ];
  }

  async resolveReferences(
    change: DeployChange,
    references: Record<string, string>,
  ): Promise<DeployFinding[]> {
    const { environment } = change.target;
    this.#checkOutage(environment);
    const lost = this.#staged.lostReferences(environment);
    return Object.entries(references)
      .filter(([, reference]) => lost.has(reference))
      .map(([key, reference]) => ({
        check: 'references',
        verdict: 'fail' as const,
        detail: `${key} refers to ${reference}, which isn't in ${environment} (simulated)`,
      }));
  }

  /** The log of the environment, with what was staged for it by now. */
  async #reach(target: DeployTarget): Promise<EnvironmentLog> {
    const log = this.#logOf(target);
    this.#checkOutage(target.environment);
    this.#staged.checkAnswers(target);
    await this.#staged.happen(log, target);
    return log;
  }

  #logOf({ environment, unit }: DeployTarget): EnvironmentLog {
    const log = this.#deployments.log(environment);
    if (!log || membersOf(unit).length === 0) {
      throw new NotFoundError(`Northstar has no ${unit} in ${environment}`);
    }
    return log;
  }

  #checkOutage(environment: string): void {
    this.#outages.check(`northstar-deploy-${environment}`);
  }

  /** @returns undefined once what runs has picked the release up */
  #awaitPickup(
    log: EnvironmentLog,
    { target, to }: DeployCommand,
  ): StepOutcome | undefined {
    const running = log.unit(target.unit).deployed.at(-1);
    if (running?.releaseDigest !== to.releaseDigest) {
      throw new DeployFailedError(
        `${target.environment} runs ${
          running?.version ?? 'another release'
        } meanwhile (simulated)`,
      );
    }
    const left =
      running.since + this.#stepSeconds * 1000 - this.#now().getTime();
    if (left <= 0) return undefined;
    return {
      state: 'waiting',
      detail: `It has been there for ${Math.round(
        this.#stepSeconds - left / 1000,
      )} s, and isn't picked up yet (simulated)`,
      againInSeconds: Math.max(1, Math.ceil(left / 1000)),
    };
  }
}

/** Waits for the signal, and throws what it was aborted with. */
async function aborted(signal: AbortSignal): Promise<never> {
  // It may have been aborted on the way here: then nobody tells again.
  if (!signal.aborted) {
    await new Promise(resolve =>
      signal.addEventListener('abort', resolve, { once: true }),
    );
  }
  signal.throwIfAborted();
  throw new ServiceUnavailableError('no answer');
}

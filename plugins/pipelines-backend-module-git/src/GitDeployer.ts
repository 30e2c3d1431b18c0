import {
  type ActualState,
  type DeployChange,
  type DeployCommand,
  type Deployer,
  type DeployFinding,
  DeployFailedError,
  type DeployPlan,
  type DeployStep,
  type DeployTarget,
  StaleFencingTokenError,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';
import type { GitDeployerConfig } from './config';
import { pinText } from './pin/pinFile';
import { type PinState, pinStateOf } from './pin/pinState';
import { commitMessage, targetName } from './pin/trailers';
import type { PinProbe } from './PinProbe';
import type { PinRepository, Snapshot } from './repository/PinRepository';
import { rollbackClassOf, rollbackEffectsOf } from './rollback';

const WRITE_PIN: DeployStep = {
  name: 'write-pin',
  title: 'Commit the pin of the environment',
  timeoutSeconds: 120,
};
const PICKED_UP: DeployStep = {
  name: 'picked-up',
  title: 'Wait until the reader of the pin runs what it names',
  timeoutSeconds: 900,
};

/** So often a commit is put on top of what others pushed meanwhile, before the engine is to ask again. */
const MOST_PUSHES = 5;
/** How long the reader is left alone before it is asked again. */
const ASK_AGAIN_SECONDS = 10;
/** So long a repository may take to be read, where nobody says how long. */
const READ_TIMEOUT_MS = 60_000;
/** So many of the last steps are told. */
const MOST_STEP_KEYS = 200;

const shortOid = (commit: { oid: string } | undefined) =>
  commit?.oid.slice(0, 12) ?? 'unknown';

type PinRead = { snapshot: Snapshot; state: PinState };

/**
 * Makes an environment run a release by writing its pin into a git repository, which whatever runs there reads.
 *
 * All it knows stands in the repository: what is pinned, by whom, and in the trailers of its own commits which steps were done with which
 * fencing token. The branch is only ever moved forward, and the server compares before it sets: of two workers one wins.
 *
 * @internal
 */
export class GitDeployer implements Deployer {
  readonly id: string;
  readonly title: string;
  readonly #config: GitDeployerConfig;
  readonly #repository: PinRepository;
  readonly #probes: PinProbe[];

  /** @param options - `probes` may grow until the first plan is made */
  constructor(options: {
    config: GitDeployerConfig;
    repository: PinRepository;
    probes: PinProbe[];
  }) {
    const { config } = options;
    this.id = `git:${config.id}`;
    this.title = config.title ?? `Pins in git (${config.id})`;
    this.#config = config;
    this.#repository = options.repository;
    this.#probes = options.probes;
  }

  handles({ environment, unit }: DeployTarget): boolean {
    const { environments, units } = this.#config;
    return environments.includes(environment) && units.includes(unit);
  }

  async plan(change: DeployChange): Promise<DeployPlan> {
    const rollbackClass = rollbackClassOf(change, this.#config.rollbackClass);
    return {
      steps: this.#probeFor(change.target)
        ? [WRITE_PIN, PICKED_UP]
        : [WRITE_PIN],
      rollbackClass,
      rollbackEffects: rollbackEffectsOf(change, rollbackClass),
    };
  }

  async apply(command: DeployCommand): Promise<StepOutcome> {
    switch (command.step.name) {
      case WRITE_PIN.name:
        return this.#writePin(command);
      case PICKED_UP.name:
        return this.#awaitPickup(command);
      default:
        throw new DeployFailedError(`Git has no step ${command.step.name}`);
    }
  }

  async read(target: DeployTarget, signal?: AbortSignal): Promise<ActualState> {
    const { state } = await this.#readPin(target, signal);
    const { blob, changedBy, pin, stepKeys } = state;
    const lastSteps = stepKeys.slice(-MOST_STEP_KEYS);
    if (blob === undefined) return { stepKeys: lastSteps };
    return {
      ...(pin && { releaseDigest: pin.release }),
      version: pin?.label ?? pin?.commit ?? `pin ${blob.slice(0, 12)}`,
      ...(changedBy && {
        since: new Date(changedBy.at).toISOString(),
        by: changedBy.author,
      }),
      stepKeys: lastSteps,
    };
  }

  async verify(
    change: DeployChange,
    _since: string,
    signal?: AbortSignal,
  ): Promise<DeployFinding[]> {
    const { target, to } = change;
    const { state } = await this.#readPin(target, signal);
    const { changedBy, pin } = state;
    if (pin?.release !== to.releaseDigest) {
      return [
        {
          check: 'pin',
          verdict: 'fail',
          detail: `The pin names another release: ${describe(state)}`,
        },
      ];
    }
    const findings: DeployFinding[] = [
      {
        check: 'pin',
        verdict: 'pass',
        detail: `The pin names the release since commit ${shortOid(changedBy)}`,
      },
    ];
    const probe = this.#probeFor(target);
    if (!probe || !changedBy) return findings;
    const asked = await ask(probe, { target, release: to, changedBy }, signal);
    return [...findings, { check: PICKED_UP.name, ...asked }];
  }

  async #writePin(command: DeployCommand): Promise<StepOutcome> {
    const { config, log, signal, stepKey, target, to } = command;
    const file = this.#fileOf(target);
    const text = pinText(to, config, file);
    let before: PinState | undefined;
    for (let pushes = 0; pushes < MOST_PUSHES; pushes++) {
      const { snapshot, state } = await this.#readPin(target, signal);
      refuseStale(state, command);
      if (state.stepKeys.includes(stepKey)) {
        return { state: 'done', detail: 'The commit is in the branch' };
      }
      refuseOtherChange(state, before, command);
      before = state;
      const outcome = await this.#repository.push(
        { parent: snapshot.head, file, text, message: commitMessage(command) },
        signal,
      );
      if (outcome === 'pushed') {
        log(`${file} names ${to.label ?? to.commit}`);
        return { state: 'done', detail: `${file} is committed` };
      }
      log('The branch was moved meanwhile; the commit is made anew on top');
    }
    return {
      state: 'waiting',
      detail: `The branch ${this.#config.branch} is moved all the time`,
      againInSeconds: ASK_AGAIN_SECONDS,
    };
  }

  async #awaitPickup(command: DeployCommand): Promise<StepOutcome> {
    const { signal, target, to } = command;
    const { state } = await this.#readPin(target, signal);
    refuseStale(state, command);
    const { changedBy, pin } = state;
    if (pin?.release !== to.releaseDigest || !changedBy) {
      throw new DeployFailedError(
        `The pin was changed meanwhile: ${describe(state)}`,
      );
    }
    const probe = this.#probeFor(target);
    if (!probe) return { state: 'done', detail: 'Nobody can be asked' };
    const { detail, verdict } = await ask(
      probe,
      { target, release: to, changedBy },
      signal,
    );
    return verdict === 'pass'
      ? { state: 'done', detail }
      : { state: 'waiting', detail, againInSeconds: ASK_AGAIN_SECONDS };
  }

  async #readPin(target: DeployTarget, signal?: AbortSignal): Promise<PinRead> {
    const snapshot = await this.#repository.read(
      this.#fileOf(target),
      signal ?? AbortSignal.timeout(READ_TIMEOUT_MS),
    );
    const state = pinStateOf(snapshot.commits, {
      target: targetName(target),
      text: snapshot.text,
    });
    return { snapshot, state };
  }

  #fileOf({ environment, unit }: DeployTarget): string {
    return this.#config.pin
      .replaceAll('{environment}', environment)
      .replaceAll('{unit}', unit);
  }

  #probeFor(target: DeployTarget): PinProbe | undefined {
    return this.#probes.find(probe => probe.handles(target));
  }
}

/** What a pin is, for somebody who expected something else. */
function describe({ blob, changedBy, pin }: PinState): string {
  if (blob === undefined) return 'there is none';
  const names = pin
    ? `it names ${pin.label ?? pin.commit}`
    : 'it is not what Sluice wrote';
  return `${names} since commit ${shortOid(changedBy)} by ${
    changedBy?.author ?? 'somebody'
  }`;
}

function refuseStale(state: PinState, { fencingToken }: DeployCommand): void {
  if (fencingToken >= state.fencingToken) return;
  throw new StaleFencingTokenError(
    `A newer worker committed with the token ${state.fencingToken}: the lease with ${fencingToken} is over`,
  );
}

/**
 * A change of the pin that nobody approved on top of: what is written now was decided against something else.
 *
 * @param before - what it was when this step first looked
 */
function refuseOtherChange(
  state: PinState,
  before: PinState | undefined,
  { from, to }: DeployCommand,
): void {
  const isMoved = before !== undefined && before.blob !== state.blob;
  const names = state.pin?.release;
  const isUnexpected =
    from !== undefined &&
    names !== from.releaseDigest &&
    names !== to.releaseDigest;
  if (!isMoved && !isUnexpected) return;
  throw new DeployFailedError(
    `The pin was changed by somebody else: ${describe(state)}`,
  );
}

async function ask(
  probe: PinProbe,
  about: {
    target: DeployTarget;
    release: DeployCommand['to'];
    changedBy: { oid: string; at: number };
  },
  signal?: AbortSignal,
): Promise<Pick<DeployFinding, 'verdict' | 'detail'>> {
  const { changedBy, release, target } = about;
  try {
    const { detail, isPickedUp } = await probe.isPickedUp(
      {
        target,
        release,
        pinCommit: changedBy.oid,
        since: new Date(changedBy.at).toISOString(),
      },
      signal ?? AbortSignal.timeout(READ_TIMEOUT_MS),
    );
    return { verdict: isPickedUp ? 'pass' : 'unknown', detail };
  } catch (error) {
    signal?.throwIfAborted();
    return {
      verdict: 'unknown',
      detail: `The reader of the pin can't be asked: ${
        (error as Error).message
      }`,
    };
  }
}

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
  type PinProbe,
  type StepOutcome,
} from '@sluice/plugin-pipelines-node';
import type { GitDeployerConfig } from './config';
import { pinText } from './pin/pinFile';
import { type PinState, pinStateOf } from './pin/pinState';
import { pinVersions } from './pin/pinVersions';
import { describe, refuseOtherChange, refuseStale } from './pin/refusals';
import { commitMessage, targetName } from './pin/trailers';
import { type Pickup, pickupOf } from './pin/pickup';
import type {
  PinPlace,
  PinRepository,
  Snapshot,
} from './repository/PinRepository';
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
const ASK_AGAIN_SECONDS = 5;
/** So long a repository may take to be read, where nobody says how long. */
const READ_TIMEOUT_MS = 60_000;
/** So many of the last steps are told. */
const MOST_STEP_KEYS = 200;

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
    const read = await this.#readPin(target, signal);
    const { state } = read;
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
        detail: `The pin names the release since commit ${
          changedBy?.oid.slice(0, 12) ?? 'unknown'
        }`,
      },
    ];
    const pickup = await this.#look({ target, release: to, read }, signal);
    return [...findings, ...(pickup?.findings ?? [])];
  }

  async recogniseVersions(
    { target, to }: DeployChange,
    versions: string[],
    signal?: AbortSignal,
  ): Promise<Map<string, boolean>> {
    const read = await this.#readPin(target, signal);
    // While the pin names something else, what runs is somebody else's, and nothing of it is held against anything.
    if (read.state.pin?.release !== to.releaseDigest) return new Map();
    const isOfPin = pinVersions(read.state, read.snapshot.commits);
    return new Map(
      versions.flatMap(version => {
        const is = isOfPin(version);
        return is === undefined ? [] : [[version, is] as const];
      }),
    );
  }

  async #writePin(command: DeployCommand): Promise<StepOutcome> {
    const { config, log, signal, stepKey, target, to } = command;
    const place = this.#placeOf(target);
    const { file } = place;
    const text = pinText(to, config, file);
    const tree = await this.#contentOf(command);
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
        {
          parent: snapshot.head,
          place,
          text,
          tree,
          message: commitMessage(command),
        },
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
    const read = await this.#readPin(target, signal);
    const { state } = read;
    refuseStale(state, command);
    if (state.pin?.release !== to.releaseDigest) {
      throw new DeployFailedError(
        `The pin was changed meanwhile: ${describe(state)}`,
      );
    }
    const pickup = await this.#look({ target, release: to, read }, signal);
    if (!pickup) return { state: 'done', detail: 'Nobody can be asked' };
    const { detail, isPickedUp } = pickup;
    return isPickedUp
      ? { state: 'done', detail }
      : { state: 'waiting', detail, againInSeconds: ASK_AGAIN_SECONDS };
  }

  /** What a release is made of, as the tree of a folder, where it is put beside the pin. */
  async #contentOf({
    signal,
    target,
    to,
  }: DeployCommand): Promise<string | undefined> {
    const { content } = this.#config;
    if (!content) return undefined;
    const folder = placed(content.folder, target);
    const tree = await this.#repository.folderOf(
      { branch: content.branch, commit: to.commit, folder },
      signal,
    );
    if (tree === undefined) {
      throw new DeployFailedError(
        `There is no folder ${folder} in commit ${to.commit} of the branch ${content.branch}`,
      );
    }
    return tree;
  }

  /** @returns undefined where nobody knows the reader */
  async #look(
    about: {
      target: DeployTarget;
      release: DeployCommand['to'];
      read: PinRead;
    },
    signal: AbortSignal = AbortSignal.timeout(READ_TIMEOUT_MS),
  ): Promise<Pickup | undefined> {
    const { read, release, target } = about;
    const probe = this.#probeFor(target);
    const { changedBy } = read.state;
    if (!probe || !changedBy) return undefined;
    try {
      const sighting = await probe.look(
        {
          target,
          release,
          pinCommit: changedBy.oid,
          since: new Date(changedBy.at).toISOString(),
        },
        signal,
      );
      const { folder } = this.#placeOf(target);
      const hasProblems = sighting.problems.length > 0;
      return pickupOf(
        sighting,
        pinVersions(read.state, read.snapshot.commits),
        folder !== undefined && hasProblems
          ? await this.#repository.filesChangedBy(changedBy.oid, folder)
          : undefined,
      );
    } catch (error) {
      signal.throwIfAborted();
      const detail = `The reader of the pin can't be asked: ${
        (error as Error).message
      }`;
      return {
        isPickedUp: false,
        detail,
        findings: [{ check: PICKED_UP.name, verdict: 'unknown', detail }],
      };
    }
  }

  async #readPin(target: DeployTarget, signal?: AbortSignal): Promise<PinRead> {
    const snapshot = await this.#repository.read(
      this.#placeOf(target),
      signal ?? AbortSignal.timeout(READ_TIMEOUT_MS),
    );
    const state = pinStateOf(snapshot.commits, {
      target: targetName(target),
      text: snapshot.text,
    });
    return { snapshot, state };
  }

  #placeOf(target: DeployTarget): PinPlace {
    const { content, pin } = this.#config;
    return {
      file: placed(pin, target),
      ...(content && { folder: placed(content.to, target) }),
    };
  }

  #probeFor(target: DeployTarget): PinProbe | undefined {
    return this.#probes.find(probe => probe.handles(target));
  }
}

/** A path of the config, for a target. */
function placed(path: string, { environment, unit }: DeployTarget): string {
  return path
    .replaceAll('{environment}', environment)
    .replaceAll('{unit}', unit);
}

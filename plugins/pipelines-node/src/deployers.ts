import type { JsonObject } from '@backstage/types';

/**
 * What runs a release unit in an environment: one of these is what a promotion changes.
 *
 * @public
 */
export type DeployTarget = { unit: string; environment: string };

/**
 * A release as a deployer gets it: what to make run, never who may.
 *
 * @public
 */
export type DeployableRelease = {
  id: number;
  /** 64 lower-case hex digits. */
  releaseDigest: string;
  commit: string;
  /** As people call it, for example `2.41.0`. */
  label?: string;
  artifacts: Array<{
    name: string;
    kind: string;
    /** `sha256:…` */
    digest: string;
    /** Where the bytes lie; undefined if whoever registered the release didn't say. */
    uri?: string;
  }>;
  manifests: JsonObject;
  migrations: Array<{ id: string; digest: string }>;
};

/**
 * What going back costs: `repointable` only moves a pointer; `stateful` has to treat offsets, checkpoints or tables as well;
 * `irreversible` can't be undone by a deployer.
 *
 * @public
 */
export type RollbackClass = 'repointable' | 'stateful' | 'irreversible';

/**
 * From one release to another in one environment.
 *
 * @public
 */
export type DeployChange = {
  target: DeployTarget;
  kind: 'promote' | 'rollback' | 'redeploy';
  /** What runs now, as far as it is known. */
  from?: DeployableRelease;
  to: DeployableRelease;
  /** Resolved, non-secret values for the environment. */
  config: JsonObject;
  /** The member pipelines that the change touches: entity refs. */
  members: string[];
};

/**
 * One step of a deployment. Its name and its order are part of what people approve.
 *
 * @public
 */
export type DeployStep = {
  /** Unique within the plan, for example `write-pin`. Lower-case letters, digits and dashes. */
  name: string;
  /** In a sentence, for people. */
  title: string;
  /** How long it may take before what it did has to be read back. In seconds. */
  timeoutSeconds: number;
};

/**
 * One line of the table that is shown before a rollback is confirmed.
 *
 * @public
 */
export type RollbackEffect = {
  subject:
    | 'artifact'
    | 'config'
    | 'ddl'
    | 'rows'
    | 'offsets'
    | 'in-flight-runs'
    | 'messages';
  outcome: 'undone' | 'kept' | 'you-must';
  /** What exactly, with counts and intervals where they are known. */
  detail: string;
};

/**
 * How a deployer would carry out a change.
 *
 * @public
 */
export type DeployPlan = {
  /** In order; at least one. */
  steps: DeployStep[];
  rollbackClass: RollbackClass;
  /** What going back from this change would do. */
  rollbackEffects: RollbackEffect[];
  /** Set where the target can't run the release at all, with the reason: a hard incompatibility. */
  incompatible?: string;
};

/**
 * One step to carry out.
 *
 * @public
 */
export type DeployCommand = DeployChange & {
  step: DeployStep;
  /**
   * `sha256(promotionId, stepIndex)`, the same at each attempt: what was done under it isn't done again.
   */
  stepKey: string;
  /**
   * Rises with each worker that takes over the target. A target that has seen a higher one refuses with {@link StaleFencingTokenError}:
   * that worker's lease is over.
   */
  fencingToken: number;
  /** For trailers and logs: who decided. */
  provenance: {
    promotionId: number;
    subjectHash: string;
    requestedBy: string;
    approvedBy: string[];
  };
  /** Aborted when the step's time is over or the worker stops. */
  signal: AbortSignal;
  /** A line for the live log. Never a secret. */
  log(line: string): void;
};

/**
 * What came of a step.
 *
 * @public
 */
export type StepOutcome =
  | { state: 'done'; detail?: string }
  /** Somebody else works on it: the step is asked for again, under the same key, until it is done. */
  | { state: 'waiting'; detail: string; againInSeconds: number };

/**
 * What an environment runs, read from the target itself.
 *
 * @public
 */
export type ActualState = {
  /** Undefined where nothing runs, or what runs is no release that the deployer can name. */
  releaseDigest?: string;
  /** As the target names what it runs: a commit, a version, a file's digest. Undefined where nothing runs. */
  version?: string;
  /** When it came to be so, as far as the target says. ISO 8601 in UTC. */
  since?: string;
  /** Who made it so, as far as the target says. */
  by?: string;
  /** Keys of the steps that the target knows to be done, the newest last. */
  stepKeys: string[];
};

/**
 * What a target says about a release after it was deployed.
 *
 * @public
 */
export type DeployFinding = {
  /** For example `import-errors`. */
  check: string;
  verdict: 'pass' | 'fail' | 'unknown';
  detail: string;
  /** The member that it is about: entity ref. */
  member?: string;
};

/**
 * Makes environments run releases, for one technology. Methods reach the real target; they may fail at any time, and be called again by
 * another replica.
 *
 * @public
 */
export interface Deployer {
  /** Unique in the portal, for example `git:northstar-dags`. */
  readonly id: string;
  /** In a sentence, for the pages. */
  readonly title: string;
  /** Whether this is what makes the target run a release. The first one registered that does is taken. */
  handles(target: DeployTarget): boolean;
  /**
   * How the change would be carried out. Reads, changes nothing; the same change gives the same steps, for they are part of what is
   * approved.
   */
  plan(change: DeployChange): Promise<DeployPlan>;
  /**
   * Carries out one step.
   *
   * @throws DeployFailedError if it is certain that the step did not and will not happen; StaleFencingTokenError if a newer worker was
   *   here. Whatever else is thrown means that nobody knows: the target is read before anything goes on.
   */
  apply(command: DeployCommand): Promise<StepOutcome>;
  /**
   * What the target runs, read now. Never from what was written last.
   *
   * @throws if it can't be read: then it is unknown
   */
  read(target: DeployTarget, signal?: AbortSignal): Promise<ActualState>;
  /** What the target says about the release since it runs it. Asked for again and again while it is verified. */
  verify(
    change: DeployChange,
    since: string,
    signal?: AbortSignal,
  ): Promise<DeployFinding[]>;
  /**
   * Of the versions that runs say they ran, which are what the change brought (true) and which certainly are not (false). Those that it
   * can't tell are left out. Runs of another version neither count for the release nor against it.
   *
   * @throws if it can't be told now
   */
  recogniseVersions?(
    change: DeployChange,
    versions: string[],
    signal?: AbortSignal,
  ): Promise<Map<string, boolean>>;
  /**
   * Whether what the release refers to is there in the target: secrets, connections, pools, topics. Described, never read.
   *
   * @returns findings of those that are missing or can't be looked for; empty if all are there
   */
  resolveReferences?(
    change: DeployChange,
    references: Record<string, string>,
  ): Promise<DeployFinding[]>;
}

/**
 * The step certainly did not happen, and asking again won't help: the promotion fails.
 *
 * @public
 */
export class DeployFailedError extends Error {
  override readonly name = 'DeployFailedError';
}

/**
 * A worker with a newer lease was at the target: whoever gets this has lost its own, and stops.
 *
 * @public
 */
export class StaleFencingTokenError extends Error {
  override readonly name = 'StaleFencingTokenError';
}

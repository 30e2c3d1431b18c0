import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { DeployableRelease, DeployTarget } from './deployers';

/**
 * What a reader of pins is asked.
 *
 * @public
 */
export type PinQuestion = {
  target: DeployTarget;
  release: DeployableRelease;
  /** The commit that made the pin name the release: 40 hex digits. */
  pinCommit: string;
  /** When that was: ISO 8601 in UTC. */
  since: string;
};

/**
 * What the reader of a pin is seen to do. Versions are what it calls them: for one that follows the branch of the pin, commits of that.
 *
 * @public
 */
export type PinSighting = {
  /** What it would start now, by pipeline as it calls it, with the version that it would start; undefined where it doesn't say. */
  loaded: Array<{ pipeline: string; version?: string }>;
  /** What it started since, the newest first, with the version that really ran; undefined where it doesn't say. */
  runs: Array<{
    pipeline: string;
    run: string;
    version?: string;
    /** ISO 8601 in UTC. */
    startedAt: string;
  }>;
  /** What it can't read since: the file below its folder, where it is one, and why, in one line. */
  problems: Array<{ file?: string; detail: string }>;
};

/**
 * Looks at what reads a pin. Writing a pin makes nothing run: the scheduler, controller or job that reads it does.
 *
 * @public
 */
export interface PinProbe {
  /** Whether this knows the reader of the target's pin. The first one added that does is taken. */
  handles(target: DeployTarget): boolean;
  /** @throws if the reader can't be asked: then it is unknown */
  look(question: PinQuestion, signal: AbortSignal): Promise<PinSighting>;
}

/**
 * Where other modules say how the readers of pins are asked.
 *
 * @public
 */
export interface PipelinesGitExtensionPoint {
  addPinProbe(...probes: PinProbe[]): void;
}

/**
 * The extension point of the git module.
 *
 * @public
 */
export const pipelinesGitExtensionPoint =
  createExtensionPoint<PipelinesGitExtensionPoint>({ id: 'pipelines.git' });

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  DeployableRelease,
  DeployTarget,
} from '@sluice/plugin-pipelines-node';

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
 * Whether what reads a pin runs what it names. Writing a pin makes nothing run: the scheduler, controller or job that reads it does.
 *
 * @public
 */
export interface PinProbe {
  /** Whether this knows the reader of the target's pin. The first one added that does is taken. */
  handles(target: DeployTarget): boolean;
  /** @throws if the reader can't be asked: then it is unknown */
  isPickedUp(
    question: PinQuestion,
    signal: AbortSignal,
  ): Promise<{ isPickedUp: boolean; detail: string }>;
}

/**
 * Where other modules say how the readers of pins are asked.
 *
 * @public
 */
export interface PipelinesGitExtensionPoint {
  addPinProbe(...probes: PinProbe[]): void;
}

/** The extension point of this module. @public */
export const pipelinesGitExtensionPoint =
  createExtensionPoint<PipelinesGitExtensionPoint>({ id: 'pipelines.git' });

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ArtifactReceiver } from './artifacts';
import type { Deployer } from './deployers';
import type { FactProvider, PastFacts } from './facts';
import type { Gate } from './gates';
import type { OperationExecutor } from './operations';
import type { PastDelivery } from './pastDelivery';
import type { RunSource } from './runs';

/**
 * Where integrations hand over what they bring.
 *
 * @public
 */
export interface PipelinesExtensionPoint {
  /**
   * Adds sources of runs.
   *
   * @throws ConflictError if another source has the same id
   */
  addRunSource(...sources: RunSource[]): void;
}

/** The extension point of the pipelines backend. @public */
export const pipelinesExtensionPoint =
  createExtensionPoint<PipelinesExtensionPoint>({ id: 'pipelines.sources' });

/**
 * Where integrations hand over what takes in files from CI.
 *
 * @public
 */
export interface PipelinesArtifactsExtensionPoint {
  /**
   * Adds receivers of what CI hands over for a source.
   *
   * @throws ConflictError if another receiver is for the same source
   */
  addArtifactReceiver(...receivers: ArtifactReceiver[]): void;
}

/** The extension point of the pipelines backend for files that CI hands over. @public */
export const pipelinesArtifactsExtensionPoint =
  createExtensionPoint<PipelinesArtifactsExtensionPoint>({
    id: 'pipelines.artifacts',
  });

/**
 * Where integrations hand over what makes environments run releases, and what is checked before.
 *
 * @public
 */
export interface PipelinesDeliveryExtensionPoint {
  /**
   * Adds deployers. Where two handle a target, the one that was added first is taken.
   *
   * @throws ConflictError if another deployer has the same id
   */
  addDeployer(...deployers: Deployer[]): void;
  /**
   * Adds gates.
   *
   * @throws ConflictError if another gate has the same name
   */
  addGate(...gates: Gate[]): void;
  /**
   * Adds what a demo tells of the time before it was first started.
   *
   * @throws ConflictError if there is one already
   */
  addPastDelivery(past: PastDelivery): void;
}

/** The extension point of the pipelines backend for deployers and gates. @public */
export const pipelinesDeliveryExtensionPoint =
  createExtensionPoint<PipelinesDeliveryExtensionPoint>({
    id: 'pipelines.delivery',
  });

/**
 * Where integrations hand over what they find out about pipelines, for scorecards.
 *
 * @public
 */
export interface PipelinesFactsExtensionPoint {
  /**
   * Adds providers of facts.
   *
   * @throws ConflictError if another provider has the same id, or provides a fact of the same name
   */
  addFactProvider(...providers: FactProvider[]): void;
  /**
   * Adds what a demo tells of facts as they were before it was first started.
   *
   * @throws ConflictError if there is one already
   */
  addPastFacts(past: PastFacts): void;
}

/** The extension point of the pipelines backend for facts. @public */
export const pipelinesFactsExtensionPoint =
  createExtensionPoint<PipelinesFactsExtensionPoint>({ id: 'pipelines.facts' });

/**
 * Where integrations hand over what carries out operations on clusters.
 *
 * @public
 */
export interface PipelinesOperationsExtensionPoint {
  /**
   * Adds executors, each for the cluster of one source.
   *
   * @throws ConflictError if another executor is for the same source
   */
  addOperationExecutor(...executors: OperationExecutor[]): void;
}

/** The extension point of the pipelines backend for operations on clusters. @public */
export const pipelinesOperationsExtensionPoint =
  createExtensionPoint<PipelinesOperationsExtensionPoint>({
    id: 'pipelines.operations',
  });

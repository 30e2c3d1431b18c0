import { ConflictError } from '@backstage/errors';
import type {
  OperationExecutor,
  PipelinesOperationsExtensionPoint,
} from '@sluice/plugin-pipelines-node';

/** Collects the executors of operations that modules hand over. @internal */
export class RegisteredOperations implements PipelinesOperationsExtensionPoint {
  readonly #executors = new Map<string, OperationExecutor>();

  addOperationExecutor(...executors: OperationExecutor[]): void {
    for (const executor of executors) {
      if (this.#executors.has(executor.sourceId)) {
        throw new ConflictError(
          `There are two executors of operations for the source ${executor.sourceId}`,
        );
      }
      this.#executors.set(executor.sourceId, executor);
    }
  }

  /** What carries out operations on the cluster of a source. */
  find(sourceId: string): OperationExecutor | undefined {
    return this.#executors.get(sourceId);
  }

  get list(): OperationExecutor[] {
    return [...this.#executors.values()];
  }
}

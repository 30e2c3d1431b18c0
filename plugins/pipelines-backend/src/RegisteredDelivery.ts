import { ConflictError } from '@backstage/errors';
import type {
  Deployer,
  DeployTarget,
  Gate,
  PastDelivery,
  PipelinesDeliveryExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { BUILT_IN_GATES } from './promotions';

/** Collects the deployers and gates that modules hand over. @internal */
export class RegisteredDelivery implements PipelinesDeliveryExtensionPoint {
  readonly #deployers = new Map<string, Deployer>();
  readonly #gates = new Map<string, Gate>();
  #past: PastDelivery | undefined;

  addDeployer(...deployers: Deployer[]): void {
    for (const deployer of deployers) {
      if (this.#deployers.has(deployer.id)) {
        throw new ConflictError(
          `There are two deployers with the id ${deployer.id}: give one of them another id`,
        );
      }
      this.#deployers.set(deployer.id, deployer);
    }
  }

  addGate(...gates: Gate[]): void {
    for (const gate of gates) {
      if (this.gateNames.includes(gate.name)) {
        throw new ConflictError(`There are two gates named ${gate.name}`);
      }
      this.#gates.set(gate.name, gate);
    }
  }

  addPastDelivery(past: PastDelivery): void {
    if (this.#past) {
      throw new ConflictError(
        `${this.#past.name} and ${
          past.name
        } both tell a past: leave one of them out`,
      );
    }
    this.#past = past;
  }

  /** What a demo tells; undefined without one. */
  get past(): PastDelivery | undefined {
    return this.#past;
  }

  /** What makes the target run a release; undefined where nothing does. */
  deployerFor(target: DeployTarget): Deployer | undefined {
    return [...this.#deployers.values()].find(each => each.handles(target));
  }

  get deployers(): Deployer[] {
    return [...this.#deployers.values()];
  }

  get gates(): Gate[] {
    return [...this.#gates.values()];
  }

  /** Of our own gates too: what a policy may name. */
  get gateNames(): string[] {
    return [...BUILT_IN_GATES, ...this.#gates.keys()];
  }
}

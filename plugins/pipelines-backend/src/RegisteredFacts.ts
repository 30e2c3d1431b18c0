import { ConflictError } from '@backstage/errors';
import type {
  FactDefinition,
  FactProvider,
  PastFacts,
  PipelinesFactsExtensionPoint,
} from '@sluice/plugin-pipelines-node';

/** Collects the providers of facts that modules hand over, with our own. @internal */
export class RegisteredFacts implements PipelinesFactsExtensionPoint {
  readonly #providers = new Map<string, FactProvider>();
  readonly #definitions = new Map<string, FactDefinition>();
  #past: PastFacts | undefined;

  addFactProvider(...providers: FactProvider[]): void {
    for (const provider of providers) {
      if (this.#providers.has(provider.id)) {
        throw new ConflictError(
          `There are two providers of facts with the id ${provider.id}: give one of them another id`,
        );
      }
      const taken = provider.facts.find(({ name }) =>
        this.#definitions.has(name),
      );
      if (taken) {
        throw new ConflictError(
          `${provider.id} provides the fact ${taken.name}, which another provider has already`,
        );
      }
      this.#providers.set(provider.id, provider);
      for (const fact of provider.facts) {
        this.#definitions.set(fact.name, fact);
      }
    }
  }

  addPastFacts(past: PastFacts): void {
    if (this.#past) {
      throw new ConflictError(
        `${this.#past.name} and ${
          past.name
        } both tell of facts in the past: leave one of them out`,
      );
    }
    this.#past = past;
  }

  get providers(): FactProvider[] {
    return [...this.#providers.values()];
  }

  /** By name. */
  get definitions(): ReadonlyMap<string, FactDefinition> {
    return this.#definitions;
  }

  /** What a demo tells; undefined without one. */
  get past(): PastFacts | undefined {
    return this.#past;
  }
}

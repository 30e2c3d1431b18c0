import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';
import type { Clock } from '../database/clock';
import type { IdempotencyStore } from '../idempotency';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import type { ConfiguredPolicy } from './configuredPolicy';
import type { PolicyChanges } from './PolicyChanges';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import type { PolicyRecord, PolicyStore } from './PolicyStore';
import { readPolicyYaml } from './readPolicy';
import { type PolicyContext, referenceProblems } from './referenceProblems';

/** The policy that holds. @internal */
export type PolicyInForce = {
  version: string;
  policy: Policy;
  /** ISO 8601 in UTC. */
  since: string;
};

/** Where policies stand. @internal */
export type PolicyStanding = {
  /** Undefined as long as the first one couldn't be put in force. */
  inForce: PolicyRecord | undefined;
  /** Those that wait for a decision, the newest first. */
  proposed: PolicyRecord[];
  /** Whether the config says something else than what is in force. */
  configDiffers: boolean;
  /** What is wrong with the policy of the config, or with the one in force. */
  problems: string[];
};

/** What a {@link PolicyService} needs. @internal */
export type PolicyServiceOptions = {
  database: Knex;
  store: PolicyStore;
  changes: PolicyChanges;
  idempotency: IdempotencyStore;
  clock: Clock;
  /** What policies can refer to. */
  context: () => PolicyContext;
  /** What the config says. */
  configured: () => ConfiguredPolicy;
  /** Why people can't do what a policy asks of them; asks the catalog. */
  problemsOf: (policy: Policy) => Promise<string[]>;
};

/** So many proposals are shown at once. */
const MAX_PROPOSED = 20;

/** Says which policy holds, and takes in what people propose. @internal */
export class PolicyService {
  readonly #options: PolicyServiceOptions;

  constructor(options: PolicyServiceOptions) {
    this.#options = options;
  }

  /**
   * The policy that holds. Within a transaction it is read by that.
   *
   * @throws UnprocessableError if there is none: nothing can be promoted then
   */
  async inForce(db: Knex = this.#options.database): Promise<PolicyInForce> {
    const found = await this.current(db);
    if (!found) {
      throw new UnprocessableError(
        'No policy is in force yet, so nothing can be promoted; GET /policies says why',
      );
    }
    return found;
  }

  /** The policy that holds, for what can do without one. */
  async current(
    db: Knex = this.#options.database,
  ): Promise<PolicyInForce | undefined> {
    const found = await this.#options.store.inForce(db);
    if (!found) return undefined;
    const { inForceFrom, policy, version } = found;
    return { version, policy, since: inForceFrom! };
  }

  /**
   * Proposes a policy. It comes into force once others approved it.
   *
   * @param change - `key`: Idempotency-Key
   * @throws UnprocessableError with all that is wrong with it; ConflictError if it is in force already
   */
  async propose(change: {
    yaml: string;
    reason?: string;
    person: string;
    key?: string;
  }): Promise<PolicyRecord> {
    const {
      changes,
      clock,
      context,
      database,
      idempotency,
      problemsOf,
      store,
    } = this.#options;
    const { key, person, reason, yaml } = change;
    const read = readPolicyYaml(yaml, { ...context(), key: 'policy' });
    if (!read.policy) throw refusal(read.problems);
    const problems = await problemsOf(read.policy);
    if (problems.length > 0) throw refusal(problems);
    const propose = await changes.prepare(read.policy, person);
    return database.transaction(async tx => {
      const at = await clock.now(tx);
      const id = await idempotency.once(
        {
          caller: person,
          key,
          operation: 'policy.propose',
          request: { yaml, reason: reason ?? null },
          at,
        },
        tx,
        () => propose({ source: yaml, reason: reason ?? null, at }, tx),
      );
      return (await store.find(id, tx))!;
    });
  }

  /** Where policies stand, with what is wrong now. */
  async standing(): Promise<PolicyStanding> {
    const { configured, context, database, problemsOf, store } = this.#options;
    const inForce = await store.inForce(database);
    const read = configured();
    const configDiffers =
      !read.isDefault &&
      (!read.policy || digestOf(read.policy) !== inForce?.version);
    const problems = [...read.problems];
    if (read.policy && (configDiffers || !inForce)) {
      problems.push(...(await problemsOf(read.policy)));
    }
    if (inForce) {
      problems.push(
        ...[
          ...referenceProblems(inForce.policy, context()),
          ...(await problemsOf(inForce.policy)),
        ].map(problem => `in force: ${problem}`),
      );
    }
    return {
      inForce,
      proposed: await store.proposed(MAX_PROPOSED, database),
      configDiffers,
      problems,
    };
  }
}

function refusal(problems: string[]): UnprocessableError {
  return new UnprocessableError(
    `The policy can't be used: ${problems.join('; ')}`,
  );
}

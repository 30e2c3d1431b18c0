import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { digestOf } from '../canonical/digest';
import type { Clock } from '../database/clock';
import type { LedgerService } from '../ledger';
import type { ConfiguredPolicy } from './configuredPolicy';
import type { PolicyChanges } from './PolicyChanges';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import { plainYaml } from './policyText';
import {
  BROUGHT_BY_CONFIG,
  type PolicyRecord,
  type PolicyStore,
} from './PolicyStore';

/** What a {@link ConfigIntake} needs. @internal */
export type ConfigIntakeOptions = {
  database: Knex;
  store: PolicyStore;
  changes: PolicyChanges;
  ledger: LedgerService;
  clock: Clock;
  logger: LoggerService;
  /** What the config says. */
  configured: () => ConfiguredPolicy;
  /** Why people can't do what a policy asks of them. */
  problemsOf: (policy: Policy) => Promise<string[]>;
};

/** Another replica put its policy in force. */
class TooLate extends Error {}

/** Takes in the policy of the config. @internal */
export class ConfigIntake {
  readonly #options: ConfigIntakeOptions;
  /** What was logged last, so that it isn't logged each time. */
  #logged = '';

  constructor(options: ConfigIntakeOptions) {
    this.#options = options;
  }

  /**
   * The first policy comes into force as it is; a later one is proposed, once, and the one that is in force stays so until it was
   * approved. One that can't be used is logged, and changes nothing.
   */
  async run(): Promise<void> {
    const { configured, database, problemsOf, store } = this.#options;
    const read = configured();
    const inForce = await store.inForce(database);
    if (!read.policy) {
      this.#log(read.problems, inForce);
      return;
    }
    if (
      inForce &&
      (read.isDefault || !(await this.#isNews(read.policy, inForce)))
    ) {
      return;
    }
    const problems = await problemsOf(read.policy);
    if (problems.length > 0) {
      this.#log(problems, inForce);
      return;
    }
    this.#logged = '';
    // In the order in which it was written: the stored content has its keys sorted.
    const source = read.source ?? plainYaml(read.policy);
    if (inForce) await this.#propose(read.policy, source);
    else await this.#adopt(read.policy, source);
  }

  /** Whether the config hasn't proposed this already, against what is in force now. */
  async #isNews(policy: Policy, inForce: PolicyRecord): Promise<boolean> {
    const { database, store } = this.#options;
    const version = digestOf(policy);
    if (version === inForce.version) return false;
    const last = await store.latestOfConfig(database);
    if (last?.version !== version) return true;
    // In force once, and changed by people since: the config is what is old.
    return !last.inForceFrom && last.base !== inForce.version;
  }

  async #adopt(policy: Policy, source: string): Promise<void> {
    const { clock, database, ledger, logger, store } = this.#options;
    const version = digestOf(policy);
    try {
      await database.transaction(async tx => {
        const at = await clock.now(tx);
        const { id } = await store.add(
          {
            version,
            policy,
            source,
            base: null,
            broughtBy: BROUGHT_BY_CONFIG,
            broughtAt: at,
            reason: null,
          },
          tx,
        );
        if (!(await store.begin(id, at, tx))) throw new TooLate();
        await ledger.append(
          [
            {
              actor: BROUGHT_BY_CONFIG,
              type: 'policy.adopted',
              subject: `policy:${id}`,
              payload: { to: version },
            },
          ],
          tx,
        );
      });
    } catch (error) {
      if (error instanceof TooLate) return;
      throw error;
    }
    logger.info(`The policy ${version} is in force: the first one`);
  }

  async #propose(policy: Policy, source: string): Promise<void> {
    const { changes, clock, database, logger } = this.#options;
    const propose = await changes.prepare(policy, BROUGHT_BY_CONFIG);
    const id = await database.transaction(async tx => {
      const at = await clock.now(tx);
      return propose({ source, reason: null, at }, tx);
    });
    logger.warn(
      `The config says another policy than the one in force. It was proposed (policy ${id}) and counts once it is approved; until then the other one stays`,
    );
  }

  #log(problems: string[], inForce: PolicyRecord | undefined): void {
    const text = problems.join('; ');
    if (text === this.#logged) return;
    this.#logged = text;
    this.#options.logger.error(
      `The policy of the config can't be used: ${text}. ${
        inForce
          ? `The last good one (${inForce.version}) stays in force`
          : 'There is no other one, so nothing can be promoted until it can'
      }`,
    );
  }
}

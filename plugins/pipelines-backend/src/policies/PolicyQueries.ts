import { NotFoundError } from '@backstage/errors';
import type {
  PolicyStanding,
  PolicyVersion,
  PolicyVersionPage,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { PolicyService } from './PolicyService';
import type { PolicyRecord, PolicyStore } from './PolicyStore';
import { policyDiff, policyYaml } from './policyText';

const SCOPE = { list: 'policy-versions' };

/** Policies as the API answers with them. @internal */
export class PolicyQueries {
  readonly #options: {
    database: Knex;
    store: PolicyStore;
    service: PolicyService;
  };

  constructor(options: {
    database: Knex;
    store: PolicyStore;
    service: PolicyService;
  }) {
    this.#options = options;
  }

  /** Where policies stand, with what is wrong now; asks the catalog. */
  async standing(): Promise<PolicyStanding> {
    const { configDiffers, inForce, problems, proposed } =
      await this.#options.service.standing();
    const all = await this.#describe(
      inForce ? [inForce, ...proposed] : proposed,
    );
    return {
      inForce: inForce && all[0],
      proposed: inForce ? all.slice(1) : all,
      configDiffers,
      problems,
    };
  }

  /**
   * Every policy that was brought, the newest first.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async page(options: {
    cursor?: string;
    limit: number;
  }): Promise<PolicyVersionPage> {
    const { cursor, limit } = options;
    const before = cursor
      ? (decodeCursor(cursor, SCOPE, ['number'])[0] as number)
      : undefined;
    const { database, store } = this.#options;
    const found = await store.page({ before, limit: limit + 1 }, database);
    const shown = found.slice(0, limit);
    return {
      items: await this.#describe(shown),
      nextCursor:
        found.length > limit
          ? encodeCursor(SCOPE, [shown[shown.length - 1].id])
          : undefined,
    };
  }

  /** @throws NotFoundError if there is no such policy */
  async find(id: number): Promise<PolicyVersion> {
    const { database, store } = this.#options;
    const found = await store.find(id, database);
    if (!found) throw new NotFoundError(`There is no policy ${id}`);
    return (await this.#describe([found]))[0];
  }

  async #describe(policies: PolicyRecord[]): Promise<PolicyVersion[]> {
    const { database, store } = this.#options;
    const inForce = await store.inForce(database);
    const bases = await store.byVersion(
      policies.flatMap(policy => policy.base ?? []),
      database,
    );
    return policies.map(each => {
      const base = each.base === null ? undefined : bases.get(each.base);
      return {
        id: each.id,
        version: each.version,
        state: stateOf(each, inForce),
        yaml: policyYaml(each),
        diff: base ? policyDiff(base.policy, each.policy) : '',
        base: each.base ?? undefined,
        broughtBy: each.broughtBy,
        broughtAt: each.broughtAt,
        reason: each.reason ?? undefined,
        approvalId: each.approvalId ?? undefined,
        inForceFrom: each.inForceFrom ?? undefined,
      };
    });
  }
}

function stateOf(
  policy: PolicyRecord,
  inForce: PolicyRecord | undefined,
): PolicyVersion['state'] {
  if (policy.id === inForce?.id) return 'in-force';
  if (policy.inForceFrom) return 'replaced';
  if (policy.endedAt) return 'ended';
  return policy.base === inForce?.version ? 'proposed' : 'outdated';
}

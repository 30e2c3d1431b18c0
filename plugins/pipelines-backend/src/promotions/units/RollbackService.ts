import { NotFoundError } from '@backstage/errors';
import type { RollbackOption } from '@sluice/plugin-pipelines-common';
import type { PromotionContext } from '../context';
import { deployable } from '../plan/deployable';
import { rollbackOptions } from './rollbackOptions';
import type { Target } from './UnitStore';

const MAX_RELEASES = 200;
/** So many are asked of the deployer: it may have to reach the target for each. */
const MAX_CHECKED = 5;

/** What a unit can be rolled back to, and why. @internal */
export class RollbackService {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** The releases that a unit can go back to in an environment, the best first. */
  async options(
    target: Target,
    { check = true }: { check?: boolean } = {},
  ): Promise<RollbackOption[]> {
    const { database, releases, store, units } = this.#context;
    const row = await units.find(target, database);
    const known = await releases.ofUnit(target.unit, MAX_RELEASES, database);
    const options = rollbackOptions({
      runningReleaseId: row?.releaseId ?? null,
      promotions: await store.page(target, { limit: MAX_RELEASES }, database),
      occupancies: await units.occupancies(target, undefined, database),
      releases: known,
      quarantines: await units.quarantines(target.unit, database),
    });
    const deployer = this.#context.deployerFor(target);
    if (!check) return options;
    if (!deployer) {
      return options.map(each => ({
        ...each,
        disabled: `Nothing deploys ${target.unit} into ${target.environment}`,
      }));
    }
    const byId = new Map(known.map(each => [each.id, each]));
    const from = row?.releaseId ? byId.get(row.releaseId) : undefined;
    const checked: RollbackOption[] = [];
    for (const option of options.slice(0, MAX_CHECKED)) {
      const to = byId.get(option.release.id)!;
      let disabled = option.disabled;
      if (!disabled) {
        try {
          const plan = await deployer.plan({
            target,
            kind: 'rollback',
            from: from && deployable(from),
            to: deployable(to),
            config: this.#context.configOf(target),
            members: [],
          });
          disabled = plan.incompatible;
        } catch {
          // It can't be asked now: what is known without it stands, and a rollback has to stay possible.
        }
      }
      checked.push({ ...option, disabled });
    }
    return [...checked, ...options.slice(MAX_CHECKED)];
  }

  /** @throws NotFoundError if that release never ran there */
  async option(target: Target, releaseId: number): Promise<RollbackOption> {
    const found = (await this.options(target)).find(
      each => each.release.id === releaseId,
    );
    if (!found) {
      throw new NotFoundError(
        `Release ${releaseId} never ran in ${target.environment}, or runs there now: it can't be rolled back to`,
      );
    }
    return found;
  }

  /** The last known good; undefined if there is none that can be gone back to. */
  async lastKnownGood(target: Target): Promise<RollbackOption | undefined> {
    return (await this.options(target)).find(
      each => each.tier === 'last-known-good' && !each.disabled,
    );
  }
}

import { InputError, NotFoundError } from '@backstage/errors';
import type { AdoptionLevel } from '@sluice/plugin-pipelines-common';
import {
  type ActualState,
  UnprocessableError,
} from '@sluice/plugin-pipelines-node';
import type { IdempotencyStore } from '../../idempotency';
import { errorText } from '../../observations';
import type { PromotionContext } from '../context';
import type { UnitAdoption } from '../ports';
import type { Target } from './UnitStore';

const READ_TIMEOUT_MS = 30_000;

/** Takes units under Sluice: what runs when that happens becomes the baseline from which the first promotion starts. @internal */
export class AdoptionService {
  readonly #context: PromotionContext;
  readonly #adoption: UnitAdoption;
  readonly #idempotency: IdempotencyStore;

  constructor(
    context: PromotionContext,
    options: { adoption: UnitAdoption; idempotency: IdempotencyStore },
  ) {
    this.#context = context;
    this.#adoption = options.adoption;
    this.#idempotency = options.idempotency;
  }

  /**
   * Changes how far a unit is under Sluice.
   *
   * @throws NotFoundError if there is no such unit; UnprocessableError if what runs there can't be read, with the reason;
   *   InputError if nothing deploys it, though its level says so
   */
  async setLevel(
    unit: string,
    level: AdoptionLevel,
    how: { by: string; reason: string; key?: string },
  ): Promise<void> {
    const { clock, database, deployerFor, environments, members } =
      this.#context;
    if ((await members.of(unit)).length === 0) {
      throw new NotFoundError(`There is no unit ${unit}`);
    }
    const found: Array<{ target: Target; state: ActualState }> = [];
    if (level === 'gated' || level === 'managed') {
      for (const environment of environments) {
        const target = { unit, environment };
        const deployer = deployerFor(target);
        if (!deployer) continue;
        try {
          const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
          found.push({ target, state: await deployer.read(target, signal) });
        } catch (error) {
          throw new UnprocessableError(
            `What runs in ${environment} can't be read, so there is no baseline: ${errorText(
              error,
            )}`,
          );
        }
      }
      if (found.length === 0) {
        throw new InputError(
          `level is ${level}, but no deployer in the config of the backend handles ${unit}`,
        );
      }
    }
    await database.transaction(async tx => {
      const at = await clock.now(tx);
      await this.#idempotency.once(
        {
          caller: how.by,
          key: how.key,
          operation: 'unit.adopt',
          request: { unit, level, reason: how.reason },
          at,
        },
        tx,
        async () => {
          for (const each of found) await this.#baseline(each, how.by, at, tx);
          await this.#adoption.setLevel(unit, level, how, tx);
          return null;
        },
      );
    });
  }

  async #baseline(
    found: { target: Target; state: ActualState },
    by: string,
    at: string,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<void> {
    const { units } = this.#context;
    const { state, target } = found;
    const row = await units.lock(target, tx);
    // What a promotion of ours brought there is known already.
    const version = state.releaseDigest ?? state.version ?? null;
    if (row.releaseId !== null && row.runningVersion === version) return;
    const release = await this.#adoption.adopt(
      { ...target, state, actor: by },
      tx,
    );
    await units.update(
      row,
      {
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin: 'adoption',
        promotionId: null,
        since: state.since ?? at,
        readVersion: state.version ?? null,
        readSince: state.since ?? null,
        readBy: state.by ?? null,
        readAt: at,
        readError: null,
      },
      tx,
    );
    await units.occupy(
      {
        ...target,
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin: 'adoption',
        promotionId: null,
        fromAt: state.since ?? at,
      },
      tx,
    );
  }
}

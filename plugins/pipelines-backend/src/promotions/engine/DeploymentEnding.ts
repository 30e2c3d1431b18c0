import type { ActualState, Deployer } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { type PromotionContext, ENGINE } from '../context';
import type { PromotionRecord } from '../records';
import { readTarget } from './deployment';
import type { Next } from './lease';

/** Writes down what a target runs once a deployment is over, however it ended. @internal */
export class DeploymentEnding {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** All steps are done: from here on it is verified. */
  async deployed(promotion: PromotionRecord): Promise<Next> {
    const { clock, database, moves, releases, units } = this.#context;
    const release = (await releases.find(promotion.releaseId, database))!;
    const { unit, environment } = promotion;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const row = await units.lock({ unit, environment }, tx);
      const at = await clock.now(tx);
      await units.update(
        row,
        {
          releaseId: release.id,
          runningVersion: release.releaseDigest,
          origin: 'promotion',
          promotionId: promotion.id,
          since: at,
        },
        tx,
      );
      await units.occupy(
        {
          unit,
          environment,
          releaseId: release.id,
          runningVersion: release.releaseDigest,
          origin: 'promotion',
          promotionId: promotion.id,
          fromAt: at,
        },
        tx,
      );
      const { runs, timeoutMinutes } = promotion.requirements.verify;
      await moves.make(
        before,
        'deployed',
        {
          at,
          actor: ENGINE,
          change: {
            deployedAt: at,
            verificationState: 'running',
            verification: {
              runs: 0,
              runsWanted: runs,
              until: new Date(
                Date.parse(at) + timeoutMinutes * 60_000,
              ).toISOString(),
              reasons: [],
            },
          },
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  /** It failed for certain, or was aborted: what the target runs now is read, as far as it can be. */
  async stopped(
    promotion: PromotionRecord,
    deployer: Deployer,
    event: 'fail' | 'abort',
    reason: string | null,
  ): Promise<Next> {
    const { clock, database, moves } = this.#context;
    const { environment, unit } = promotion;
    let actual: ActualState | undefined;
    try {
      actual = await readTarget(deployer, { unit, environment });
    } catch {
      // The scheduled reconcile finds out later.
    }
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const at = await clock.now(tx);
      const running = actual && (await this.settle(before, actual, at, tx));
      await moves.make(
        before,
        event,
        {
          at,
          actor: event === 'abort' ? before.abortRequestedBy ?? ENGINE : ENGINE,
          reason: reason ?? undefined,
          more: { running: running ?? null },
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  /** What the target runs is what the ledger says from now on: we did it ourselves, so it is no unmanaged change. */
  async settle(
    promotion: PromotionRecord,
    actual: ActualState,
    at: string,
    tx: Knex.Transaction,
  ): Promise<string | null> {
    const { releases, units } = this.#context;
    const { environment, unit } = promotion;
    const row = await units.lock({ unit, environment }, tx);
    const version = actual.releaseDigest ?? actual.version ?? null;
    if (version === row.runningVersion) return version;
    const release = actual.releaseDigest
      ? await releases.findByDigest(actual.releaseDigest, tx)
      : undefined;
    await units.update(
      row,
      {
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin: 'promotion',
        promotionId: promotion.id,
        since: at,
      },
      tx,
    );
    await units.occupy(
      {
        unit,
        environment,
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin: 'promotion',
        promotionId: promotion.id,
        fromAt: at,
      },
      tx,
    );
    return version;
  }
}

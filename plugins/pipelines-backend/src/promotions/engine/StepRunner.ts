import {
  DeployFailedError,
  StaleFencingTokenError,
  type ActualState,
  type DeployChange,
  type Deployer,
} from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import { deployable } from '../plan/deployable';
import type { PromotionRecord, StepRecord } from '../records';
import type { Lease, Next } from './lease';

/** A target that doesn't answer is asked again after so long, doubled each time. In seconds. */
const RECONCILE_SECONDS = 2;
const MAX_RECONCILE_SECONDS = 60;
const READ_TIMEOUT_MS = 30_000;
/** Somebody is told if nobody knows for longer than this. In milliseconds. */
const INDETERMINATE_MS = 5 * 60_000;

/**
 * Carries out the steps of a deployment. What it knows is in the rows: whoever takes over after a crash reads the target before it goes on,
 * and never tries blindly again. See invariants 6 to 8.
 *
 * @internal
 */
export class StepRunner {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** Runs steps until all are done, one waits, or something goes wrong. */
  async run(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    const { database, store, work } = this.#context;
    const { change, deployer } = await this.#deployment(promotion);
    for (const step of await work.steps(promotion.id, database)) {
      if (step.state === 'done') continue;
      // Read anew: somebody may have asked it to stop meanwhile.
      const now = await store.find(promotion.id, database);
      if (now && now.abortRequestedBy !== null) {
        return this.#end(promotion, deployer, 'abort', now.stateReason);
      }
      if (step.state === 'running' || step.state === 'unknown') {
        // Somebody began it and never said what came of it.
        return this.#lose(promotion, step, 'The worker stopped in the middle');
      }
      const next = await this.#apply(
        { promotion, step, change, deployer },
        lease,
      );
      if (next) return next;
    }
    return this.#deployed(promotion);
  }

  /** @returns undefined to go on with the next step */
  async #apply(
    of: {
      promotion: PromotionRecord;
      step: StepRecord;
      change: DeployChange;
      deployer: Deployer;
    },
    lease: Lease,
  ): Promise<Next | undefined> {
    const { change, deployer, promotion, step } = of;
    const { clock, database, ledger, work } = this.#context;
    const startedAt = step.startedAt ?? (await clock.now(database));
    await this.#mark(promotion, step, {
      state: 'running',
      attempts: step.attempts + 1,
      startedAt,
      fencingToken: lease.fencingToken,
    });
    const timeout = AbortSignal.timeout(step.timeoutSeconds * 1000);
    try {
      const outcome = await raced(
        deployer.apply({
          ...change,
          step: {
            name: step.name,
            title: step.title,
            timeoutSeconds: step.timeoutSeconds,
          },
          stepKey: step.stepKey,
          fencingToken: lease.fencingToken,
          provenance: {
            promotionId: promotion.id,
            subjectHash: promotion.subjectHash,
            requestedBy: promotion.requestedBy,
            approvedBy: await this.#approvers(promotion),
          },
          signal: AbortSignal.any([timeout, lease.signal]),
          log: line => this.#log(promotion.id, line),
        }),
        AbortSignal.any([timeout, lease.signal]),
      );
      const at = await clock.now(database);
      if (outcome.state === 'waiting') {
        await this.#mark(promotion, step, {
          state: 'waiting',
          detail: outcome.detail,
        });
        const waited = (Date.parse(at) - Date.parse(startedAt)) / 1000;
        return waited > step.timeoutSeconds
          ? this.#lose(
              promotion,
              step,
              `${step.title} waits for longer than ${step.timeoutSeconds} s`,
            )
          : { inSeconds: outcome.againInSeconds };
      }
      await database.transaction(async tx => {
        await this.#requireLease(promotion, lease, tx);
        await work.updateStep(
          step,
          { state: 'done', endedAt: at, detail: outcome.detail ?? null },
          tx,
        );
        await ledger.append(
          [
            {
              actor: ENGINE,
              type: 'promotion.step-done',
              subject: `promotion:${promotion.id}`,
              payload: {
                step: step.name,
                stepIndex: step.stepIndex,
                stepKey: step.stepKey,
                fencingToken: lease.fencingToken,
              },
            },
          ],
          tx,
        );
      });
      this.#context.changed([promotion.id]);
      return undefined;
    } catch (error) {
      if (lease.signal.aborted) throw error;
      if (error instanceof StaleFencingTokenError) throw error;
      if (error instanceof DeployFailedError) {
        const reason = `${step.title}: ${errorText(error)}`;
        await this.#mark(promotion, step, {
          state: 'failed',
          detail: errorText(error),
          endedAt: await clock.now(database),
        });
        return this.#end(promotion, deployer, 'fail', reason);
      }
      return this.#lose(
        promotion,
        step,
        timeout.aborted
          ? `${step.title} said nothing within ${step.timeoutSeconds} s`
          : `${step.title}: ${errorText(error)}`,
      );
    }
  }

  /** Nobody knows what came of a step: the target has to be read. */
  async #lose(
    promotion: PromotionRecord,
    step: StepRecord,
    reason: string,
  ): Promise<Next> {
    const { clock, database, moves, work } = this.#context;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await work.updateStep(step, { state: 'unknown', detail: reason }, tx);
      await moves.make(
        before,
        'lose',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason,
          more: { step: step.name },
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  /** Says that the target is about to be read. */
  async startReconcile(promotion: PromotionRecord): Promise<Next> {
    const { clock, database, moves } = this.#context;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await moves.make(
        before,
        'reconcile',
        {
          at: await clock.now(tx),
          actor: ENGINE,
          reason: before.stateReason ?? undefined,
        },
        tx,
      );
    });
    return { at: 'once' };
  }

  /** Reads what the target really runs, and which of our steps it knows. */
  async reconcile(promotion: PromotionRecord, lease: Lease): Promise<Next> {
    const { clock, database, moves, store, work } = this.#context;
    const { change, deployer } = await this.#deployment(promotion);
    let actual: ActualState;
    try {
      const signal = AbortSignal.any([
        AbortSignal.timeout(READ_TIMEOUT_MS),
        lease.signal,
      ]);
      actual = await raced(deployer.read(change.target, signal), signal);
    } catch (error) {
      if (lease.signal.aborted) throw error;
      return this.#stillUnknown(promotion, errorText(error));
    }
    const known = new Set(actual.stepKeys);
    const isAbort = promotion.abortRequestedBy !== null;
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const at = await clock.now(tx);
      for (const step of await work.steps(promotion.id, tx)) {
        if (known.has(step.stepKey) && step.state !== 'done') {
          await work.updateStep(
            step,
            { state: 'done', endedAt: at, detail: 'Found to be done' },
            tx,
          );
        } else if (step.state === 'unknown' || step.state === 'running') {
          await work.updateStep(
            step,
            { state: 'pending', startedAt: null },
            tx,
          );
        }
      }
      if (isAbort) {
        const running = await this.#settle(before, actual, at, tx);
        await moves.make(
          before,
          'abort',
          {
            at,
            actor: before.abortRequestedBy!,
            reason: before.stateReason ?? undefined,
            more: { running },
          },
          tx,
        );
        return;
      }
      await moves.make(
        before,
        'resume',
        {
          at,
          actor: ENGINE,
          reason: `Read: ${actual.version ?? 'nothing'} runs`,
          more: { version: actual.version ?? null, known: known.size },
        },
        tx,
      );
    });
    return store.find(promotion.id, database).then(() => ({ at: 'once' }));
  }

  async #stillUnknown(
    promotion: PromotionRecord,
    problem: string,
  ): Promise<Next> {
    const { clock, database, pager, store } = this.#context;
    const attempts = promotion.attempts + 1;
    await store.update(
      promotion,
      {
        attempts,
        stateReason: `${promotion.environment} can't be read: ${problem}`,
      },
      database,
    );
    const at = await clock.now(database);
    if (
      promotion.startedAt &&
      Date.parse(at) - Date.parse(promotion.startedAt) > INDETERMINATE_MS
    ) {
      await pager.page({
        key: `promotion:${promotion.id}:indeterminate`,
        title: `Nobody knows what ${promotion.unit} runs in ${promotion.environment}`,
        description: `Promotion ${promotion.id} can't read the target for more than 5 minutes: ${problem}`,
        severity: 'critical',
        recipients: [promotion.requestedBy],
        link: `/pipelines/promotions/${promotion.id}`,
      });
    }
    return {
      inSeconds: Math.min(
        RECONCILE_SECONDS * 2 ** Math.min(attempts, 10),
        MAX_RECONCILE_SECONDS,
      ),
    };
  }

  async #deployed(promotion: PromotionRecord): Promise<Next> {
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
  async #end(
    promotion: PromotionRecord,
    deployer: Deployer,
    event: 'fail' | 'abort',
    reason: string | null,
  ): Promise<Next> {
    const { clock, database, moves } = this.#context;
    const { environment, unit } = promotion;
    let actual: ActualState | undefined;
    try {
      const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
      actual = await raced(
        deployer.read({ unit, environment }, signal),
        signal,
      );
    } catch {
      // The scheduled reconcile finds out later.
    }
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const at = await clock.now(tx);
      const running = actual && (await this.#settle(before, actual, at, tx));
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
  async #settle(
    promotion: PromotionRecord,
    actual: ActualState,
    at: string,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
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

  async #deployment(
    promotion: PromotionRecord,
  ): Promise<{ change: DeployChange; deployer: Deployer }> {
    const { database, deployerFor, releases } = this.#context;
    const { config, environment, kind, members, unit } = promotion;
    const deployer = deployerFor({ unit, environment });
    const to = await releases.find(promotion.releaseId, database);
    if (!deployer || !to) {
      throw new Error(
        `Promotion ${promotion.id} has lost its ${
          to ? `deployer ${promotion.deployerId}` : 'release'
        }`,
      );
    }
    const from =
      promotion.baselineReleaseId === null
        ? undefined
        : await releases.find(promotion.baselineReleaseId, database);
    return {
      deployer,
      change: {
        target: { unit, environment },
        kind,
        from: from && deployable(from),
        to: deployable(to),
        config,
        members,
      },
    };
  }

  async #approvers(promotion: PromotionRecord): Promise<string[]> {
    const { approvals, database } = this.#context;
    return promotion.approvalId === null
      ? []
      : approvals.requests.approvers(promotion.approvalId, database);
  }

  async #mark(
    promotion: PromotionRecord,
    step: StepRecord,
    change: Partial<StepRecord>,
  ): Promise<void> {
    const { database, work } = this.#context;
    await work.updateStep(step, change, database);
    this.#context.changed([promotion.id]);
  }

  /** @throws if another worker has taken over */
  async #requireLease(
    promotion: PromotionRecord,
    lease: Lease,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<void> {
    const now = await this.#context.moves.lock(promotion.id, tx);
    if (
      now.leaseOwner !== lease.owner ||
      now.fencingToken !== lease.fencingToken
    ) {
      throw new StaleFencingTokenError(
        `Another worker has taken over promotion ${promotion.id}`,
      );
    }
  }

  #log(promotionId: number, line: string): void {
    const { clock, database, logger, work } = this.#context;
    clock
      .now(database)
      .then(at => work.log(promotionId, at, line, database))
      .catch(error =>
        logger.warn(
          `A line of the log of promotion ${promotionId} was lost: ${errorText(
            error,
          )}`,
        ),
      );
  }
}

/** Gives up when the signal says so, whether or not the work listens to it. */
async function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { ActualState, Deployer } from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import { type PromotionContext, ENGINE } from '../context';
import { LOCKING_STATES } from '../promotionState';
import type { UnmanagedChangeRecord } from '../records';
import type { Target } from './UnitStore';

const READ_TIMEOUT_MS = 30_000;

/**
 * Compares what deployers read with what the ledger says. A difference is a change made behind Sluice's back: it moves the baseline, waits for
 * a second person, and is never corrected automatically. See invariant 16.
 *
 * @internal
 */
export class ReconcileService {
  readonly #context: PromotionContext;
  readonly #logger: LoggerService;

  constructor(context: PromotionContext) {
    this.#context = context;
    this.#logger = context.logger;
  }

  /** Looks on a schedule, one task a deployer, so that one that hangs holds up no other. */
  async start(
    scheduler: SchedulerService,
    options: { deployers: Deployer[]; everySeconds: number },
  ): Promise<void> {
    for (const deployer of options.deployers) {
      await scheduler.scheduleTask({
        id: `pipelines-reconcile-${deployer.id}`,
        frequency: { seconds: options.everySeconds },
        initialDelay: { seconds: 20 },
        timeout: { minutes: 10 },
        fn: async () => this.run(deployer),
      });
    }
  }

  /** Reads every target of a deployer once. */
  async run(deployer: Deployer): Promise<void> {
    const { deployerFor, environments, members } = this.#context;
    for (const unit of (await members.all()).keys()) {
      for (const environment of environments) {
        const target = { unit, environment };
        if (deployerFor(target)?.id !== deployer.id) continue;
        await this.look(target, deployer);
      }
    }
  }

  /**
   * Reads one target.
   *
   * @returns the change that was found, if it is new
   */
  async look(
    target: Target,
    deployer: Deployer,
  ): Promise<UnmanagedChangeRecord | undefined> {
    const { clock, database, units } = this.#context;
    const before = await units.find(target, database);
    let actual: ActualState;
    try {
      actual = await deployer.read(
        target,
        AbortSignal.timeout(READ_TIMEOUT_MS),
      );
    } catch (error) {
      await database.transaction(async tx => {
        const row = await units.lock(target, tx);
        await units.update(row, { readError: errorText(error) }, tx);
      });
      return undefined;
    }
    const change = await database.transaction(async tx => {
      const at = await clock.now(tx);
      const row = await units.lock(target, tx);
      if (
        row.fencingToken !== (before?.fencingToken ?? 0) ||
        row.runningVersion !== (before?.runningVersion ?? null)
      ) {
        // We changed it ourselves while it was read: what was read may be from before that. The next look tells.
        return undefined;
      }
      const version = actual.releaseDigest ?? actual.version ?? null;
      const read = {
        readVersion: actual.version ?? null,
        readSince: actual.since ?? null,
        readBy: actual.by ?? null,
        readAt: at,
        readError: null,
      };
      if (await this.#isBeingChanged(target, tx)) {
        // Half of it may be done: whoever changes it says so.
        await units.update(row, read, tx);
        return undefined;
      }
      if (version === row.runningVersion) {
        await units.update(row, read, tx);
        return undefined;
      }
      return this.#found({ target, row, actual, version, read, at }, tx);
    });
    if (change) this.#context.changed([]);
    return change;
  }

  async #found(
    of: {
      target: Target;
      row: Awaited<ReturnType<PromotionContext['units']['lock']>>;
      actual: ActualState;
      version: string | null;
      read: object;
      at: string;
    },
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<UnmanagedChangeRecord | undefined> {
    const { ledger, releases, units } = this.#context;
    const { actual, at, read, row, target, version } = of;
    const release = actual.releaseDigest
      ? await releases.findByDigest(actual.releaseDigest, tx)
      : undefined;
    // The first look at a target finds what runs there: nobody has changed anything behind anybody's back.
    const isFirst = row.origin === null;
    const origin = isFirst ? 'adoption' : 'unmanaged';
    await units.update(
      row,
      {
        ...read,
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin,
        promotionId: null,
        since: actual.since ?? at,
      },
      tx,
    );
    await units.occupy(
      {
        ...target,
        releaseId: release?.id ?? null,
        runningVersion: version,
        origin,
        promotionId: null,
        fromAt: at,
      },
      tx,
    );
    const change = isFirst
      ? undefined
      : await units.addUnmanaged(
          {
            ...target,
            beforeVersion: row.runningVersion,
            afterVersion: version,
            afterReleaseId: release?.id ?? null,
            changedBy: actual.by ?? null,
            changedAt: actual.since ?? null,
            firstSeenAt: at,
          },
          tx,
        );
    await ledger.append(
      [
        {
          actor: ENGINE,
          type: isFirst ? 'unit.first-read' : 'unmanaged-change.found',
          subject: change
            ? `unmanaged-change:${change.id}`
            : `unit:${target.unit}`,
          payload: {
            ...target,
            before: row.runningVersion,
            after: version,
            since: actual.since ?? null,
          },
          redactable: actual.by ? { by: actual.by } : undefined,
        },
      ],
      tx,
    );
    if (change) {
      this.#logger.warn(
        `${target.unit} was changed in ${target.environment} behind Sluice's back: ${row.runningVersion} to ${version}`,
      );
    }
    return change;
  }

  /**
   * A second person says that they have looked at a change.
   *
   * @throws NotFoundError if there is none; NotAllowedError if it is their own; ConflictError if somebody has already
   */
  async acknowledge(
    id: number,
    how: { by: string; reason: string },
  ): Promise<UnmanagedChangeRecord> {
    const { clock, database, ledger, units } = this.#context;
    await database.transaction(async tx => {
      const change = await units.findUnmanaged(id, tx);
      if (!change)
        throw new NotFoundError(`There is no unmanaged change ${id}`);
      if (change.changedBy !== null && isSamePerson(change.changedBy, how.by)) {
        throw new NotAllowedError(
          `The target says that ${change.changedBy} made the change: somebody else has to acknowledge it`,
        );
      }
      const at = await clock.now(tx);
      if (!(await units.acknowledge(id, { ...how, at }, tx))) {
        throw new ConflictError(
          `Unmanaged change ${id} was acknowledged by ${change.acknowledgedBy}`,
        );
      }
      await ledger.append(
        [
          {
            actor: how.by,
            type: 'unmanaged-change.acknowledged',
            subject: `unmanaged-change:${id}`,
            payload: { unit: change.unit, environment: change.environment },
            redactable: { reason: how.reason },
          },
        ],
        tx,
      );
    });
    this.#context.changed([]);
    return (await units.findUnmanaged(id, database))!;
  }

  async #isBeingChanged(
    target: Target,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<boolean> {
    const holders = await this.#context.store.inStates(
      target,
      LOCKING_STATES,
      tx,
    );
    return holders.length > 0;
  }
}

/** A target names people in its own way: by e-mail, by login, by entity ref. */
function isSamePerson(said: string, ref: string): boolean {
  const name = ref.split('/').at(-1) ?? ref;
  const plain = said.toLocaleLowerCase('en-US');
  return (
    plain === ref ||
    plain === name ||
    plain.split('@')[0] === name ||
    plain.includes(`<${name}@`)
  );
}

import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import type { ExportedHead, HeadFile } from './HeadFile';
import type { LedgerStore } from './LedgerStore';
import type { LedgerVerifier } from './LedgerVerifier';
import type { VerificationStore } from './VerificationStore';

/** Writes the head of the ledger to a file, so that a row that is removed at the end is missed. @internal */
export class ExportHeadTask {
  readonly #options: {
    database: Knex;
    store: LedgerStore;
    clock: Clock;
    headFile: HeadFile;
    everyMinutes: number;
  };
  #last: ExportedHead | undefined;

  constructor(options: {
    database: Knex;
    store: LedgerStore;
    clock: Clock;
    headFile: HeadFile;
    everyMinutes: number;
  }) {
    this.#options = options;
  }

  /** On each replica: each has a file of its own, unless they share a folder. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-ledger-head',
      frequency: { minutes: this.#options.everyMinutes },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 15 },
      scope: 'local',
      fn: async () => {
        await this.run();
      },
    });
  }

  /** Exports the head, unless the last line of the file is it already. @returns the one that stands in the file now */
  async run(): Promise<ExportedHead | undefined> {
    const { clock, database, headFile, store } = this.#options;
    const head = await store.head(database);
    this.#last ??= (await headFile.read()).heads.at(-1);
    if (head.seq === 0 || this.#last?.hash === head.hash) return this.#last;
    const exported = { ...head, exportedAt: await clock.now(database) };
    await headFile.append(exported);
    this.#last = exported;
    return exported;
  }
}

/** Verifies the whole ledger on a schedule and keeps what it found. @internal */
export class VerifyLedgerTask {
  readonly #options: {
    database: Knex;
    verifier: LedgerVerifier;
    verifications: VerificationStore;
    logger: LoggerService;
    everyHours: number;
  };

  constructor(options: {
    database: Knex;
    verifier: LedgerVerifier;
    verifications: VerificationStore;
    logger: LoggerService;
    everyHours: number;
  }) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-ledger-verify',
      frequency: { hours: this.#options.everyHours },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 5 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { database, logger, verifications, verifier } = this.#options;
    const result = await verifier.verify();
    await verifications.add(result, database);
    if (result.status === 'broken') {
      logger.error(
        `The ledger is broken: ${result.findings
          .slice(0, 5)
          .map(f => f.message)
          .join('; ')}`,
      );
    }
  }
}

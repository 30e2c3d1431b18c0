import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { type Clock, databaseClock } from '../database/clock';
import type { LedgerHead } from './chain';
import { type ExportedHead, HeadFile } from './HeadFile';
import { LedgerService } from './LedgerService';
import { DatabaseLedgerStore } from './LedgerStore';
import { ExportHeadTask, VerifyLedgerTask } from './LedgerTasks';
import { LedgerVerifier } from './LedgerVerifier';
import { type Verification, VerificationStore } from './VerificationStore';

/** The keys under `pipelines.ledger`. @internal */
export type LedgerConfig = {
  /** Path of the file of exported heads; undefined for none. */
  headFile: string | undefined;
  headEveryMinutes: number;
  verifyEveryHours: number;
};

/** What is known of the ledger without reading it. @internal */
export type LedgerStanding = {
  head: LedgerHead;
  lastExport: ExportedHead | undefined;
  lastVerification: Verification | undefined;
};

/** The context, put together. @internal */
export type Ledger = {
  service: LedgerService;
  /** Reads and verifies all of it. */
  verify(): Promise<Verification>;
  standing(): Promise<LedgerStanding>;
  /** Whether a file is configured. */
  exportsHead: boolean;
  /** Writes the head to the file now: after each change of production. @returns undefined if no file is configured */
  exportHead(): Promise<ExportedHead | undefined>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. */
export function createLedger(options: {
  database: Knex;
  logger: LoggerService;
  config: LedgerConfig;
  /** Defaults to that of the database. */
  clock?: Clock;
}): Ledger {
  const { clock = databaseClock, config, database, logger } = options;
  const store = new DatabaseLedgerStore();
  const verifications = new VerificationStore();
  const headFile =
    config.headFile === undefined ? undefined : new HeadFile(config.headFile);
  const verifier = new LedgerVerifier({ database, store, clock, headFile });
  const exportTask =
    headFile &&
    new ExportHeadTask({
      database,
      store,
      clock,
      headFile,
      everyMinutes: config.headEveryMinutes,
    });
  const verifyTask = new VerifyLedgerTask({
    database,
    verifier,
    verifications,
    logger,
    everyHours: config.verifyEveryHours,
  });
  return {
    service: new LedgerService({ database, store, clock }),
    verify: () => verifier.verify(),
    standing: async () => ({
      head: await store.head(database),
      lastExport: (await headFile?.read())?.heads.at(-1),
      lastVerification: await verifications.last(database),
    }),
    exportsHead: exportTask !== undefined,
    exportHead: async () => exportTask?.run(),
    async start(scheduler) {
      await exportTask?.schedule(scheduler);
      await verifyTask.schedule(scheduler);
      if (!exportTask) {
        logger.warn(
          'pipelines.ledger.headFile is not set: if somebody removed the last rows of the ledger from the database, nothing could tell',
        );
      }
    },
  };
}

import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Clock } from '../database/clock';
import type { HeadFile } from './HeadFile';
import type { LedgerStore } from './LedgerStore';
import { ChainVerification, type Finding } from './verification';
import type { Verification } from './VerificationStore';

const PAGE_ROWS = 1000;
const MAX_FINDINGS = 100;

/** Verifies the whole ledger page by page, against itself and against what was exported of it. @internal */
export class LedgerVerifier {
  readonly #options: {
    database: Knex;
    store: LedgerStore;
    clock: Clock;
    headFile: HeadFile | undefined;
  };
  #running: Promise<Verification> | undefined;

  constructor(options: {
    database: Knex;
    store: LedgerStore;
    clock: Clock;
    /** Undefined where none is configured. */
    headFile: HeadFile | undefined;
  }) {
    this.#options = options;
  }

  /** Whoever asks while one runs gets its result. */
  async verify(): Promise<Verification> {
    this.#running ??= this.#verify().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #verify(): Promise<Verification> {
    const { clock, database, headFile, store } = this.#options;
    const startedAt = await clock.now(database);
    // The file first: a head that is exported meanwhile may be of a row after the last one that is read.
    const exported = (await headFile?.read()) ?? { heads: [], damaged: [] };
    const head = await store.head(database);
    const chain = new ChainVerification(exported.heads);
    const findings: Finding[] = exported.damaged.map(line => ({
      kind: 'head-file-damaged',
      seq: 0,
      message: `Line ${line} of the file of exported heads can't be read`,
    }));
    let rows = 0;
    for (;;) {
      const page = await store.range(
        { after: chain.last.seq, through: head.seq, limit: PAGE_ROWS },
        database,
      );
      for (const row of page) findings.push(...chain.next(row));
      findings.splice(MAX_FINDINGS);
      rows += page.length;
      if (page.length < PAGE_ROWS) break;
      await setImmediate();
    }
    // What was redacted while this was reading has its row after the head that it goes up to.
    for (const row of await store.redactionsAfter(head.seq, database)) {
      chain.redacted(row);
    }
    findings.push(...chain.end(head));
    return {
      status: findings.length === 0 ? 'intact' : 'broken',
      startedAt,
      finishedAt: await clock.now(database),
      rows,
      throughSeq: head.seq,
      headHash: head.hash,
      headsChecked: exported.heads.length,
      findings: findings.slice(0, MAX_FINDINGS),
    };
  }
}

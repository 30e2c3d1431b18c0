import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotFoundError,
} from '@backstage/errors';
import { webhookFault } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ExternalDeployerConfig } from './config';
import type { ExternalState, ExternalStore } from './ExternalStore';

/** How old a signature may be, and how far ahead. */
const TOLERANCE_SECONDS = 300;
/** Signatures are kept longer than they are good. */
const KEPT_MS = 24 * 3_600_000;

const reportSchema = z.strictObject({
  stepKey: z.string().min(1).max(128),
  state: z.enum(['running', 'succeeded', 'failed']),
  /** As the job calls what runs now. */
  version: z.string().min(1).max(255).optional(),
  detail: z.string().max(4000).optional(),
  /** Of a job that failed: whether the target runs what it ran before. */
  unchanged: z.boolean().optional(),
});

/** A report as it was received. @internal */
export type SignedReport = {
  stepKey: string;
  timestamp: string | undefined;
  signature: string | undefined;
  body: Buffer;
};

/** Takes in what jobs report. A signature is all that lets them in. @internal */
export class ExternalReports {
  readonly #deployers: ExternalDeployerConfig[];
  readonly #database: Knex;
  readonly #store: ExternalStore;
  readonly #now: () => Date;

  constructor(options: {
    deployers: ExternalDeployerConfig[];
    database: Knex;
    store: ExternalStore;
    now: () => Date;
  }) {
    this.#deployers = options.deployers;
    this.#database = options.database;
    this.#store = options.store;
    this.#now = options.now;
  }

  /**
   * Takes in a report. The same again, signed anew, changes nothing; one that comes late, after the promotion was given up, counts: it says
   * what was done.
   *
   * @returns the state of the step after it
   * @throws AuthenticationError if it isn't signed, wrongly or too long ago; ConflictError if that request was taken in before, or if it
   *   contradicts how the job said that it ended; InputError that names the field; NotFoundError for a key that nobody was given
   */
  async receive(report: SignedReport): Promise<{ state: ExternalState }> {
    const database = this.#database;
    const known = await this.#store.find(report.stepKey, database);
    // Whether there is a step of the key is nobody's business who can't sign.
    this.#checkSignature(report, known?.deployer);
    const content = parsed(report.body);
    if (content.stepKey !== report.stepKey) {
      throw new InputError('stepKey has to be that of the address');
    }
    if (!known) throw new NotFoundError('No job was given that step');
    // Together: a signature that is used up by a report that was lost would keep the report out.
    return database.transaction(async tx => {
      await this.#refuseReplay(report.signature!, tx);
      return this.#takeIn(content, tx);
    });
  }

  async #takeIn(
    report: z.infer<typeof reportSchema>,
    tx: Knex,
  ): Promise<{ state: ExternalState }> {
    const { detail, state, stepKey, unchanged, version } = report;
    const isChanged = await this.#store.change(
      stepKey,
      ['asked', 'told', 'running'],
      {
        state,
        reportedAt: this.#now().toISOString(),
        ...(detail !== undefined && { detail }),
        ...(version !== undefined && { version }),
        ...(state === 'failed' && { isUnchanged: unchanged === true }),
      },
      tx,
    );
    if (isChanged) return { state };
    const now = (await this.#store.find(stepKey, tx))!;
    // Messages overtake each other: one of its course says nothing after its end.
    if (state !== 'running' && now.state !== state) {
      throw new ConflictError(
        `The job reported before that it ${now.state}; a report can't take that back`,
      );
    }
    return { state: now.state };
  }

  #checkSignature(report: SignedReport, deployer: string | undefined): void {
    const candidates = this.#deployers.filter(
      ({ id }) => deployer === undefined || id === deployer,
    );
    const clock = {
      nowMs: this.#now().getTime(),
      toleranceSeconds: TOLERANCE_SECONDS,
    };
    const faults = candidates.map(({ reports }) =>
      webhookFault(report, reports.secret, clock),
    );
    if (faults.includes(undefined)) return;
    throw new AuthenticationError(
      faults.includes('old')
        ? 'X-Sluice-Timestamp is too far from the time here: sign each request when it is sent, and check the clock'
        : 'X-Sluice-Signature is not that of this body and X-Sluice-Timestamp',
    );
  }

  /** The row goes in first, so of two at once one is refused. */
  async #refuseReplay(signature: string, tx: Knex): Promise<void> {
    const now = this.#now();
    const at = now.toISOString();
    if (!(await this.#store.takeSignature(signature, at, tx))) {
      throw new ConflictError('This request was taken in before');
    }
    const before = new Date(now.getTime() - KEPT_MS).toISOString();
    await this.#store.forgetSignatures(before, tx);
  }
}

function parsed(body: Buffer): z.infer<typeof reportSchema> {
  let content: unknown;
  try {
    content = JSON.parse(body.toString('utf8'));
  } catch {
    throw new InputError('The body has to be JSON');
  }
  const { data, error } = reportSchema.safeParse(content);
  if (data) return data;
  const [issue] = error.issues;
  throw new InputError(`${issue.path.join('.') || 'body'}: ${issue.message}`);
}

import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Exemption,
  ExemptionToRequest,
} from '@sluice/plugin-pipelines-common';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { FleetScope, FleetService } from '../fleet';
import type { IdempotencyStore } from '../idempotency';
import type { Ledger } from '../ledger';
import { checksOf } from './apiScorecard';
import { type ExemptionQueries, noExemption } from './ExemptionQueries';
import type { ExemptionStore } from './ExemptionStore';
import type { ExemptionSubjects } from './ExemptionSubjects';
import { exemptionEnd, type ExemptionTerms } from './exemptionTerms';
import type { ResultStore } from './ResultStore';
import type { ScorecardLibrary } from './ScorecardLibrary';

/** Who asks for an exemption, and for which pipelines they may. @internal */
export type ExemptionRequester = {
  /** Entity ref of the person. */
  person: string;
  /** The plugin that acts for that person. */
  via?: string;
  scope: FleetScope;
};

/** What a {@link ExemptionService} needs. @internal */
export type ExemptionServiceOptions = {
  database: Knex;
  approvals: Approvals;
  fleet: Pick<FleetService, 'find'>;
  idempotency: IdempotencyStore;
  ledger: Ledger['service'];
  library: ScorecardLibrary;
  queries: Pick<ExemptionQueries, 'find'>;
  results: ResultStore;
  store: ExemptionStore;
  subjects: ExemptionSubjects;
  /** Who has to agree, and for how long at most, by pipeline. */
  terms: (entityRef: string) => Promise<ExemptionTerms>;
  /** Checks a pipeline again. */
  check: (entityRef: string) => Promise<void>;
  now: () => Date;
};

/** Asks for exemptions, and takes them back. @internal */
export class ExemptionService {
  readonly #options: ExemptionServiceOptions;

  constructor(options: ExemptionServiceOptions) {
    this.#options = options;
  }

  /**
   * Asks that a pipeline needn't pass a check for a while.
   *
   * @throws InputError if it would end in the past, or later than the policy lets it; NotFoundError if there is no such scorecard, check or
   *   pipeline that the person may ask for; ConflictError if there is one already; UnprocessableError if the check is passed, or nobody could approve
   */
  async request(
    asked: ExemptionToRequest,
    by: ExemptionRequester,
    key: string | undefined,
  ): Promise<Exemption> {
    const { database, idempotency, now, queries, store, subjects } =
      this.#options;
    const at = now().toISOString();
    const entityRef = asked.entityRef.toLocaleLowerCase('en-US');
    const terms = await this.#options.terms(entityRef);
    const until = exemptionEnd(asked.until, { at, maxDays: terms.maxDays });
    const call = {
      caller: by.person,
      key,
      operation: 'request-exemption',
      request: { ...asked, entityRef, until },
    };
    const known = await idempotency.find<number>(call, database);
    if (known !== undefined) return queries.find(known, by.scope);
    await this.#mayBeExempt({ ...asked, entityRef }, by.scope);
    const checked = await subjects.prepare(by.person, terms.rules);
    const id = await database.transaction(tx =>
      idempotency.once({ ...call, at }, tx, async () => {
        const same = (await store.open([entityRef], at, tx)).find(
          each =>
            each.scorecardId === asked.scorecardId &&
            each.check === asked.check,
        );
        if (same) {
          throw new ConflictError(
            same.fromAt === null
              ? `Exemption ${same.id} of this check is asked for already`
              : `Exemption ${same.id} of this check is in force until ${same.untilAt}`,
          );
        }
        const added = await store.add(
          {
            scorecardId: asked.scorecardId,
            check: asked.check,
            entityRef,
            reason: asked.reason.trim(),
            requestedBy: by.person,
            requestedAt: at,
            untilAt: until,
          },
          tx,
        );
        await subjects.ask(added, { checked, via: by.via }, tx);
        return added.id;
      }),
    );
    return queries.find(id, by.scope);
  }

  /**
   * Takes an exemption back, or the request for it. What it is about counts again at once.
   *
   * @throws NotFoundError if there is none that the person may see; ConflictError if it is over; NotAllowedError if the person may not ask for exemptions of the pipeline
   */
  async end(id: number, by: ExemptionRequester): Promise<Exemption> {
    const { approvals, check, database, ledger, now, queries, store } =
      this.#options;
    const found = await store.find(id, database);
    if (!found) throw noExemption(id);
    if (!(await this.#options.fleet.find(found.entityRef, by.scope))) {
      throw new NotAllowedError(
        `You may not decide on exemptions of ${found.entityRef}`,
      );
    }
    await database.transaction(async tx => {
      const isWithdrawn =
        found.approvalId !== null &&
        (await approvals.requests.endIfOpen(
          found.approvalId,
          { actor: by.person, reason: `${by.person} took it back` },
          tx,
        ));
      const at = now().toISOString();
      const current = (await store.find(id, tx))!;
      if (!isWithdrawn) {
        if (current.endedAt !== null || current.untilAt <= at) {
          throw new ConflictError(`Exemption ${id} is over`);
        }
        await store.update(id, { endedAt: at, endedBy: by.person }, tx);
      }
      await ledger.append(
        [
          {
            actor: by.person,
            type: 'exemption.ended',
            subject: `exemption:${id}`,
            payload: {
              scorecard: found.scorecardId,
              check: found.check,
              entityRef: found.entityRef,
              wasInForce: found.fromAt !== null,
            },
          },
        ],
        tx,
      );
    });
    await check(found.entityRef);
    return queries.find(id, by.scope);
  }

  async #mayBeExempt(
    asked: Pick<ExemptionToRequest, 'scorecardId' | 'check' | 'entityRef'>,
    scope: FleetScope,
  ): Promise<void> {
    const { database, fleet, library, results } = this.#options;
    const { check, entityRef, scorecardId } = asked;
    const { scorecard } = await library.get(scorecardId);
    const checks = checksOf(scorecard).map(each => each.check.id);
    if (!checks.includes(check)) {
      throw new NotFoundError(
        `${scorecardId} has no check ${check}: it has ${checks.join(', ')}`,
      );
    }
    if (!(await fleet.find(entityRef, scope))) {
      throw new NotFoundError(
        `There is no pipeline ${entityRef} that you may ask for`,
      );
    }
    const result = (await results.of([entityRef], database))
      .find(each => each.scorecardId === scorecardId)
      ?.checks.find(each => each.check === check);
    if (!result || !['failed', 'unknown'].includes(result.state)) {
      throw new UnprocessableError(
        `${check} of ${entityRef} is ${
          result?.state ?? 'not checked'
        }: only what failed or isn't known can be exempt`,
      );
    }
  }
}

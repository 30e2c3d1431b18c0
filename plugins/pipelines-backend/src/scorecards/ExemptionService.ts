import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Exemption,
  ExemptionPage,
  ExemptionsQuery,
  ExemptionToRequest,
} from '@sluice/plugin-pipelines-common';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { FleetScope, FleetService } from '../fleet';
import type { IdempotencyStore } from '../idempotency';
import type { Ledger } from '../ledger';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiExemption } from './apiExemption';
import type { ExemptionStore, ListedExemption } from './ExemptionStore';
import type { ExemptionSubjects } from './ExemptionSubjects';
import type { ResultStore } from './ResultStore';
import type { ScorecardLibrary } from './ScorecardLibrary';
import type { ScorecardQueries } from './ScorecardQueries';

const DAY_MS = 86_400_000;

/** Who asks for an exemption, and for which pipelines they may. @internal */
export type ExemptionRequester = {
  /** Entity ref of the person. */
  person: string;
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
  queries: Pick<ScorecardQueries, 'find'>;
  results: ResultStore;
  store: ExemptionStore;
  subjects: ExemptionSubjects;
  maxDays: number;
  /** Checks a pipeline again. */
  check: (entityRef: string) => Promise<void>;
  now: () => Date;
};

/** Asks for exemptions, takes them back, and lists them. @internal */
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
    const { database, idempotency, now, store, subjects } = this.#options;
    const at = now().toISOString();
    const until = this.#untilOf(asked.until, at);
    const entityRef = asked.entityRef.toLocaleLowerCase('en-US');
    const call = {
      caller: by.person,
      key,
      operation: 'request-exemption',
      request: { ...asked, entityRef, until },
    };
    const known = await idempotency.find<number>(call, database);
    if (known !== undefined) return this.find(known, by.scope);
    await this.#mayBeExempt({ ...asked, entityRef }, by.scope);
    const checked = await subjects.prepare(by.person);
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
        await subjects.ask(added, checked, tx);
        return added.id;
      }),
    );
    return this.find(id, by.scope);
  }

  /**
   * Takes an exemption back, or the request for it. What it is about counts again at once.
   *
   * @throws NotFoundError if there is none that the person may see; ConflictError if it is over; NotAllowedError if the person may not ask for exemptions of the pipeline
   */
  async end(id: number, by: ExemptionRequester): Promise<Exemption> {
    const { approvals, check, database, ledger, now, store } = this.#options;
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
    return this.find(id, by.scope);
  }

  /** @throws NotFoundError if there is none that the caller may see */
  async find(id: number, scope: FleetScope): Promise<Exemption> {
    const { database, now, store } = this.#options;
    const [found] = await store.page(
      {},
      scope,
      { at: now().toISOString(), limit: 1, before: id + 1 },
      database,
    );
    if (found?.id !== id) throw noExemption(id);
    return (await this.#views([found]))[0];
  }

  /** The newest first. @throws InputError if the cursor isn't one of this list */
  async page(
    query: ExemptionsQuery,
    scope: FleetScope,
  ): Promise<ExemptionPage> {
    const { database, now, store } = this.#options;
    const {
      check,
      cursor,
      entityRef,
      limit = 50,
      owner,
      scorecard,
      state,
    } = query;
    const filter = { scorecardId: scorecard, check, owner, entityRef, state };
    const [before] = cursor ? decodeCursor(cursor, filter, ['number']) : [];
    const found = await store.page(
      filter,
      scope,
      {
        at: now().toISOString(),
        limit: limit + 1,
        before: before as number | undefined,
      },
      database,
    );
    const page = found.slice(0, limit);
    return {
      items: await this.#views(page),
      nextCursor:
        found.length > limit
          ? encodeCursor(filter, [page[page.length - 1].id])
          : undefined,
    };
  }

  /** Those of an owner that were in force at some time of a period. */
  async within(
    owner: string,
    period: { from: string; to: string },
    scope: FleetScope,
  ): Promise<Exemption[]> {
    const { database, now, store } = this.#options;
    const found = await store.page(
      { owner: [owner], within: period },
      scope,
      { at: now().toISOString(), limit: 200 },
      database,
    );
    return this.#views(found);
  }

  async #views(found: ListedExemption[]): Promise<Exemption[]> {
    const { approvals, database, library, now } = this.#options;
    const at = now().toISOString();
    const views: Exemption[] = [];
    for (const each of found) {
      const approvedBy =
        each.fromAt !== null && each.approvalId !== null
          ? await approvals.requests.approvers(each.approvalId, database)
          : undefined;
      views.push(
        apiExemption(each, {
          scorecard: (await library.find(each.scorecardId))?.scorecard,
          at,
          approvedBy,
        }),
      );
    }
    return views;
  }

  #untilOf(text: string, at: string): string {
    const until = new Date(text).toISOString();
    if (until <= at) {
      throw new InputError(
        `until is ${until}, which is in the past: an exemption ends later than now`,
      );
    }
    const { maxDays } = this.#options;
    const latest = new Date(Date.parse(at) + maxDays * DAY_MS).toISOString();
    if (until > latest) {
      throw new InputError(
        `until is ${until}, but an exemption lasts at most ${maxDays} days: until ${latest}`,
      );
    }
    return until;
  }

  async #mayBeExempt(
    asked: Pick<ExemptionToRequest, 'scorecardId' | 'check' | 'entityRef'>,
    scope: FleetScope,
  ): Promise<void> {
    const { database, fleet, queries, results } = this.#options;
    const { check, entityRef, scorecardId } = asked;
    const { scorecard } = await queries.find(scorecardId);
    const checks = scorecard.levels.flatMap(level => level.checks);
    if (!checks.some(({ id }) => id === check)) {
      throw new NotFoundError(
        `${scorecardId} has no check ${check}: it has ${checks
          .map(({ id }) => id)
          .join(', ')}`,
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

function noExemption(id: number): NotFoundError {
  return new NotFoundError(`There is no exemption ${id} that you may see`);
}

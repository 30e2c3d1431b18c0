import { NotFoundError } from '@backstage/errors';
import type {
  GateResult,
  Promotion,
  PromotionDetail,
  PromotionPage,
  PromotionState,
  ReleaseHistory,
} from '@sluice/plugin-pipelines-common';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import { apiPromotion } from './apiPromotion';
import type { PromotionContext } from './context';
import { newestOf } from './gates/verdicts';
import { releaseRef } from './plan/deployable';
import { isOver, LOCKING_STATES, WAITING_STATES } from './promotionState';
import type { PromotionFilter } from './PromotionStore';
import type { PromotionRecord } from './records';
import { timelineOf } from './timeline';

const LOG_LINES = 500;

/** Who looks, and what they may do. @internal */
export type Reader = {
  /** Entity ref. */
  actor: string;
  /** The units that a client is limited to; undefined for all. */
  units: string[] | undefined;
};

/** Promotions as the API shows them. @internal */
export class PromotionQueries {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** The newest first. @throws InputError if the cursor isn't one of this list */
  async page(
    filter: PromotionFilter,
    by: Reader,
    options: { cursor?: string; limit: number },
  ): Promise<PromotionPage> {
    const { database, store } = this.#context;
    const { cursor, limit } = options;
    const scope = { list: 'promotions', ...filter, units: by.units };
    const before = cursor
      ? (decodeCursor(cursor, scope, ['number'])[0] as number)
      : undefined;
    const found = await store.page(
      { ...filter, units: by.units },
      { before, limit: limit + 1 },
      database,
    );
    const rows = found.slice(0, limit);
    return {
      items: await this.views(rows),
      nextCursor:
        found.length > limit
          ? encodeCursor(scope, [rows[rows.length - 1].id])
          : undefined,
    };
  }

  /** @throws NotFoundError if there is none that the reader may see */
  async find(id: number, by: Reader): Promise<PromotionRecord> {
    const { database, store } = this.#context;
    const promotion = await store.find(id, database);
    if (!promotion || (by.units && !by.units.includes(promotion.unit))) {
      throw new NotFoundError(`There is no promotion ${id} that you may see`);
    }
    return promotion;
  }

  /** @throws as {@link find} */
  async detail(id: number, by: Reader): Promise<PromotionDetail> {
    const { database, store, units, work } = this.#context;
    const promotion = await this.find(id, by);
    const [view] = await this.views([promotion]);
    const overrides = new Map(
      (await work.overrides(id, database)).map(each => [each.gate, each]),
    );
    const gates: GateResult[] = newestOf(await work.gates(id, database)).map(
      gate => {
        const over = overrides.get(gate.gate);
        return over
          ? {
              ...gate,
              override: {
                by: over.overriddenBy,
                at: over.overriddenAt,
                reason: over.reason,
              },
            }
          : gate;
      },
    );
    const row = await units.find(promotion, database);
    const next = await store.next(promotion, database);
    return {
      ...view,
      rolledBackBy: next?.kind === 'rollback' ? next.id : undefined,
      plan: promotion.plan,
      gates,
      steps: (await work.steps(id, database)).map(step => ({
        name: step.name,
        title: step.title,
        timeoutSeconds: step.timeoutSeconds,
        state: step.state,
        attempts: step.attempts,
        startedAt: step.startedAt ?? undefined,
        endedAt: step.endedAt ?? undefined,
        detail: step.detail ?? undefined,
      })),
      findings: (await work.findings(id, database)).map(each => ({
        check: each.check,
        verdict: each.verdict,
        detail: each.detail,
        member: each.member || undefined,
        at: each.foundAt,
      })),
      timeline: await timelineOf(id, this.#context.ledger),
      log: await work.lines(id, LOG_LINES, database),
      can: abilities(promotion, by, row?.promotionId === id),
    };
  }

  /** Promotions with their releases, steps and votes. */
  async views(promotions: PromotionRecord[]): Promise<Promotion[]> {
    const { approvals, database, releases, work } = this.#context;
    const refs = new Map<number, ReturnType<typeof releaseRef>>();
    const refOf = async (id: number) => {
      const known = refs.get(id);
      if (known) return known;
      const release = await releases.find(id, database);
      if (!release) throw new NotFoundError(`There is no release ${id}`);
      const ref = releaseRef(release);
      refs.set(id, ref);
      return ref;
    };
    const views: Promotion[] = [];
    for (const promotion of promotions) {
      const request =
        promotion.approvalId !== null
          ? await approvals.requests.find(promotion.approvalId, database)
          : undefined;
      const needed =
        request?.rules.reduce((sum, rule) => sum + rule.minApprovals, 0) ?? 0;
      const given = request
        ? (await approvals.requests.approvers(request.id, database)).length
        : 0;
      views.push(
        apiPromotion(promotion, {
          release: await refOf(promotion.releaseId),
          baseline:
            promotion.baselineReleaseId === null
              ? undefined
              : await refOf(promotion.baselineReleaseId),
          steps: await work.steps(promotion.id, database),
          approvals: request && {
            given: Math.min(given, needed),
            needed,
          },
          expiresAt: isOver(promotion.state) ? undefined : request?.expiresAt,
        }),
      );
    }
    return views;
  }

  /** What ran of a unit, by environment, the newest first. */
  async history(unit: string, days: number): Promise<ReleaseHistory> {
    const { clock, database, releases, store, units } = this.#context;
    const at = await clock.now(database);
    const since = new Date(Date.parse(at) - days * 86_400_000).toISOString();
    const items: ReleaseHistory['items'] = [];
    for (const ran of await units.occupancies({ unit }, since, database)) {
      const release =
        ran.releaseId === null
          ? undefined
          : await releases.find(ran.releaseId, database);
      if (!release) continue;
      const promotion =
        ran.promotionId === null
          ? undefined
          : await store.find(ran.promotionId, database);
      items.push({
        environment: ran.environment,
        release: releaseRef(release),
        at: ran.fromAt,
        until: ran.untilAt ?? undefined,
        origin: ran.origin,
        promotionId: ran.promotionId ?? undefined,
        kind: promotion?.kind,
        state: promotion?.state as PromotionState | undefined,
      });
    }
    return { unit, items };
  }
}

/** What the reader may do now, as far as the promotion says; permissions come on top. */
function abilities(
  promotion: PromotionRecord,
  by: Reader,
  isRunning: boolean,
): PromotionDetail['can'] {
  const { id, reviewDueAt, reviewedAt, state } = promotion;
  const when = (allowed: boolean, reason: string) =>
    allowed ? { allowed } : { allowed, reason };
  const isWaiting = WAITING_STATES.includes(state);
  return {
    cancel: when(
      isWaiting || LOCKING_STATES.includes(state),
      `Promotion ${id} is ${state}`,
    ),
    retry: when(
      isOver(state) && state !== 'Succeeded',
      `Promotion ${id} is ${state}`,
    ),
    rollBack: when(isRunning, 'Something else runs there by now'),
    override: when(isWaiting, 'Gates are overridden before it starts'),
    review: when(
      reviewDueAt !== null &&
        reviewedAt === null &&
        promotion.requestedBy !== by.actor,
      whyNoReview(promotion),
    ),
  };
}

function whyNoReview(promotion: PromotionRecord): string {
  if (promotion.reviewDueAt === null) return 'It needs no review';
  return promotion.reviewedAt !== null
    ? `Reviewed by ${promotion.reviewedBy}`
    : 'Somebody else has to review what you did';
}

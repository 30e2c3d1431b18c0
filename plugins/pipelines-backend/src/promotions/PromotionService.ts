import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  PromotionToPlan,
  PromotionToRequest,
} from '@sluice/plugin-pipelines-common';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { CheckedRules } from '../approvals';
import type { IdempotencyStore } from '../idempotency';
import type { LedgerEntry } from '../ledger';
import { type PromotionContext, ENGINE } from './context';
import type { Permit } from './plan/permit';
import type { FullPlan, PlanService } from './plan/PlanService';
import type { PolicyException } from './ports';
import type { PromotionRecord } from './records';

/** Who asks. @internal */
export type Requester = {
  /** Entity ref of a person, or of the system where nobody asked. */
  actor: string;
  /** The plugin that acts for that person. */
  via?: string;
};

/** How a promotion comes to be allowed, with people who can be asked. */
type CheckedPermit =
  | { how: 'ask'; checked: CheckedRules }
  | Extract<Permit, { how: 'preapproved' }>;

/** A run that failed before that is not what a hotfix mends now. */
const MENDED_WITHIN_MS = 7 * 86_400_000;

const KIND_WORDS = {
  promote: 'Promote',
  rollback: 'Roll back',
  redeploy: 'Redeploy',
} as const;

/** Asks for promotions. What happens then is the engine's. @internal */
export class PromotionService {
  readonly #context: PromotionContext;
  readonly #plans: PlanService;
  readonly #idempotency: IdempotencyStore;

  constructor(
    context: PromotionContext,
    options: {
      plans: PlanService;
      idempotency: IdempotencyStore;
    },
  ) {
    this.#context = context;
    this.#plans = options.plans;
    this.#idempotency = options.idempotency;
  }

  /** What a promotion would change, could hurt and needs. @throws as {@link PlanService.plan} */
  async plan(asked: PromotionToPlan, actor: string): Promise<FullPlan> {
    return this.#plans.plan(asked, actor);
  }

  /**
   * Asks for a promotion, a rollback or a redeployment. The same request under the same key is answered with what it made, whatever
   * has changed since.
   *
   * @param more - `planned` is its plan where that was just made; of an automatic one: `rollbackOf` is what it takes back; `checkMembers` throws
   *   if whoever asks may not change all of these
   * @throws UnprocessableError if integrity gates don't pass, or nobody could approve it; ConflictError if the plan is another one than was
   *   shown, or the key was used for another request; InputError, NotFoundError as {@link plan}
   */
  async request(
    asked: PromotionToRequest,
    by: Requester,
    key: string | undefined,
    more: {
      rollbackOf?: number;
      retryOf?: number;
      failedAt?: string;
      isAutomatic?: boolean;
      planned?: FullPlan;
      checkMembers?: (members: string[]) => Promise<void>;
    } = {},
  ): Promise<PromotionRecord> {
    const { planHash, ...meant } = asked;
    const call = {
      caller: by.actor,
      key,
      operation: 'promotion.request',
      request: JSON.parse(JSON.stringify(meant)),
    };
    const { clock, database, policies, store } = this.#context;
    // Before the plan: it costs much, and the world may have changed so that it can't be made any more.
    const known = await this.#idempotency.find<number>(call, database);
    if (known !== undefined) return (await store.find(known, database))!;
    const full = more.planned ?? (await this.#plans.plan(asked, by.actor));
    await more.checkMembers?.(full.members);
    if (planHash !== undefined && planHash !== full.hash) {
      throw new ConflictError(
        'The plan is another one than you were shown: look at it again',
      );
    }
    if (!full.plan.canRequest) {
      throw new UnprocessableError(
        `It can't be promoted: ${full.plan.problems.join('; ')}`,
      );
    }
    const startAt = startOf(asked);
    const failedAt =
      more.failedAt ?? (await this.#failedAt(asked, full.release.unit));
    const exception =
      asked.breakGlass || asked.lane === 'hotfix'
        ? await policies.exception(await clock.now(database), database)
        : undefined;
    const permit = await this.#permit(asked, by, full, exception);
    const id = await database.transaction(async tx => {
      const at = await clock.now(tx);
      return this.#idempotency.once(
        { ...call, at },
        tx,
        async () =>
          (
            await this.#add(
              {
                asked,
                by,
                full,
                permit,
                exception,
                startAt,
                failedAt,
                at,
                ...more,
              },
              tx,
            )
          ).id,
      );
    });
    this.#context.changed([id]);
    return (await store.find(id, database))!;
  }

  async #add(
    of: {
      asked: PromotionToRequest;
      by: Requester;
      full: FullPlan;
      permit: CheckedPermit;
      /** Of what goes through without its approvals, or with fewer. */
      exception: PolicyException | undefined;
      startAt: string | null;
      failedAt: string | null;
      at: string;
      rollbackOf?: number;
      retryOf?: number;
      isAutomatic?: boolean;
    },
    tx: Knex.Transaction,
  ): Promise<PromotionRecord> {
    const { approvals, ledger, moves, store, units, work } = this.#context;
    const { asked, at, by, exception, full, permit } = of;
    const { environment, kind = 'promote', lane = 'normal' } = asked;
    const target = { unit: full.release.unit, environment };
    // The environment may have moved since the plan was made.
    const row = await units.lock(target, tx);
    if (row.runningVersion !== full.baselineVersion) {
      throw new ConflictError(
        `What runs in ${environment} changed meanwhile: look at the plan again`,
      );
    }
    const breakGlass = asked.breakGlass ?? false;
    const standard =
      permit.how === 'preapproved' ? permit.standardChange : undefined;
    const added = await store.add(
      {
        ...target,
        kind,
        lane,
        breakGlass,
        isAutomatic: of.isAutomatic ?? false,
        state: 'Requested',
        stateReason: null,
        version: 1,
        releaseId: full.release.id,
        baselineReleaseId: full.baseline?.id ?? null,
        baselineVersion: full.baselineVersion,
        members: full.members,
        subject: full.subject,
        subjectHash: full.hash,
        plan: full.plan,
        requirements: full.requirements,
        config: full.config,
        deployerId: full.deployer.id,
        rollbackClass: full.deployPlan.rollbackClass,
        requestedBy: by.actor,
        requestedAt: at,
        reason: asked.reason.trim(),
        incidentId: asked.incidentId ?? null,
        failedRunId: asked.failedRunId ?? null,
        rollbackOf: of.rollbackOf ?? null,
        retryOf: of.retryOf ?? null,
        supersededBy: null,
        standardChange: standard?.template ?? null,
        standardChangeDigest: standard?.digest ?? null,
        abortRequestedBy: null,
        approvalId: null,
        startAt: of.startAt,
        expiresAt:
          breakGlass && exception?.breakGlass
            ? new Date(
                Date.parse(at) + exception.breakGlass.maxMinutes * 60_000,
              ).toISOString()
            : null,
        startedAt: null,
        deployedAt: null,
        endedAt: null,
        holdsLock: false,
        leaseOwner: null,
        leaseUntil: null,
        fencingToken: 0,
        wakeAt: at,
        attempts: 0,
        verificationState: null,
        verification: null,
        bakeState: null,
        bake: null,
        failedAt: of.failedAt,
        restoredAt: null,
        reviewDueAt: exception?.reviewBy ?? null,
        reviewedBy: null,
        reviewedAt: null,
        review: null,
      },
      tx,
    );
    await work.addSteps(added.id, full.deployPlan.steps, tx);
    await work.addGates(
      added.id,
      full.plan.gates.map(each => ({ ...each, phase: 'request' as const })),
      tx,
    );
    const requested: LedgerEntry = {
      actor: by.actor,
      type: 'promotion.requested',
      subject: `promotion:${added.id}`,
      payload: {
        ...target,
        kind,
        lane,
        breakGlass,
        isAutomatic: added.isAutomatic,
        releaseId: added.releaseId,
        releaseDigest: full.release.releaseDigest,
        baseline: full.baselineVersion,
        members: full.members,
        subjectHash: full.hash,
        policyVersion: full.requirements.policyVersion,
        incidentId: added.incidentId,
        failedRunId: added.failedRunId,
        rollbackOf: added.rollbackOf,
        via: by.via ?? null,
        standardChange: standard
          ? {
              template: standard.template,
              digest: standard.digest,
              use: standard.use,
            }
          : null,
        gates: full.plan.gates.map(({ gate, verdict }) => ({ gate, verdict })),
      },
      redactable: { reason: added.reason },
    };
    const gating = await moves.prepare(
      added,
      'gate',
      { at, actor: ENGINE },
      tx,
    );
    if (permit.how === 'preapproved') {
      const next = await moves.prepare(
        gating.promotion,
        'preapprove',
        { at, actor: ENGINE, reason: permit.why },
        tx,
      );
      await ledger.append([requested, gating.entry, next.entry], tx);
      return next.promotion;
    }
    const asking = await moves.prepare(
      gating.promotion,
      'ask',
      { at, actor: ENGINE },
      tx,
    );
    const request = await approvals.requests.add(
      {
        type: 'promotion',
        ref: `promotion:${added.id}`,
        subject: full.subject,
        snapshot: JSON.parse(
          JSON.stringify({
            gates: full.plan.gates,
            deadlines: full.plan.deadlines,
            blastRadius: full.plan.blastRadius,
            rollbackEffects: full.plan.rollbackEffects,
          }),
        ),
        title: `${KIND_WORDS[kind]} ${target.unit} ${
          full.release.label ?? `#${full.release.sequence}`
        } ${kind === 'rollback' ? 'in' : 'to'} ${environment}`,
        requestedBy: by.actor,
        requestedVia: by.via,
        pendingTtlSeconds: full.requirements.pendingHours * 3600,
        approvedTtlSeconds: full.requirements.approvedHours * 3600,
      },
      permit.checked,
      tx,
    );
    const waiting = await store.update(
      asking.promotion,
      { approvalId: request.id },
      tx,
    );
    // Last of all: whoever appends to the ledger waits for nothing any more.
    await ledger.append([requested, gating.entry, asking.entry], tx);
    return waiting;
  }

  /** Who has to agree, if anybody. */
  async #permit(
    asked: PromotionToRequest,
    by: Requester,
    full: FullPlan,
    exception: PolicyException | undefined,
  ): Promise<CheckedPermit> {
    const { approvals } = this.#context;
    if (asked.breakGlass) {
      if (asked.incidentId === undefined) {
        throw new InputError(
          'breakGlass needs incidentId: what makes it so urgent',
        );
      }
      await this.#requireMayBreakGlass(by.actor, exception);
      await this.#requireNotSuspended(by.actor);
      return {
        how: 'preapproved',
        why: `${by.actor} broke the glass for incident ${asked.incidentId}`,
      };
    }
    if (full.option?.disabled) {
      throw new UnprocessableError(
        `It can't be rolled back to: ${full.option.disabled}`,
      );
    }
    if (full.option?.tier === 'retrievable') {
      throw new NotAllowedError(
        `${full.option.reason}: only who may break the glass can go back to it`,
      );
    }
    if (full.permit.how === 'preapproved') return full.permit;
    return {
      how: 'ask',
      checked: await approvals.requests.check(
        full.permit.rules,
        full.exclusions,
      ),
    };
  }

  /** @throws NotAllowedError if the policy names neither them nor a group that they are in */
  async #requireMayBreakGlass(
    actor: string,
    exception: PolicyException | undefined,
  ): Promise<void> {
    const from = exception?.breakGlass?.from ?? [];
    const { members } = await this.#context.approvals.people.look(from);
    const isNamed = from.some(
      ref => ref === actor || members.get(ref)?.includes(actor),
    );
    if (isNamed) return;
    throw new NotAllowedError(
      from.length === 0
        ? 'The policy in force lets nobody break the glass'
        : `The policy in force lets only ${from.join(', ')} break the glass`,
    );
  }

  /** @throws NotAllowedError if a review of what they did by break-glass is overdue */
  async #requireNotSuspended(actor: string): Promise<void> {
    const { clock, database } = this.#context;
    const at = await clock.now(database);
    const late = await database('promotions')
      .where({ requested_by: actor, break_glass: true })
      .whereNotNull('started_at')
      .whereNull('reviewed_at')
      .where('review_due_at', '<', at)
      .first('id');
    if (late) {
      throw new NotAllowedError(
        `Promotion ${late.id} of yours broke the glass and was not reviewed in time: until it is, you can't do so again`,
      );
    }
  }

  /**
   * From when on service was out, for the recovery clock: an incident says it, or the failed run that is mended.
   *
   * @returns null if neither does, or nothing is known of that run
   */
  async #failedAt(
    asked: PromotionToRequest,
    unit: string,
  ): Promise<string | null> {
    const { clock, database, health, incidents, members } = this.#context;
    const { environment, failedRunId, incidentId } = asked;
    if (incidentId !== undefined) {
      return (await incidents.find(incidentId, database))?.openedAt ?? null;
    }
    if (failedRunId === undefined) return null;
    const at = Date.parse(await clock.now(database));
    const runs = await health.runsSince(
      (await members.of(unit)).map(each => each.entityRef),
      environment,
      new Date(at - MENDED_WITHIN_MS).toISOString(),
    );
    const run = runs.find(
      each => each.runId === failedRunId && each.state === 'failed',
    );
    return run?.endedAt ?? null;
  }
}

function startOf({ startAt }: PromotionToRequest): string | null {
  if (startAt === undefined) return null;
  const time = new Date(startAt);
  if (Number.isNaN(time.getTime())) {
    throw new InputError(`startAt is ${startAt}, which is no time`);
  }
  return time.toISOString();
}

import { stringifyError } from '@backstage/errors';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { type AttentionTimes, attentionOf } from './attention';
import { type ApprovalContext, refsOf } from './context';
import { quorumOf } from './quorum';
import type { ApprovalRecord } from './records';

const BATCH = 100;

/** What an {@link AttentionTask} needs beside the context. @internal */
export type AttentionOptions = AttentionTimes & {
  /** Groups and users who are told when nobody decides. */
  escalateTo: string[];
  /** Undefined where the portal has none. */
  notifications: NotificationService | undefined;
  logger: LoggerService;
};

/**
 * Ends requests whose time is over, reminds those who could decide, tells others when nobody does, and notices who joined or left a
 * group. Nothing rests on it: what is used is checked when it is used.
 *
 * @internal
 */
export class AttentionTask {
  readonly #context: ApprovalContext;
  readonly #options: AttentionOptions;

  constructor(context: ApprovalContext, options: AttentionOptions) {
    this.#context = context;
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-approvals',
      frequency: { minutes: 1 },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 30 },
      scope: 'global',
      fn: signal => this.run(signal),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    await this.#expire();
    const { database, lifecycle, store } = this.#context;
    let before: number | undefined;
    while (!signal?.aborted) {
      const page = await store.page(
        { states: ['Pending', 'Approved'] },
        { before, limit: BATCH },
        database,
      );
      if (page.length === 0) return;
      before = page[page.length - 1].id;
      await this.#attend(page.filter(r => lifecycle.knows(r)));
    }
  }

  async #expire(): Promise<void> {
    const { clock, database, ledger, lifecycle, store } = this.#context;
    const now = await clock.now(database);
    for (const id of await store.overdue(now, BATCH, database)) {
      await database.transaction(async tx => {
        const request = await lifecycle.lock(id, tx);
        if (!lifecycle.knows(request)) return;
        const at = await clock.now(tx);
        const ending = await lifecycle.ending(request, at, tx);
        if (!ending) return;
        const { entry } = await lifecycle.move(
          request,
          ending.event,
          { at, actor: 'system:approvals', reason: ending.reason },
          tx,
        );
        await ledger.append([entry], tx);
      });
    }
  }

  async #attend(requests: ApprovalRecord[]): Promise<void> {
    const { clock, database, directory, ledger, memberships, store } =
      this.#context;
    const ids = requests.map(r => r.id);
    const votes = await store.votes(ids, database);
    const delegations = await store.delegations(ids, database);
    const people = await directory.look(
      requests.flatMap(r =>
        refsOf(
          r,
          delegations.get(r.id)!,
          votes.get(r.id)!.map(v => v.voter),
        ),
      ),
    );
    await database.transaction(async tx => {
      const at = await clock.now(tx);
      await ledger.append(await memberships.record(people, at, tx), tx);
    });
    for (const request of requests) {
      if (request.state === 'Approved') await this.#useAgain(request);
      const quorum = quorumOf(
        { ...request, people, delegations: delegations.get(request.id)! },
        votes.get(request.id)!,
      );
      const candidates = new Set(
        quorum.rules
          .filter(rule => rule.missing > 0)
          .flatMap(rule => rule.candidates ?? []),
      );
      await this.#tell(request, [...candidates].sort());
    }
  }

  /** What follows from an approval may have failed, or its process died before it. */
  async #useAgain(request: ApprovalRecord): Promise<void> {
    const { lifecycle } = this.#context;
    try {
      await lifecycle.kindOf(request).approved?.(request);
    } catch (error) {
      this.#options.logger.warn(
        `Approval request ${
          request.id
        } is approved, but what follows failed: ${stringifyError(error)}`,
      );
    }
  }

  /** The row says that they were told before they are, so that nobody is told twice. */
  async #tell(request: ApprovalRecord, candidates: string[]): Promise<void> {
    const { clock, database, ledger, lifecycle, store } = this.#context;
    const { escalateTo } = this.#options;
    const due = await database.transaction(async tx => {
      const now = await lifecycle.lock(request.id, tx);
      const at = await clock.now(tx);
      const { escalate, remind } = attentionOf(now, at, this.#options);
      if (!escalate && !remind) return { escalate, remind };
      await store.update(
        now,
        {
          ...(remind && { remindedAt: at, reminders: now.reminders + 1 }),
          ...(escalate && { escalatedAt: at }),
        },
        tx,
      );
      const entry = (type: string, told: string[]) => ({
        actor: 'system:approvals',
        type,
        subject: `approval:${request.id}`,
        payload: { told },
      });
      await ledger.append(
        [
          ...(remind ? [entry('approval.reminded', candidates)] : []),
          ...(escalate ? [entry('approval.escalated', escalateTo)] : []),
        ],
        tx,
      );
      return { escalate, remind };
    });
    if (due.remind) {
      await this.#notify(candidates, request, 'waits for your decision');
    }
    if (due.escalate) {
      await this.#notify(escalateTo, request, 'was not decided in time');
    }
  }

  async #notify(
    recipients: string[],
    request: ApprovalRecord,
    what: string,
  ): Promise<void> {
    const { logger, notifications } = this.#options;
    if (recipients.length === 0 || !notifications) return;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: recipients },
        payload: {
          title: `${request.title} ${what}`,
          description: `Requested by ${request.requestedBy}; it expires at ${request.expiresAt}`,
          link: `/pipelines/approvals/${request.id}`,
          topic: 'approvals',
          scope: `approval:${request.id}`,
          severity: 'normal',
        },
      });
    } catch (error) {
      logger.warn(
        `Nobody could be told that approval request ${
          request.id
        } ${what}: ${stringifyError(error)}`,
      );
    }
  }
}

import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Deployer, PastEvent } from '@sluice/plugin-pipelines-node';
import type { Approvals, Asker } from '../approvals';
import type { Incidents } from '../incidents';
import type { Operations } from '../operations';
import type { Policies } from '../policies';
import type { Promotions } from '../promotions';
import type { Releases } from '../releases';
import type { PastKind } from './PastStore';
import type { SetBackClock } from './SetBackClock';
import type { ToldRuns } from './ToldRuns';

/** The services that a past is played through, all with its clock. @internal */
export type PastServices = {
  approvals: Approvals;
  incidents: Incidents;
  operations: Pick<Operations, 'planner' | 'service'>;
  policies: Policies;
  promotions: Promotions;
  releases: Releases;
  /** Of the environments then. */
  deployer: Deployer;
  runs: ToldRuns;
};

/** What was brought under a name, kept where a restart finds it. @internal */
export interface PastNames {
  id(kind: PastKind, name: string): number;
  add(kind: PastKind, name: string, id: number): Promise<void>;
}

type Does = PastEvent['does'];
type EventOf<D extends Does> = Extract<PastEvent, { does: D }>;

/** Who votes one after the other takes this long to come to it. In milliseconds. */
const BETWEEN_VOTES = 60_000;
/** What touches a target is followed through waits of up to this. In milliseconds. */
const PATIENCE = 15 * 60_000;

/** People see everything in a demo; what they may do, the services decide. */
const asker = (person: string): Asker => ({
  person,
  scopeOf: async () => ({}),
});

/** Makes an event happen, through the services that people use, and lets the engine do what follows from it. @internal */
export class EventPlayer {
  readonly #services: PastServices;
  readonly #clock: SetBackClock;
  readonly #names: PastNames;

  constructor(
    services: PastServices,
    options: { clock: SetBackClock; names: PastNames },
  ) {
    this.#services = services;
    this.#clock = options.clock;
    this.#names = options.names;
  }

  /** @throws as the services do, for what they refuse */
  async play(event: PastEvent): Promise<void> {
    this.#clock.reach(event.at);
    const handle = this.#handlers[event.does] as (
      event: PastEvent,
    ) => Promise<unknown>;
    await handle(event);
    await this.#follow();
  }

  /** What of an event isn't in the database, after a restart. */
  async recall(event: PastEvent): Promise<void> {
    this.#clock.reach(event.at);
    if (event.does === 'run') await this.#handlers.run(event);
  }

  readonly #handlers: { [D in Does]: (event: EventOf<D>) => Promise<unknown> } =
    {
      adopt: ({ by, level, reason, unit }) =>
        this.#services.promotions.adoption.setLevel(unit, level, {
          by,
          reason,
        }),
      register: event => this.#register(event),
      record: ({ at, by, environment, release }) =>
        this.#services.releases.service.record(
          {
            releaseId: this.#names.id('release', release),
            environment,
            deployedAt: at,
          },
          { actor: by, units: undefined },
        ),
      request: event => this.#request(event),
      approve: event => this.#approve(event),
      'roll-back': async ({ by, environment, reason, unit }) => {
        const { rollbacks, service } = this.#services.promotions;
        const good = await rollbacks.lastKnownGood({ unit, environment });
        if (!good) throw new NotFoundError(`${unit} has no last known good`);
        await service.request(
          { kind: 'rollback', releaseId: good.release.id, environment, reason },
          { actor: by },
          undefined,
        );
      },
      reject: event => this.#vote(event, 'reject'),
      cancel: ({ by, promotion, reason }) =>
        this.#services.promotions.interventions.cancel(
          this.#names.id('promotion', promotion),
          reason,
          { actor: by },
        ),
      review: ({ by, promotion, text }) =>
        this.#services.promotions.interventions.review(
          this.#names.id('promotion', promotion),
          text,
          { actor: by },
        ),
      run: async ({ runs, state, target }) => {
        const { context } = this.#services.promotions;
        const members = await context.members.of(target.unit);
        this.#services.runs.add(
          members.map(each => each.entityRef),
          target.environment,
          // What came before may have taken longer than was thought: it ran after that.
          { at: this.#clock.now().toISOString(), state, runs },
        );
      },
      hold: ({ by, reason, target }) =>
        this.#services.promotions.holds.set(target, { by, reason }),
      'open-incident': async ({ by, name, pipelines, title }) => {
        const id = await this.#services.incidents.service.open(
          { by, origin: 'person', pipelines, title, idempotencyKey: name },
          {},
        );
        await this.#names.add('incident', name, id);
      },
      'close-incident': ({ by, incident, note }) =>
        this.#services.incidents.service.close(
          this.#names.id('incident', incident),
          { by, reason: note },
          {},
        ),
      happen: ({ happens }) => happens(),
      look: ({ target }) =>
        this.#services.promotions.reconcile.look(
          target,
          this.#services.deployer,
        ),
      acknowledge: async ({ by, reason, unit }) => {
        const { context, reconcile } = this.#services.promotions;
        const [last] = await context.units.unmanaged(
          { unit, openOnly: true },
          context.database,
        );
        if (last) await reconcile.acknowledge(last.id, { by, reason });
      },
      'propose-policy': async ({ by, edit, reason }) => {
        const { service } = this.#services.policies;
        const { inForce } = await service.standing();
        if (!inForce?.source) return;
        await service.propose({
          yaml: edit(inForce.source),
          person: by,
          reason,
        });
      },
      'ask-operation': async ({ by, reason, request, sourceId }) => {
        const { planner, service } = this.#services.operations;
        const { plan } = await planner.dryRun(sourceId, request);
        const shown = plan.partitions;
        await service.request(
          { sourceId, request, shown, reason },
          { person: by },
        );
      },
      pass: () => this.#services.approvals.attend(),
    };

  async #register(event: EventOf<'register'>): Promise<void> {
    const { evidence, service } = this.#services.releases;
    const caller = { actor: event.by, units: undefined };
    const { release } = await service.register(
      event.release,
      caller,
      event.name,
    );
    for (const each of event.evidence) {
      await evidence.add(
        release.id,
        {
          ...each,
          commit: release.commit,
          releaseDigest: release.releaseDigest,
        },
        caller,
      );
    }
    await this.#names.add('release', event.name, release.id);
  }

  async #request(event: EventOf<'request'>): Promise<void> {
    const { at, by, does, incident, name, release, ...asked } = event;
    const { id } = await this.#services.promotions.service.request(
      {
        ...asked,
        releaseId: this.#names.id('release', release),
        ...(incident !== undefined && {
          incidentId: this.#names.id('incident', incident),
        }),
      },
      { actor: by },
      name,
    );
    await this.#names.add('promotion', name, id);
  }

  async #approve(event: EventOf<'approve'>): Promise<void> {
    for (const [i, person] of event.by.entries()) {
      if (!(await this.#isPending(event.promotion))) return;
      if (i > 0) this.#clock.pass(BETWEEN_VOTES);
      try {
        await this.#vote({ ...event, by: person }, 'approve');
      } catch (error) {
        // Who asked for it, or wrote it, may well be on the list.
        if (!(error instanceof NotAllowedError)) throw error;
      }
    }
  }

  async #isPending(promotion: string): Promise<boolean> {
    const { context } = this.#services.promotions;
    const id = this.#names.id('promotion', promotion);
    const found = await context.store.find(id, context.database);
    if (found?.state !== 'AwaitingApproval' || found.approvalId === null) {
      return false;
    }
    const request = await this.#services.approvals.inbox.visible(
      found.approvalId,
      asker(found.requestedBy),
    );
    return request.state === 'Pending';
  }

  async #vote(
    vote: { promotion: string; by: string; comment?: string },
    kind: 'approve' | 'reject',
  ): Promise<void> {
    const { approvals, promotions } = this.#services;
    const { database, store } = promotions.context;
    const id = this.#names.id('promotion', vote.promotion);
    const { approvalId } = (await store.find(id, database))!;
    if (approvalId === null) return;
    const voter = asker(vote.by);
    const request = await approvals.inbox.visible(approvalId, voter);
    await approvals.voting.vote(
      {
        requestId: approvalId,
        kind,
        subjectHash: request.subjectHash,
        shownDigest: request.snapshotDigest,
        comment: vote.comment,
      },
      { ...voter, authenticatedAt: null },
    );
  }

  /** Lets the engine do what is due, and waits with it for what a target is doing. */
  async #follow(): Promise<void> {
    const { context, worker } = this.#services.promotions;
    const until = this.#clock.now().getTime() + PATIENCE;
    for (;;) {
      worker.wake();
      await worker.idle();
      const now = this.#clock.now();
      const due = await context
        .database('promotions')
        .where('wake_at', '<=', now.toISOString())
        .first('id');
      if (due) continue;
      const next = await context
        .database('promotions')
        .where({ state: 'Running' })
        .whereNotNull('wake_at')
        .min({ at: 'wake_at' })
        .first();
      if (!next?.at || Date.parse(next.at) > until) return;
      this.#clock.reach(next.at);
    }
  }
}

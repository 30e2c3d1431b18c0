import type { PromotionContext } from '../context';
import type { ReleaseRecord } from '../../releases';
import type { OccupancyRecord, UnmanagedChangeRecord } from '../records';
import type { Target } from './UnitStore';

/** Nobody reads further, and for each its authors are put together. */
const MAX_DEPLOYMENTS = 20;

/** Something that came to run. @internal */
export type Deployment = {
  /** ISO 8601 in UTC. */
  at: string;
  how: 'deployed' | 'rolled-back' | 'unmanaged';
  /** Undefined for what was changed behind Sluice's back. */
  promotionId?: number;
  /** What ran before and what runs since, as people call it; undefined for nothing. */
  before?: string;
  after?: string;
  /** Entity refs of the pipelines that it changed; undefined where that can't be told. */
  members?: string[];
  /** Who wrote what was brought or taken back: entity refs, or addresses; of an unmanaged change whom the target names. */
  authors: string[];
};

/** What came to run in an environment, and when. @internal */
export class DeploymentHistory {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** @param period - [from, to), ISO 8601 in UTC @returns the newest first */
  async of(
    target: Target,
    period: { from: string; to: string },
  ): Promise<Deployment[]> {
    const { database, units } = this.#context;
    const { from, to } = period;
    const isWithin = (at: string) => at >= from && at < to;
    // With what ran before the first of them, which ended when that began.
    const ran = await units.occupancies(target, from, database);
    const byPromotion = ran
      .map((now, i) => ({ now, before: ran.at(i + 1) }))
      .filter(({ now }) => now.origin === 'promotion' && isWithin(now.fromAt));
    const unmanaged = (
      await units.unmanaged({ unit: target.unit, since: from }, database)
    )
      .filter(each => each.environment === target.environment)
      .map(change => ({ change, at: whenOf(change, from) }))
      .filter(({ at }) => isWithin(at));
    const found = await Promise.all([
      ...byPromotion
        .slice(0, MAX_DEPLOYMENTS)
        .map(({ before, now }) => this.#deployment(now, before)),
      ...unmanaged
        .slice(0, MAX_DEPLOYMENTS)
        .map(({ at, change }) => this.#unmanaged(change, at)),
    ]);
    return found.sort((a, b) => b.at.localeCompare(a.at));
  }

  async #deployment(
    now: OccupancyRecord,
    before: OccupancyRecord | undefined,
  ): Promise<Deployment> {
    const { database, releases, store } = this.#context;
    const promotion =
      now.promotionId === null
        ? undefined
        : await store.find(now.promotionId, database);
    const [old, fresh] = await Promise.all([
      this.#release(before?.releaseId),
      this.#release(now.releaseId),
    ]);
    const isRollback = promotion?.kind === 'rollback';
    const change = fresh && (await releases.change(old, fresh));
    return {
      at: now.fromAt,
      how: isRollback ? 'rolled-back' : 'deployed',
      promotionId: now.promotionId ?? undefined,
      before: nameOf(old, before?.runningVersion),
      after: nameOf(fresh, now.runningVersion),
      members: promotion?.members,
      authors: change?.authors.map(each => each.ref ?? each.email) ?? [],
    };
  }

  async #unmanaged(
    change: UnmanagedChangeRecord,
    at: string,
  ): Promise<Deployment> {
    const { database, releases } = this.#context;
    const [old, fresh] = await Promise.all([
      change.beforeVersion === null
        ? undefined
        : releases.findByDigest(change.beforeVersion, database),
      this.#release(change.afterReleaseId),
    ]);
    return {
      at,
      how: 'unmanaged',
      before: nameOf(old, change.beforeVersion),
      after: nameOf(fresh, change.afterVersion),
      authors: change.changedBy === null ? [] : [change.changedBy],
    };
  }

  async #release(
    id: number | null | undefined,
  ): Promise<ReleaseRecord | undefined> {
    const { database, releases } = this.#context;
    return id === null || id === undefined
      ? undefined
      : releases.find(id, database);
  }
}

/** When a target says that it was changed; where it doesn't, or where that was before, when it was seen. */
function whenOf(
  { changedAt, firstSeenAt }: UnmanagedChangeRecord,
  from: string,
): string {
  return changedAt !== null && changedAt >= from ? changedAt : firstSeenAt;
}

/** As people call it. */
function nameOf(
  release: ReleaseRecord | undefined,
  version: string | null | undefined,
): string | undefined {
  return (
    release?.label ??
    release?.commit.slice(0, 12) ??
    version?.slice(0, 24) ??
    undefined
  );
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Replicas } from './Replicas';
import { isSlow, releaseIdOf, unitName, VOTERS } from './world';

const LOOK_MS = 100;

/** What people asked for, and what became of it. */
export type Asked = {
  /** Promotion by key. */
  promotions: Map<string, number>;
  /** Refusals by what they say, numbers taken out. */
  refusals: Map<string, number>;
  /** Answers that no caller should ever get. */
  faults: string[];
};

const REFUSALS =
  /^(ConflictError|NotAllowedError|NotFoundError|InputError|UnprocessableError)$/;

/**
 * The people of one unit: they ask for its releases one after the other, agree, change their minds, and go back, until they are told to stop. Each of them
 * sends the same request again until somebody answers.
 */
export async function driveUnit(options: {
  index: number;
  replicas: Replicas;
  database: Knex;
  asked: Asked;
  isOver: () => boolean;
}): Promise<void> {
  const { asked, database, index, isOver, replicas } = options;
  const unit = unitName(index);
  let sequence = 0;

  /** @returns undefined where it was refused by name */
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const { message, name, stack } = error as Error;
      if (isOver()) return undefined;
      if (REFUSALS.test(name)) {
        const text = `${name}: ${message.replace(/\d+|[0-9a-f]{16,}/g, '…')}`;
        asked.refusals.set(text, (asked.refusals.get(text) ?? 0) + 1);
      } else {
        asked.faults.push(stack ?? message);
      }
      return undefined;
    }
  }

  const request = (kind: 'promote' | 'rollback', releaseId: number) => {
    const key = `${unit}-${++sequence}-${kind}`;
    return attempt(async () => {
      const id = await replicas.ask('request', { releaseId, kind, key });
      asked.promotions.set(key, id);
      return id;
    });
  };
  const approve = async (promotionId: number) => {
    for (const who of VOTERS) {
      await attempt(() =>
        replicas.ask('vote', {
          promotionId,
          who,
          key: `${promotionId}-${who}`,
        }),
      );
    }
  };
  const state = async (id: number) =>
    (await database('promotions').where({ id }).first('state'))?.state;
  const settled = async () => {
    while (!isOver() && (await openOf(unit, database)).length > 0) {
      await sleep(LOOK_MS);
    }
  };

  while (!isOver()) {
    const releaseId = releaseIdOf(index, ++sequence);
    const id = await request('promote', releaseId);
    if (id === undefined) {
      await sleep(LOOK_MS);
      continue;
    }
    const turn = sequence % 5;
    if (turn === 0) {
      await attempt(() => replicas.ask('cancel', { promotionId: id }));
    } else if (turn === 1) {
      const newer = await request('promote', releaseIdOf(index, ++sequence));
      // The newer one takes the place of the older one.
      if (newer !== undefined) await approve(newer);
    } else {
      await approve(id);
    }
    if (isSlow(releaseId)) {
      while (
        !isOver() &&
        ['AwaitingApproval', 'Scheduled', 'Queued'].includes(await state(id))
      ) {
        await sleep(LOOK_MS);
      }
      await attempt(() => replicas.ask('cancel', { promotionId: id }));
    }
    await settled();
    if (sequence % 3 === 0 && !isOver()) {
      const good = await attempt(() => replicas.ask('lastKnownGood', { unit }));
      if (good !== undefined) await request('rollback', Number(good));
      await settled();
    }
  }
}

/** Promotions of a unit, or of all, that aren't over, with what follows from them. */
export function openOf(
  unit: string | undefined,
  database: Knex,
): Promise<Array<{ id: number; unit: string; state: string }>> {
  return database('promotions')
    .modify(query => {
      if (unit !== undefined) query.where({ unit });
    })
    .where(query =>
      query
        .whereNull('ended_at')
        .orWhereNotNull('wake_at')
        .orWhere('bake_state', 'baking'),
    )
    .orderBy('id')
    .select('id', 'unit', 'state', 'state_reason', 'wake_at', 'lease_until');
}

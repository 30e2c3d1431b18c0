import type { Knex } from 'knex';
import type { Engine } from './engine';
import type { Asked } from './driveUnit';
import type { TargetEntry, TargetLog } from './TargetLog';

/** What has to be so in the end. */
export type Check = { what: string; problems: string[] };

const check = (what: string, problems: string[]): Check => ({ what, problems });

/** Holds the database against what the target itself remembers, and against what people were answered. */
export async function judge(options: {
  database: Knex;
  engine: Engine;
  log: TargetLog;
  asked: Asked;
  killedAt: ReadonlyMap<number, number>;
}): Promise<Check[]> {
  const { asked, database, engine, killedAt, log } = options;
  const entries = log.units().flatMap(unit => log.entries(unit));
  const effects = entries.filter(each => !each.isRepeated);
  const promotions = await database('promotions').orderBy('id');
  const steps = await database('promotion_steps');
  const dispatched: Array<{ subject: string }> = await database('ledger').where(
    { type: 'promotion.dispatched' },
  );
  const verification = await engine.ledger.verify();
  const unmanaged = await database('unmanaged_changes');
  const requests = await database('approval_requests');
  return [
    check('no step happened twice at a target', twice(effects)),
    check(
      'no step was tried again without looking, after the worker that did it was killed',
      entries
        .filter(each => each.isRepeated)
        .filter(each => {
          const first = effects.find(e => e.stepKey === each.stepKey)!;
          const killed = killedAt.get(first.pid);
          return killed !== undefined && killed < each.at;
        })
        .map(each => `promotion ${each.promotionId}, ${each.step}`),
    ),
    check(
      'what happened at a target was let go by a promotion on the ledger, once',
      [
        ...countBy(dispatched.map(each => each.subject))
          .filter(([, times]) => times > 1)
          .map(
            ([subject, times]) => `${subject} was dispatched ${times} times`,
          ),
        ...effects
          .filter(
            each =>
              !dispatched.some(
                row => row.subject === `promotion:${each.promotionId}`,
              ),
          )
          .map(each => `promotion ${each.promotionId} was never dispatched`),
      ],
    ),
    check(
      'what succeeded did each of its steps, and what the rows call done was done',
      [
        ...promotions
          .filter(each => each.state === 'Succeeded')
          .filter(
            each => effects.filter(e => e.promotionId === each.id).length !== 2,
          )
          .map(each => `promotion ${each.id} succeeded without all its steps`),
        ...steps
          .filter(each => each.state === 'done')
          .filter(each => !effects.some(e => e.stepKey === each.step_key))
          .map(each => `${each.name} of promotion ${each.promotion_id}`),
      ],
    ),
    check(
      'what the ledger says runs is what the target runs',
      await differences(database, log),
    ),
    check(
      'nothing that Sluice did looks as if somebody had changed it by hand',
      unmanaged.map(
        each =>
          `${each.unit}: ${each.before_version} to ${each.after_version} at ${each.first_seen_at}`,
      ),
    ),
    check('a key made one promotion', [
      ...countBy([...asked.promotions.values()].map(String))
        .filter(([, times]) => times > 1)
        .map(([id, times]) => `promotion ${id} has ${times} keys`),
      ...(promotions.filter(each => each.requested_by.startsWith('user:'))
        .length === asked.promotions.size
        ? []
        : [
            `${
              promotions.filter(each => each.requested_by.startsWith('user:'))
                .length
            } promotions, ${asked.promotions.size} keys`,
          ]),
    ]),
    check(
      'an approval was used once, by what it was for',
      requests
        .filter(each => each.state === 'Consumed')
        .filter(
          each =>
            !dispatched.some(row => row.subject === each.subject_ref) ||
            promotions.filter(p => p.approval_id === each.id).length !== 1,
        )
        .map(each => `request ${each.id}`),
    ),
    check(
      'a promotion that went bad was rolled back once at most',
      countBy(
        promotions
          .filter(each => each.rollback_of !== null)
          .map(each => String(each.rollback_of)),
      )
        .filter(([, times]) => times > 1)
        .map(([id, times]) => `promotion ${id} was, ${times} times`),
    ),
    check(
      'the ledger is intact',
      verification.status === 'intact' ? [] : [JSON.stringify(verification)],
    ),
    check('nobody got an answer that was no answer', asked.faults),
  ];
}

function countBy(values: string[]): Array<[string, number]> {
  const counts = new Map<string, number>();
  for (const each of values) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts];
}

function twice(effects: TargetEntry[]): string[] {
  return countBy(effects.map(e => `promotion ${e.promotionId}, ${e.step}`))
    .filter(([, times]) => times > 1)
    .map(([what, times]) => `${what}: ${times} times`);
}

async function differences(database: Knex, log: TargetLog): Promise<string[]> {
  const rows = await database('unit_environments');
  return log.units().flatMap(unit => {
    const pin = log
      .entries(unit)
      .filter(each => each.step === 'pin' && !each.isRepeated)
      .at(-1);
    const row = rows.find(each => each.unit === unit);
    return (pin?.releaseDigest ?? null) === (row?.running_version ?? null)
      ? []
      : [`${unit} runs ${pin?.releaseDigest}, not ${row?.running_version}`];
  });
}

// First of all: it may take a guard away, to see that a test notices. See `npm run mutants`.
import './__testUtils__/mutants';
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createDoor, user } from './__testUtils__/createDoor';
import type { Trouble } from './__testUtils__/FakeDeployer';
import { isOver, LOCKING_STATES } from './promotionState';

jest.setTimeout(300_000);

type Door = Awaited<ReturnType<typeof createDoor>>;

const PEOPLE = ['ines', 'priya', 'tom', 'fay', 'frank', 'rita', 'pat'];
const AUTHOR = 'priya';

type Step =
  | { do: 'request'; by: string; which: number; kind: 'promote' | 'rollback' }
  | {
      do: 'vote';
      who: string;
      which: number;
      kind: 'approve' | 'reject' | 'revoke';
    }
  | { do: 'pass'; seconds: number }
  | { do: 'run'; state: 'success' | 'failed' }
  | { do: 'trouble'; trouble: Trouble }
  | { do: 'cancel' | 'approve'; which: number }
  | {
      do:
        | 'release'
        | 'policy'
        | 'behind'
        | 'acknowledge'
        | 'blind'
        | 'crash'
        | 'finish';
    };

const which = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('request' as const),
      by: fc.constantFrom('rita', 'ines', 'pat'),
      which,
      kind: fc.constantFrom(
        'promote' as const,
        'promote' as const,
        'rollback' as const,
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      who: fc.constantFrom(...PEOPLE),
      which: fc.nat({ max: 2 }),
      kind: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'revoke' as const,
        'reject' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.constantFrom(35, 35, 600, 4000, 5 * 3600, 25 * 3600),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      state: fc.constantFrom(
        'success' as const,
        'success' as const,
        'failed' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('trouble' as const),
      trouble: fc.constantFrom<Trouble>(
        'fails',
        'answer-lost',
        'connection-lost',
        'waits',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      which: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      which: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.constant({ do: 'finish' as const }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'release' as const,
        'release' as const,
        'policy' as const,
        'behind' as const,
        'acknowledge' as const,
        'blind' as const,
        'crash' as const,
        'crash' as const,
      ),
    }),
  },
);

function ensure(condition: boolean, what: string): void {
  if (!condition) throw new Error(`It isn't so: ${what}`);
}

/** What is refused is refused by name; anything else is a fault of ours. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    ensure(
      /^(ConflictError|NotAllowedError|NotFoundError|InputError|UnprocessableError)$/.test(
        (error as Error).name,
      ),
      `an answer, not ${(error as Error).stack}`,
    );
  }
}

const TARGET = { unit: 'finance', environment: 'prod' };

async function take(each: Step, door: Door): Promise<void> {
  const { interventions, reconcile } = door.promotions;
  const open = async () =>
    (await door.promotions.context.store.page({}, { limit: 50 }, door.database))
      .filter(p => !isOver(p.state))
      .reverse();
  switch (each.do) {
    case 'release':
      door.addRelease();
      return;
    case 'request': {
      const ids = [...door.releases.keys()];
      await attempt(() =>
        door.request(
          ids[each.which % ids.length],
          { kind: each.kind },
          each.by,
        ),
      );
      return;
    }
    case 'vote': {
      const waiting = (await open()).filter(p => p.approvalId !== null);
      const chosen = waiting[each.which % waiting.length];
      if (chosen)
        await attempt(() => door.vote(chosen.id, each.who, each.kind));
      return;
    }
    case 'approve': {
      // As it usually goes: both who have to do.
      const waiting = (await open()).filter(p => p.approvalId !== null);
      const chosen = waiting[each.which % waiting.length];
      for (const who of chosen ? ['tom', 'fay'] : []) {
        await attempt(() => door.vote(chosen.id, who));
      }
      return;
    }
    case 'finish':
      door.addRun();
      await door.work();
      door.addRun();
      door.pass(3700);
      return;
    case 'cancel': {
      const all = await open();
      const chosen = all[each.which % all.length];
      if (chosen) {
        await attempt(() =>
          interventions.cancel(chosen.id, 'Not this one', {
            actor: user('pat'),
          }),
        );
      }
      return;
    }
    case 'pass':
      door.pass(each.seconds);
      return;
    case 'run':
      door.addRun(each.state);
      return;
    case 'trouble':
      door.deployer.troubles.push(each.trouble);
      return;
    case 'policy':
      door.world.policyVersion += 'x';
      return;
    case 'blind':
      door.deployer.unreadable = !door.deployer.unreadable;
      return;
    case 'behind':
      door.deployer.change(TARGET, `by-hand-${door.at()}`, 'tom');
      await reconcile.look(TARGET, door.deployer);
      return;
    case 'acknowledge': {
      const [change] = await door.promotions.context.units.unmanaged(
        { unit: 'finance', openOnly: true },
        door.database,
      );
      if (change) {
        await attempt(() =>
          reconcile.acknowledge(change.id, {
            by: user('pat'),
            reason: 'It was looked at',
          }),
        );
      }
      return;
    }
    default:
      // The worker dies somewhere in the middle of a step, and its lease runs out.
      door.deployer.onApply = async ({ target }) => {
        door.deployer.onApply = undefined;
        await door
          .database('promotions')
          .where(target)
          .whereIn('state', LOCKING_STATES as string[])
          .update({ lease_owner: 'dead', lease_until: door.at() });
        throw new Error('The worker is gone');
      };
  }
}

describe('whatever people, clocks, targets and crashes do', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'nothing runs that was not allowed, nothing happens twice, and the ledger knows (%s)',
    async databaseId => {
      const door = await createDoor({ databases, databaseId });
      const { store, units } = door.promotions.context;
      door.world.authors = [{ email: AUTHOR, ref: user(AUTHOR), commits: 1 }];
      const ended = new Map<number, string>();
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: 40 }),
          async steps => {
            // What was before stays: a portal has a history.
            door.deployer.unreadable = false;
            door.deployer.troubles.length = 0;
            door.deployer.onApply = undefined;
            await door.promotions.reconcile.look(TARGET, door.deployer);
            for (let i = 0; i < 20; i++)
              await take({ do: 'acknowledge' }, door);
            const { id: first } = door.addRelease();
            const asked = await door.request(first);
            await door.approve(asked.id);
            await take({ do: 'finish' }, door);
            for (const each of steps) {
              const openChanges = await units.unmanaged(
                { unit: 'finance', openOnly: true },
                door.database,
              );
              const effectsBefore = door.deployer.effects.length;
              const dispatchedBefore = new Set(
                (await store.page({}, { limit: 100 }, door.database))
                  .filter(p => p.startedAt !== null)
                  .map(p => p.id),
              );
              await take(each, door);
              await door.work();
              const all = await store.page({}, { limit: 100 }, door.database);
              // 6
              ensure(
                all.filter(p => p.holdsLock).length <= 1,
                'one lock at a time',
              );
              // 8
              const keys = door.deployer.effects.map(e => e.stepKey);
              ensure(new Set(keys).size === keys.length, 'no effect twice');
              for (const promotion of all) {
                const { id, state } = promotion;
                // 7
                const was = ended.get(id);
                ensure(
                  !was || was === state,
                  `${id} stays ${was}, not ${state}`,
                );
                if (isOver(state)) ended.set(id, state);
                if (promotion.startedAt === null) continue;
                // 1, 3, 5
                if (promotion.approvalId !== null) {
                  const request = await door.approvals.requests.find(
                    promotion.approvalId,
                    door.database,
                  );
                  ensure(
                    request!.state === 'Consumed',
                    'its approval was used',
                  );
                  const approvers = await door.approvals.requests.approvers(
                    promotion.approvalId,
                    door.database,
                  );
                  ensure(
                    !approvers.includes(promotion.requestedBy) &&
                      (promotion.kind === 'rollback' ||
                        !approvers.includes(user(AUTHOR))),
                    'neither who asked nor who wrote it',
                  );
                } else {
                  ensure(
                    promotion.kind === 'rollback',
                    'only a rollback is preapproved',
                  );
                }
                // 10, 16
                if (!dispatchedBefore.has(id) && promotion.kind === 'promote') {
                  ensure(
                    openChanges.length === 0 || each.do === 'acknowledge',
                    'what changed behind its back was acknowledged',
                  );
                }
              }
              // 14: what happened at the target is on record before it is called done.
              if (door.deployer.effects.length > effectsBefore) {
                ensure(
                  all.some(p => p.startedAt !== null),
                  'somebody let it happen',
                );
              }
            }
            // In the end nothing is stuck: a target that answers makes everything clear.
            door.deployer.unreadable = false;
            door.deployer.troubles.length = 0;
            door.deployer.onApply = undefined;
            for (let i = 0; i < 4; i++) {
              door.pass(3600);
              await door.work();
            }
            const stuck = await store.allInStates(
              LOCKING_STATES,
              door.database,
            );
            ensure(stuck.length === 0, `${stuck.map(p => p.id)} is not stuck`);
          },
        ),
        { numRuns: databaseId === 'SQLITE_3' ? 12 : 4 },
      );
      // It would say nothing if nothing happened.
      expect(door.deployer.effects.length).toBeGreaterThan(5);
      await door.expectIntact();
    },
  );
});

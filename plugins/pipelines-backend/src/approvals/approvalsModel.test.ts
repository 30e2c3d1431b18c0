import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createDesk, group, user } from './__testUtils__/createDesk';

jest.setTimeout(120_000);

const PEOPLE = ['ines', 'priya', 'tom', 'fay', 'frank', 'rita', 'otto'];
const GROUPS: Record<string, string[]> = {
  data: ['ines', 'priya', 'tom'],
  finance: ['fay', 'frank', 'ines'],
};
const PENDING_SECONDS = 48 * 3600;
const APPROVED_SECONDS = 2 * 3600;

type Step =
  | { do: 'vote'; who: string; kind: 'approve' | 'reject' | 'revoke' }
  | { do: 'leave' | 'join'; who: string; group: string }
  | { do: 'pass'; seconds: number }
  | { do: 'edit' | 'show' | 'consume' | 'withdraw' | 'attend' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      who: fc.constantFrom(...PEOPLE),
      kind: fc.constantFrom(
        'approve',
        'approve',
        'approve',
        'revoke',
        'reject',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'join' as const),
      who: fc.constantFrom(...PEOPLE),
      group: fc.constantFrom('data', 'finance'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      // Also back: clocks are set.
      seconds: fc.constantFrom(
        60,
        3600,
        APPROVED_SECONDS,
        PENDING_SECONDS,
        -600,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'consume' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'edit' as const,
        'show' as const,
        'withdraw' as const,
        'attend' as const,
      ),
    }),
  },
);

/** What has to be true, said as simply as can be: it knows nothing of versions, rows or assignments. */
class Model {
  votes = new Map<string, 'approve' | 'reject'>();
  groups = new Map(Object.entries(GROUPS).map(([k, v]) => [k, new Set(v)]));
  edited = false;
  used = 0;

  /** Two different humans, one of each group; rita asked, so she never counts. */
  isQuorum(): boolean {
    const approvers = (name: string) =>
      [...this.groups.get(name)!].filter(
        who => who !== 'rita' && this.votes.get(who) === 'approve',
      );
    return approvers('data').some(one =>
      approvers('finance').some(other => other !== one),
    );
  }
}

function ensure(condition: boolean, what: string): void {
  if (!condition) throw new Error(`It isn't so: ${what}`);
}

describe('whatever people, clocks and groups do', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())(
    'an approval is used once, by a quorum of that moment, in time, for what was approved (%s)',
    async databaseId => {
      const desk = await createDesk({ databases, databaseId });
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 5, maxLength: 25 }),
          async steps => {
            const model = new Model();
            const setGroups = () => {
              for (const [name, members] of model.groups) {
                desk.members.set(group(name), [...members].map(user));
              }
            };
            setGroups();
            const { id, subjectRef } = await desk.ask({
              pendingTtlSeconds: PENDING_SECONDS,
              approvedTtlSeconds: APPROVED_SECONDS,
            });
            let now = 0;
            let approvedAt: number | undefined;
            for (const each of steps) {
              const before = await desk.state(id);
              const shownAt = now;
              let failed = false;
              const attempt = async (work: () => Promise<unknown>) => {
                try {
                  await work();
                } catch (error) {
                  failed = true;
                  ensure(
                    /^(ConflictError|NotAllowedError)$/.test(
                      (error as Error).name,
                    ),
                    `an answer, not ${error}`,
                  );
                }
              };
              if (each.do === 'vote') {
                await attempt(() => desk.vote(id, each.who, each.kind));
                if (!failed) {
                  if (each.kind === 'revoke') model.votes.delete(each.who);
                  else model.votes.set(each.who, each.kind);
                }
              } else if (each.do === 'leave' || each.do === 'join') {
                const members = model.groups.get(each.group)!;
                if (each.do === 'leave') members.delete(each.who);
                else members.add(each.who);
                setGroups();
              } else if (each.do === 'pass') {
                desk.pass(each.seconds);
                now += each.seconds;
              } else if (each.do === 'edit') {
                desk.subjects.set(subjectRef, { edited: true });
                model.edited = true;
              } else if (each.do === 'show') {
                await attempt(() =>
                  desk.database.transaction(tx =>
                    desk.approvals.requests.show(id, { at: shownAt }, tx),
                  ),
                );
              } else if (each.do === 'withdraw') {
                await attempt(() =>
                  desk.approvals.requests.withdraw(id, user('rita')),
                );
              } else if (each.do === 'attend') {
                await desk.approvals.attend();
              } else {
                await attempt(() =>
                  desk.consume(id, async () => {
                    model.used++;
                  }),
                );
                if (!failed) {
                  ensure(before === 'Approved', 'used only what is approved');
                  ensure(model.isQuorum(), 'a quorum of this moment');
                  ensure(!model.edited, 'for what was asked for');
                  ensure(now - approvedAt! < APPROVED_SECONDS, 'in time');
                } else if (before === 'Approved') {
                  // What can't be used now never can: it has ended.
                  ensure(
                    /Expired|Invalidated/.test(await desk.state(id)),
                    'ended by what made it useless',
                  );
                }
              }
              const after = await desk.state(id);
              if (after === 'Approved' && before === 'Pending') {
                ensure(each.do === 'vote', 'approved by a vote alone');
                ensure(model.isQuorum(), 'a quorum of this moment');
                ensure(!model.edited, 'for what was asked for');
                approvedAt = now;
              }
              // A state that ends absorbs.
              if (!['Pending', 'Approved'].includes(before)) {
                ensure(after === before, 'a state that ends absorbs');
              }
              expect(model.used).toBeLessThanOrEqual(1);
              expect(after === 'Consumed').toBe(model.used === 1);
            }
          },
        ),
        { numRuns: databaseId === 'SQLITE_3' ? 60 : 25 },
      );
      await desk.expectIntact();
    },
  );
});

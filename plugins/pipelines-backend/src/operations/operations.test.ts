import { TestDatabases } from '@backstage/backend-test-utils';
import {
  OperationIndeterminateError,
  OperationRefusedError,
} from '@sluice/plugin-pipelines-node';
import {
  createControlRoom,
  GROUP,
  partition,
  REPLAY,
  RESET,
} from './__testUtils__/createControlRoom';

jest.setTimeout(60_000);

describe('operations', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let room: Awaited<ReturnType<typeof createControlRoom>>;

    beforeAll(async () => {
      room = await createControlRoom({ databases, databaseId });
    });

    beforeEach(() => room.clear());

    it('are asked for, approved by somebody else, carried out once, and all of it is in the ledger', async () => {
      const id = await room.ask();
      expect(await room.find(id)).toMatchObject({
        title: `Reset the offsets of ${GROUP} to the earliest messages`,
        state: 'AwaitingApproval',
        environment: 'prod',
        totals: { readAgain: 1204, skipped: 0 },
        pipelines: ['component:default/p1'],
        ownPermission: false,
      });
      await room.work();
      expect(room.executor.commands).toEqual([]);
      await room.vote(id, 'ines');
      await room.work();
      expect(await room.find(id)).toMatchObject({
        state: 'Succeeded',
        attempts: 1,
        progress: { done: 1, total: 1 },
      });
      expect(room.executor.commands).toHaveLength(1);
      expect(room.executor.commands[0]).toMatchObject({
        operationId: id,
        attempt: 1,
        request: RESET,
        plan: room.executor.plans,
      });
      expect(await room.ledgerTypes(id)).toEqual([
        'operation.requested',
        'operation.dispatched',
        'operation.succeeded',
      ]);
      await room.expectIntact();
    });

    it('show who votes the numbers that will be carried out', async () => {
      const id = await room.ask();
      const { approvalId } = await room.find(id);
      expect(
        await room.approvals.inbox.detail(approvalId!, room.asker('ines')),
      ).toMatchObject({
        type: 'operation',
        subject: {
          kind: 'reset-offsets',
          sourceId: 'kafka-prod',
          environment: 'prod',
          partitions: room.executor.plans.partitions,
          totals: { readAgain: 1204 },
        },
        shown: { content: { groups: [GROUP] } },
        exclusions: [{ person: 'user:default/rita' }],
      });
    });

    it('need nobody else where the policy asks for nobody', async () => {
      room.policy.rules = [];
      const id = await room.ask();
      await room.work();
      expect(await room.find(id)).toMatchObject({
        state: 'Succeeded',
        ownPermission: true,
      });
      expect(await room.ledgerTypes(id)).toEqual([
        'operation.requested',
        'operation.dispatched',
        'operation.succeeded',
      ]);
    });

    it('are not approved by whoever asked', async () => {
      const id = await room.ask();
      await expect(room.vote(id, 'rita')).rejects.toThrow(
        'You asked for this yourself',
      );
      expect(await room.find(id)).toMatchObject({ state: 'AwaitingApproval' });
    });

    it('are asked for once by one key, whatever the numbers are meanwhile', async () => {
      const shown = room.executor.plans.partitions;
      const id = await room.ask(RESET, { key: 'k1', shown });
      room.executor.plans = { partitions: [partition(9000, 0)], notes: [] };
      expect(await room.ask(RESET, { key: 'k1', shown })).toBe(id);
      await expect(room.ask(REPLAY, { key: 'k1', shown })).rejects.toThrow(
        'another request',
      );
    });

    it('are refused if the numbers are others than those that were shown', async () => {
      const shown = [partition(1190, 0)];
      await expect(room.ask(RESET, { shown })).rejects.toThrow(
        'would do something else by now: orders.v1 partition 0 would go from 1,204 to 0 now, and not from 1,190 to 0',
      );
      expect(await room.ask(RESET, { shown: [partition(1200, 0)] })).toEqual(
        expect.any(Number),
      );
    });

    it.each([
      [RESET, [partition(5, 5)], `${GROUP} is there already`],
      [REPLAY, [partition(7, 7)], "nothing that wasn't copied already"],
    ])(
      'are refused where there is nothing to do',
      async (request, rows, why) => {
        room.executor.plans = { partitions: rows, notes: [] };
        await expect(room.ask(request)).rejects.toThrow(why);
      },
    );

    it('are refused on a group with members, and on a cluster where they are off', async () => {
      room.executor.refusal = new OperationRefusedError(
        `${GROUP} has 2 members: stop them first`,
      );
      await expect(room.ask()).rejects.toThrow('has 2 members');
      room.executor.kinds = ['replay-dead-letters'];
      await expect(room.ask()).rejects.toThrow(
        'reset-offsets is not switched on for kafka-prod',
      );
    });

    it('are one at a time on a target', async () => {
      const id = await room.ask();
      await expect(room.ask()).rejects.toThrow(
        `Operation ${id} on the same target isn't over yet`,
      );
      await room.ask(REPLAY, {});
      await room.vote(id, 'ines', 'reject');
      expect(await room.find(id)).toMatchObject({ state: 'Rejected' });
      expect(await room.ask()).toBeGreaterThan(id);
    });

    it.each<[string, (id: number) => Promise<unknown>, string]>([
      [
        'Withdrawn',
        async id =>
          room.approvals.requests.withdraw(
            (await room.find(id)).approvalId!,
            'user:default/rita',
          ),
        'operation.withdrawn',
      ],
      [
        'Expired',
        async () => {
          room.pass(25 * 3600);
          await room.approvals.attend();
        },
        'operation.expired',
      ],
    ])('end as %s with their request', async (state, happens, type) => {
      const id = await room.ask();
      await happens(id);
      expect(await room.find(id)).toMatchObject({ state });
      expect(await room.ledgerTypes(id)).toEqual(['operation.requested', type]);
    });

    describe('between approval and dispatch', () => {
      it.each<[string, () => void, string]>([
        [
          'members came',
          () => {
            room.executor.refusal = new OperationRefusedError(
              'It has 1 member: stop it first',
            );
          },
          'It has 1 member: stop it first',
        ],
        [
          'more than 1 % moved',
          () => {
            room.executor.plans = {
              partitions: [partition(1217, 0)],
              notes: [],
            };
          },
          '13 messages are 1.1 %',
        ],
        [
          'they were switched off',
          () => {
            room.executor.kinds = [];
          },
          'not switched on',
        ],
        [
          'the policy changed',
          () => {
            room.policy.version = 'v2';
          },
          '',
        ],
      ])('are invalidated if %s', async (_, happens, reason) => {
        const id = await room.ask();
        happens();
        await room.vote(id, 'ines').catch(() => {});
        await room.work();
        const found = await room.find(id);
        expect(found.state).toBe('Invalidated');
        expect(found.stateReason).toContain(reason);
        expect(room.executor.commands).toEqual([]);
      });

      it('are carried out exactly as approved if less moved', async () => {
        const id = await room.ask();
        const approved = room.executor.plans;
        room.executor.plans = { partitions: [partition(1210, 0)], notes: [] };
        await room.vote(id, 'ines');
        expect(await room.find(id)).toMatchObject({ state: 'Succeeded' });
        expect(room.executor.commands[0].plan).toEqual(approved);
      });

      it('are invalidated if somebody edited the row', async () => {
        const id = await room.ask();
        await room
          .database('operations')
          .where({ id })
          .update({
            plan: JSON.stringify({
              partitions: [partition(1204, 1)],
              notes: [],
            }),
          });
        await room.vote(id, 'ines').catch(() => {});
        await room.work();
        expect(await room.find(id)).toMatchObject({ state: 'Invalidated' });
        expect(room.executor.commands).toEqual([]);
      });
    });

    describe('after a crash', () => {
      /** Its worker dies with the lease: what it does never comes back. */
      const crash = async () => {
        room.policy.rules = [];
        let begun = () => {};
        const isUnderWay = new Promise<void>(resolve => {
          begun = resolve;
        });
        let cameBack: Error | undefined;
        let comeBack = () => {};
        room.executor.does = async ({ isMine, signal: _, ...command }) => {
          begun();
          await new Promise<void>(resolve => {
            comeBack = resolve;
          });
          await isMine().catch(error => {
            cameBack = error;
            throw error;
          });
          return { done: command.operationId, total: 1 };
        };
        const id = await room.ask(REPLAY);
        await isUnderWay;
        room.executor.does = async () => ({ done: 9, total: 9 });
        return {
          id,
          comeBack: async () => {
            comeBack();
            await room.operations.worker.idle();
            return cameBack;
          },
        };
      };

      it('are taken over under a higher token, and the dead worker that comes back is refused', async () => {
        const { comeBack, id } = await crash();
        const other = room.open();
        await room.work(other);
        expect(room.executor.commands).toHaveLength(1);
        room.pass(31);
        await room.work(other);
        expect(await room.find(id)).toMatchObject({
          state: 'Succeeded',
          attempts: 2,
          progress: { done: 9 },
        });
        const [first, second] = room.executor.commands;
        expect(second).toMatchObject({ attempt: 2, operationId: id });
        expect(second.fencingToken).toBeGreaterThan(first.fencingToken);
        expect(await comeBack()).toMatchObject({
          name: 'StaleFencingTokenError',
        });
        expect(await room.find(id)).toMatchObject({ progress: { done: 9 } });
        await room.expectIntact();
      });

      it('never take a token of an operation before', async () => {
        room.policy.rules = [];
        await room.ask();
        await room.work();
        await room.ask();
        await room.work();
        const [first, second] = room.executor.commands;
        expect(second.fencingToken).toBeGreaterThan(first.fencingToken);
      });
    });

    it.each([
      [
        new OperationRefusedError('not authorised'),
        'Failed',
        'operation.failed',
      ],
      [
        new OperationIndeterminateError('Partition 0 is at 812: nobody knows'),
        'Indeterminate',
        'operation.indeterminate',
      ],
    ])('end by %s as what it says', async (error, state, type) => {
      room.policy.rules = [];
      room.executor.does = async ({ progress }) => {
        await progress({ done: 3, total: 9, positions: [] });
        throw error;
      };
      const id = await room.ask(REPLAY);
      await room.work();
      expect(await room.find(id)).toMatchObject({
        state,
        stateReason: error.message,
        progress: { done: 3, total: 9 },
      });
      expect(await room.ledgerTypes(id)).toContain(type);
    });

    it('are tried again after an error that says nothing, and given up as indeterminate', async () => {
      room.policy.rules = [];
      room.executor.does = async () => {
        throw new Error('the broker went away');
      };
      const id = await room.ask();
      for (let i = 0; i < 6; i++) {
        await room.work();
        room.pass(301);
      }
      expect(await room.find(id)).toMatchObject({
        state: 'Indeterminate',
        attempts: 6,
        stateReason: expect.stringContaining(
          'It was set about 6 times, and nobody can tell what was done. The last reason: the broker went away',
        ),
      });
    });

    it('know up to where the last replay copied', async () => {
      room.policy.rules = [];
      const positions = [{ partition: 0, offset: 7 }];
      room.executor.does = async () => ({ done: 7, total: 7, positions });
      await room.ask(REPLAY);
      await room.work();
      await room.operations.planner.dryRun('kafka-prod', REPLAY);
      expect(room.executor.asked.at(-1)).toEqual(positions);
    });

    it('are listed by pipeline, cluster and group, the newest first', async () => {
      room.policy.rules = [];
      const listed = { ...RESET, group: 'listed' };
      room.groups.push({ group: 'listed', pipelineId: 2 });
      const reset = await room.ask(listed);
      await room.work();
      room.groups.push({ group: 'unknown' });
      const replay = await room.ask(REPLAY);
      await room.work();
      const ids = async (filter: object, limit = 20, cursor?: string) => {
        const page = await room.operations.queries.page(filter, {
          limit,
          cursor,
        });
        return { ids: page.items.map(each => each.id), ...page };
      };
      const all = await ids({ entityRef: 'component:default/p2' }, 1);
      expect(all.ids).toEqual([replay]);
      expect(
        (await ids({ entityRef: 'component:default/p2' }, 1, all.nextCursor))
          .ids,
      ).toEqual([reset]);
      expect((await ids({ group: 'listed' })).ids).toEqual([reset]);
      expect((await ids({ sourceId: 'kafka-dev' })).ids).toEqual([]);
    });
  });
});

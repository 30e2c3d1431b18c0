import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { OperationKind } from '@sluice/plugin-pipelines-common';
import type {
  OperationCommand,
  OperationExecutor,
  OperationPartition,
  OperationPlan,
  OperationProgress,
  OperationRequest,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { type ApprovalRule, createApprovals } from '../../approvals';
import { migrate } from '../../database/migrate';
import { createLedger } from '../../ledger';
import { createOperations } from '../createOperations';
import type { TouchedGroup } from '../ports';

export const user = (name: string) => `user:default/${name}`;

/** A group whose name is as bad as names get. */
export const GROUP = 'billing/eu-ü';
export const RESET: OperationRequest = {
  kind: 'reset-offsets',
  group: GROUP,
  to: { at: 'earliest' },
};
export const REPLAY: OperationRequest = {
  kind: 'replay-dead-letters',
  topic: 'orders.v1.dlq',
  into: 'orders.v1',
  maxMessages: 500,
  perSecond: 100,
};

export const partition = (
  from: number | null,
  to: number,
  more: Partial<OperationPartition> = {},
): OperationPartition => ({
  topic: 'orders.v1',
  partition: 0,
  from,
  to,
  logStart: 0,
  logEnd: 10_000,
  ...more,
});

/** A cluster that does what the test says, and keeps what was done to it. */
export class FakeExecutor implements OperationExecutor {
  readonly sourceId = 'kafka-prod';
  kinds: OperationKind[] = ['reset-offsets', 'replay-dead-letters'];
  plans: OperationPlan = { partitions: [partition(1204, 0)], notes: [] };
  refusal: Error | undefined;
  readonly commands: OperationCommand[] = [];
  readonly asked: Array<Parameters<OperationExecutor['plan']>[1]['copied']> =
    [];
  does: (command: OperationCommand) => Promise<OperationProgress> = async ({
    isMine,
  }) => {
    await isMine();
    return { done: 1, total: 1 };
  };

  async plan(
    _: OperationRequest,
    { copied }: { copied: Parameters<OperationExecutor['plan']>[1]['copied'] },
  ): Promise<OperationPlan> {
    if (this.refusal) throw this.refusal;
    this.asked.push(copied);
    return this.plans;
  }

  async execute(command: OperationCommand): Promise<OperationProgress> {
    this.commands.push(command);
    return this.does(command);
  }
}

/** The context on a real database, with people, rules and a cluster that the test controls. */
export async function createControlRoom(options: {
  databases: TestDatabases;
  databaseId: TestDatabaseId;
}) {
  const database = await options.databases.init(options.databaseId);
  await migrate({ getClient: async () => database });
  const logger = mockServices.logger.mock();
  let time = Date.parse('2026-11-26T06:00:00.000Z');
  const clock = { now: async () => new Date(time).toISOString() };
  const ledger = createLedger({
    database,
    logger,
    clock,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const openApprovals = () =>
    createApprovals({
      database,
      ledger: ledger.service,
      logger,
      clock,
      catalog: undefined as never,
      auth: undefined as never,
      directory: {
        look: async refs => ({
          members: new Map(),
          humans: new Set([...refs].filter(ref => ref.startsWith('user:'))),
        }),
        person: async ref => ({
          ref,
          isHuman: true,
          groups: [],
          identity: ref,
        }),
      },
      config: {
        pendingHours: 168,
        approvedHours: 24,
        remindHours: 24,
        escalateHours: 72,
        escalateTo: [],
      },
    });
  const approvals = openApprovals();
  const executor = new FakeExecutor();
  const policy = {
    version: 'v1',
    rules: [
      { name: 'independent', minApprovals: 1, from: 'anyone' },
    ] as ApprovalRule[],
  };
  const groups: TouchedGroup[] = [{ group: GROUP, pipelineId: 1 }];
  /** Another replica, on the same database. */
  const open = (own = openApprovals()) =>
    createOperations({
      database,
      ledger: ledger.service,
      approvals: own,
      logger,
      clock,
      times: { pollSeconds: 30, leaseSeconds: 30 },
      executors: {
        list: [executor],
        find: id => (id === executor.sourceId ? executor : undefined),
        environmentOf: () => 'prod',
      },
      policies: {
        approvals: async () => ({
          policyVersion: policy.version,
          rules: policy.rules,
          pendingHours: 24,
          approvedHours: 1,
        }),
        version: async () => policy.version,
      },
      groups: {
        find: async (_, name) => groups.find(each => each.group === name),
        reading: async () => groups,
      },
      pipelines: {
        members: async ids =>
          ids.map(id => ({
            entityRef: `component:default/p${id}`,
            type: 'kafka-consumer',
            tier: 1,
            classification: [],
            owner: 'group:default/data',
            unit: `p${id}`,
          })),
      },
    });
  const operations = open(approvals);
  const asker = (name: string) => ({
    person: user(name),
    scopeOf: async () => ({}),
  });
  const work = async (replica = operations) => {
    replica.worker.wake();
    await replica.worker.idle();
  };
  return {
    database: database as Knex,
    executor,
    operations,
    approvals,
    policy,
    groups,
    open: () => open(),
    asker,
    work,
    /** Forgets what a test before left open. */
    async clear() {
      await database('operations').update({
        open_target: null,
        wake_at: null,
        lease_owner: null,
      });
      const { does, kinds, plans } = new FakeExecutor();
      Object.assign(executor, { does, kinds, plans, refusal: undefined });
      executor.commands.length = 0;
      executor.asked.length = 0;
      Object.assign(policy, {
        version: 'v1',
        rules: [{ name: 'independent', minApprovals: 1, from: 'anyone' }],
      });
      groups.splice(0, groups.length, { group: GROUP, pipelineId: 1 });
    },
    pass(seconds: number) {
      time += seconds * 1000;
    },
    ask: (
      request: OperationRequest = RESET,
      more: {
        person?: string;
        key?: string;
        shown?: OperationPartition[];
      } = {},
    ) =>
      operations.service.request(
        {
          sourceId: executor.sourceId,
          request,
          shown: more.shown ?? executor.plans.partitions,
          reason: 'The consumer skipped a day of orders',
        },
        { person: user(more.person ?? 'rita'), key: more.key },
      ),
    async vote(
      id: number,
      name: string,
      kind: 'approve' | 'reject' | 'revoke' = 'approve',
    ) {
      const { approvalId } = await operations.queries.find(id);
      const row = await database('approval_requests')
        .where({ id: approvalId! })
        .first();
      await approvals.voting.vote(
        {
          requestId: approvalId!,
          kind,
          subjectHash: row.subject_hash,
          shownDigest: row.snapshot_digest,
          comment: kind === 'approve' ? undefined : 'Not now, please',
        },
        { ...asker(name), authenticatedAt: null },
      );
      await work();
    },
    find: (id: number) => operations.queries.find(id),
    async ledgerTypes(id: number): Promise<string[]> {
      return database('ledger')
        .where({ subject: `operation:${id}` })
        .orderBy('seq')
        .pluck('type');
    },
    async expectIntact() {
      expect(await ledger.verify()).toMatchObject({ status: 'intact' });
    },
  };
}

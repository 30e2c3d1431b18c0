import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  OperationCommand,
  OperationPlan,
  OperationRequest,
} from '@sluice/plugin-pipelines-node';
import { DAY, HOUR, iso } from '../simulation/time';
import { CLUSTERS } from './groups';
import { OperationLog } from './OperationLog';
import { StreamCluster } from './StreamCluster';
import { StreamOperations } from './StreamOperations';

const NOW = Date.parse('2026-11-21T09:45:12.345Z');
const AWAY = 'bi.orders-export';
const clock = { startedAt: NOW, starts: new Map<string, number[]>() };

describe("operations on the demo's clusters", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-operations-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function open() {
    const log = new OperationLog(join(dir, 'operations.jsonl'));
    const cluster = new StreamCluster({
      id: CLUSTERS.main,
      seed: 'northstar',
      operations: log,
    });
    const read = (at = NOW) => cluster.read(at, clock);
    const operations = new StreamOperations({
      sourceId: CLUSTERS.main,
      log,
      now: () => new Date(NOW),
      read: () => ({ reading: read(), startedAt: NOW }),
      wait: async () => {},
    });
    const plan = (request: OperationRequest) =>
      operations.plan(request, { copied: [] });
    const execute = (
      request: OperationRequest,
      approved: OperationPlan,
      more: Partial<OperationCommand> = {},
    ) =>
      operations.execute({
        operationId: 1,
        request,
        plan: approved,
        attempt: 1,
        fencingToken: 1,
        signal: new AbortController().signal,
        isMine: async () => {},
        progress: async () => {},
        ...more,
      });
    const committed = (group: string, at = NOW) =>
      read(at)
        .groups.find(each => each.group === group)!
        .partitions.map(each => each.committed);
    const written = (topic: string, at = NOW) =>
      read(at)
        .logs.filter(each => each.topic === topic)
        .reduce((sum, { end }) => sum + end!, 0);
    return { log, plan, execute, committed, written };
  }

  it('puts a group without members where it is to be, and it stays there', async () => {
    const { committed, execute, log, plan } = open();
    const time = iso(NOW - 2 * DAY);
    const request: OperationRequest = {
      kind: 'reset-offsets',
      group: AWAY,
      to: { at: 'time', time },
    };
    const approved = await plan(request);
    for (const { from, to } of approved.partitions) {
      expect(to).toBeLessThan(from!);
    }
    await execute(request, approved);
    const wanted = approved.partitions.map(({ to }) => to);
    expect(committed(AWAY)).toEqual(wanted);
    expect(committed(AWAY, NOW + HOUR)).toEqual(wanted);
    expect(committed(AWAY, NOW - HOUR)).not.toEqual(wanted);
    // Whoever takes over does nothing more.
    await execute(request, approved, { attempt: 2, fencingToken: 2 });
    expect(log.lines(CLUSTERS.main)).toHaveLength(1);
  });

  it.each([
    ['northstar.clickstream_ingest', /has \d+ members: stop them first/],
    ['payments.audit-mirror', /not authorised/],
    ['nobody', /There is no consumer group nobody/],
  ])('refuses to reset %s', async (group, why) => {
    await expect(
      open().plan({ kind: 'reset-offsets', group, to: { at: 'earliest' } }),
    ).rejects.toThrow(why);
  });

  it('copies dead letters into their topic, and goes on where it was', async () => {
    const { execute, plan, written } = open();
    const request: OperationRequest = {
      kind: 'replay-dead-letters',
      topic: 'orders.v1.dlq',
      into: 'orders.v1',
      maxMessages: 50,
      perSecond: 20,
    };
    const before = written('orders.v1');
    const earlier = written('orders.v1', NOW - HOUR);
    const approved = await plan(request);
    await expect(
      execute(request, approved, {
        progress: async () => {
          throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect(written('orders.v1')).toBe(before + 20);
    expect(
      await execute(request, approved, { attempt: 2, fencingToken: 2 }),
    ).toMatchObject({ done: 50, total: 50 });
    expect(written('orders.v1')).toBe(before + 50);
    expect(written('orders.v1', NOW - HOUR)).toBe(earlier);
    expect(written('orders.v1.dlq')).toBeGreaterThan(50);
  });

  it('refuses to copy anywhere else', async () => {
    await expect(
      open().plan({
        kind: 'replay-dead-letters',
        topic: 'orders.v1.dlq',
        into: 'carts.v1',
        maxMessages: 1,
        perSecond: 1,
      }),
    ).rejects.toThrow('takes the dead letters of orders.v1');
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationRequest } from '@sluice/plugin-pipelines-node';
import { CONNECT, connectorsAfter } from './connectors';
import { ConnectorOperations } from './ConnectorOperations';
import { OperationLog } from './OperationLog';

describe("operations on the demo's connectors", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-connectors-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function open() {
    const log = new OperationLog(join(dir, 'operations.jsonl'));
    const operations = new ConnectorOperations({
      log,
      now: () => new Date('2026-11-21T09:45:00.000Z'),
    });
    const state = (name: string) => {
      const { state: own, tasks } = connectorsAfter(log.lines(CONNECT)).find(
        each => each.name === name,
      )!;
      return [own, ...tasks.map(task => task.state)];
    };
    const run = async (
      kind: 'pause-connector' | 'resume-connector',
      connector: string,
      fencingToken = 1,
    ) => {
      const request = { kind, connector };
      return operations.execute({
        operationId: kind === 'pause-connector' ? 1 : 2,
        request,
        plan: { partitions: [], notes: [] },
        attempt: fencingToken,
        fencingToken,
        signal: new AbortController().signal,
        isMine: async () => {},
        progress: async () => {},
      });
    };
    return { log, operations, run, state };
  }

  it('pause one once, leave what has failed, and resume it', async () => {
    const { log, operations, run, state } = open();
    const { notes } = await operations.plan({
      kind: 'pause-connector',
      connector: 'refunds-cdc',
    });
    expect(notes[0]).toContain('is running now and will be paused');
    await run('pause-connector', 'refunds-cdc');
    expect(await run('pause-connector', 'refunds-cdc', 2)).toEqual({
      done: 1,
      total: 1,
    });
    expect(log.lines(CONNECT)).toHaveLength(1);
    expect(state('refunds-cdc')).toEqual(['PAUSED', 'PAUSED', 'FAILED']);
    expect(state('payments-cdc')).toEqual(['RUNNING', 'RUNNING']);
    await run('resume-connector', 'refunds-cdc');
    expect(state('refunds-cdc')).toEqual(['RUNNING', 'RUNNING', 'FAILED']);
  });

  it.each<[OperationRequest, RegExp]>([
    [
      { kind: 'pause-connector', connector: 'invoices-backfill' },
      /is paused already/,
    ],
    [{ kind: 'resume-connector', connector: 'none' }, /no connector none/],
    [
      { kind: 'reset-offsets', group: 'a', to: { at: 'earliest' } },
      /nothing that Kafka Connect can do/,
    ],
  ])('refuse %j', async (request, why) => {
    await expect(open().operations.plan(request)).rejects.toThrow(why);
  });
});

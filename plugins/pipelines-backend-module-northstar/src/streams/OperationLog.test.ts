import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperationLog, type OperationLine } from './OperationLog';

const copy = (fencingToken: number, to: number): OperationLine => ({
  sourceId: 'kafka',
  operationId: 1,
  fencingToken,
  at: '2026-11-26T06:00:00.000Z',
  does: 'copy',
  topic: 'orders.v1.dlq',
  partition: 0,
  to,
  into: 'orders.v1',
  messages: 10,
});

describe('OperationLog', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-operations-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('counts what was done once, and nothing of a worker that was taken over', async () => {
    const file = join(dir, 'operations.jsonl');
    const log = new OperationLog(file);
    expect(log.lines('kafka')).toEqual([]);
    await log.append(copy(1, 10));
    appendFileSync(file, '\n{"torn');
    await log.append(copy(2, 20));
    await log.append(copy(1, 20));
    await log.append(copy(2, 20));
    await log.append(copy(2, 30));
    const counted = (each: OperationLog) =>
      each.lines('kafka').map(line => line.does === 'copy' && line.to);
    expect(counted(log)).toEqual([10, 20, 30]);
    // Another process reads the same.
    expect(counted(new OperationLog(file))).toEqual([10, 20, 30]);
    expect(log.lines('another')).toEqual([]);
  });

  it('keeps nothing without a file', () => {
    expect(new OperationLog(undefined).lines('kafka')).toEqual([]);
  });
});

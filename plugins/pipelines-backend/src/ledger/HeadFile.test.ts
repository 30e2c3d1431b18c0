import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { HeadFile } from './HeadFile';

const head = (seq: number) => ({
  seq,
  hash: String(seq % 10).repeat(64),
  at: '2026-11-25T06:00:00.000Z',
  exportedAt: '2026-11-25T06:05:00.000Z',
});

describe('HeadFile', () => {
  let file: string;
  beforeEach(async () => {
    const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'head-'));
    file = path.join(dir, 'ledger', 'heads.jsonl');
  });
  afterEach(() => fs.rm(path.dirname(path.dirname(file)), { recursive: true }));

  it('is empty before the first export', async () => {
    expect(await new HeadFile(file).read()).toEqual({ heads: [], damaged: [] });
  });

  it('keeps all heads, also for the next process', async () => {
    await new HeadFile(file).append(head(1));
    await new HeadFile(file).append(head(2));
    expect(await new HeadFile(file).read()).toEqual({
      heads: [head(1), head(2)],
      damaged: [],
    });
  });

  it.each([3, 100, 200])(
    'does without a line of which a crash wrote only %s bytes',
    async bytes => {
      const heads = new HeadFile(file);
      await heads.append(head(1));
      const line = JSON.stringify({ ...head(2), note: 'x'.repeat(200) });
      await fs.appendFile(file, line.slice(0, bytes));
      expect(await heads.read()).toEqual({ heads: [head(1)], damaged: [] });
      await heads.append(head(3));
      expect(await heads.read()).toEqual({
        heads: [head(1), head(3)],
        damaged: [],
      });
    },
  );

  it('says which lines somebody damaged', async () => {
    const heads = new HeadFile(file);
    await heads.append(head(1));
    await fs.appendFile(file, '{"seq": "two"}\nnonsense\n');
    await heads.append(head(4));
    expect(await heads.read()).toEqual({
      heads: [head(1), head(4)],
      damaged: [2, 3],
    });
  });
});

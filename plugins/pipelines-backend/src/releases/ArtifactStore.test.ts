import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sha256 } from '../canonical/digest';
import { DirectoryArtifactStore } from './ArtifactStore';

describe('DirectoryArtifactStore', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await fs.mkdtemp(path.join(os.tmpdir(), 'artifacts-'));
  });
  afterEach(() => fs.rm(dir, { recursive: true }));

  const bytes = Buffer.from('<testsuite/>');
  const file = (digest: string) => path.join(dir, digest.slice(0, 2), digest);

  it('keeps bytes by their digest, once', async () => {
    const store = new DirectoryArtifactStore(dir);
    const digest = await store.put(bytes);
    expect(digest).toBe(sha256(bytes));
    expect(await store.put(bytes)).toBe(digest);
    expect(Buffer.from(await store.get(digest))).toEqual(bytes);
    expect(await fs.readdir(path.dirname(file(digest)))).toEqual([digest]);
  });

  it('notices bytes that were changed at rest', async () => {
    const store = new DirectoryArtifactStore(dir);
    const digest = await store.put(bytes);
    await fs.writeFile(file(digest), '<testsuite></testsuite>');
    await expect(store.get(digest)).rejects.toThrow('it was changed');
  });

  it('says that there is nothing', async () => {
    await expect(
      new DirectoryArtifactStore(dir).get('a'.repeat(64)),
    ).rejects.toThrow('is not in the store');
  });

  it.each(['../../etc/passwd', `${'a'.repeat(63)}/`, ''])(
    'takes no %j for a digest',
    async digest => {
      await expect(new DirectoryArtifactStore(dir).get(digest)).rejects.toThrow(
        '64 hex digits',
      );
    },
  );
});

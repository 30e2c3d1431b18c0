import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentDigest } from './contentDigest';

describe('contentDigest', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-digest-'));
    mkdirSync(join(root, 'dags/sub'), { recursive: true });
    writeFileSync(join(root, 'dags/b.py'), 'b = 1\n');
    writeFileSync(join(root, 'dags/sub/a.py'), '');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const of = (path: string) => contentDigest(join(root, path));
  const sh = (command: string) =>
    execFileSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' }).slice(
      0,
      64,
    );

  it('of a file is the one that sha256sum prints', async () => {
    expect(await of('dags/b.py')).toEqual({
      digest: `sha256:${sh('sha256sum dags/b.py')}`,
      sizeBytes: 6,
    });
  });

  it('of a folder is over what sha256sum prints of its files', async () => {
    const command =
      'cd dags && sha256sum b.py sub/a.py | LC_ALL=C sort | sha256sum';
    const before = await of('dags');
    expect(before).toEqual({ digest: `sha256:${sh(command)}`, sizeBytes: 6 });
    mkdirSync(join(root, 'dags/.git'));
    writeFileSync(join(root, 'dags/.git/HEAD'), 'x');
    expect(await of('dags')).toEqual(before);
    writeFileSync(join(root, 'dags/sub/a.py'), ' ');
    expect((await of('dags')).digest).not.toBe(before.digest);
  });

  it('is of nothing that is not there, empty, or a link', async () => {
    await expect(of('none')).rejects.toThrow('no such file or folder');
    mkdirSync(join(root, 'empty'));
    await expect(of('empty')).rejects.toThrow('the folder is empty');
    symlinkSync('/etc/passwd', join(root, 'dags/x'));
    await expect(of('dags')).rejects.toThrow('x in it is a link');
    await expect(of('dags/x')).rejects.toThrow('it is a link');
  });
});

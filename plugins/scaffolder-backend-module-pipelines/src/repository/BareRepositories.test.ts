import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BareRepositories } from './BareRepositories';

describe('BareRepositories', () => {
  let root: string;
  let folder: string;
  let source: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-bare-'));
    folder = join(root, 'repositories');
    source = join(root, 'source');
    mkdirSync(join(source, 'dags'), { recursive: true });
    writeFileSync(join(source, 'README.md'), 'Orders\n');
    writeFileSync(join(source, 'dags/load.py'), 'load = 1\n');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const make = (more: object = {}) =>
    new BareRepositories(folder).make({
      name: 'orders',
      source,
      branch: 'main',
      message: 'First version',
      author: { name: 'Ines', email: 'ines@example.org' },
      madeBy: 'step-1',
      ...more,
    });
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8' }).trim();

  it('holds the files in one commit, which git can clone', async () => {
    writeFileSync(join(source, '.gitignore'), '*.log\n');
    writeFileSync(join(source, 'run.log'), 'not this');
    const { commit, path } = await make();
    expect(path).toBe(join(folder, 'orders.git'));
    const clone = join(root, 'clone');
    git('clone', '-q', path, clone);
    expect(git('-C', clone, 'log', '--format=%H %an <%ae> %s')).toBe(
      `${commit} Ines <ines@example.org> First version`,
    );
    expect(git('-C', clone, 'ls-files').split('\n').sort()).toEqual([
      '.gitignore',
      'README.md',
      'dags/load.py',
    ]);
    expect(git('-C', clone, 'branch', '--show-current')).toBe('main');
    git('--git-dir', path, 'fsck', '--strict');
    expect(readdirSync(folder)).toEqual(['orders.git']);
  });

  it('commits a link as a link, whatever it points to', async () => {
    symlinkSync('/etc/passwd', join(source, 'secret'));
    const { path } = await make();
    expect(git('--git-dir', path, 'show', 'main:secret')).toBe('/etc/passwd');
  });

  it('is the same one for the same step, and taken for all others', async () => {
    const made = await make();
    expect(await make()).toEqual(made);
    await expect(make({ madeBy: 'step-2' })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('a repository orders already'),
    });
    await expect(
      new BareRepositories(folder).requireFree('orders'),
    ).rejects.toThrow('already');
    await new BareRepositories(folder).requireFree('returns');
  });

  it('is made by one of two at the same time', async () => {
    const results = await Promise.allSettled([
      make({ madeBy: 'step-1' }),
      make({ madeBy: 'step-2' }),
    ]);
    expect(results.map(each => each.status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(readdirSync(folder)).toEqual(['orders.git']);
  });

  it('leaves nothing behind when it fails, or was killed long ago', async () => {
    rmSync(source, { recursive: true });
    mkdirSync(source);
    mkdirSync(join(folder, '.making-old'), { recursive: true });
    mkdirSync(join(folder, '.making-new'));
    utimesSync(join(folder, '.making-old'), 1, 1);
    await expect(make()).rejects.toThrow('There are no files to commit');
    await expect(make({ source: join(root, 'none') })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['.making-new']);
  });

  it.each([
    '../orders',
    'a/b',
    '.hidden',
    '',
    'x.git',
    'a\0b',
    'a'.repeat(101),
  ])('refuses the name %j', async name => {
    await expect(make({ name })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining("A repository can't be called"),
    });
  });
});

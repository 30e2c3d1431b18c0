import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commitsBetween, headCommit, wholeCommit } from './git';
import { testedCommit } from './testedCommit';

describe('git', () => {
  let cwd: string;
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'Mei Lin',
        GIT_AUTHOR_EMAIL: 'mei.lin@northstar.example',
        GIT_COMMITTER_NAME: 'CI',
        GIT_COMMITTER_EMAIL: 'ci@northstar.example',
        GIT_COMMITTER_DATE: '2026-11-25T15:03:00+01:00',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    }).trim();

  beforeAll(async () => {
    cwd = await fs.mkdtemp(path.join(os.tmpdir(), 'sluice-git-'));
    git('init', '--quiet');
  });
  afterAll(() => fs.rm(cwd, { recursive: true }));

  it('says what came since, with authors, messages and all paths', async () => {
    expect(await headCommit(os.tmpdir())).toBeUndefined();
    await fs.writeFile(path.join(cwd, 'a.py'), '1');
    git('add', '.');
    git('commit', '--quiet', '--message=First');
    const first = git('rev-parse', 'HEAD');
    await fs.writeFile(path.join(cwd, 'a.py'), '2');
    await fs.writeFile(path.join(cwd, 'b ü"\n.py'), '2');
    git('add', '.');
    git(
      'commit',
      '--quiet',
      '--message=Retry <b>\n\nWhy\n\nCo-authored-by: T <t@northstar.example>',
    );
    const second = git('rev-parse', 'HEAD');
    git('commit', '--quiet', '--allow-empty', '--message=Nothing');
    const third = git('rev-parse', 'HEAD');

    expect(await headCommit(cwd)).toBe(third);
    expect(await commitsBetween({ from: first, to: third }, cwd)).toEqual([
      expect.objectContaining({ sha: third, title: 'Nothing', paths: [] }),
      {
        sha: second,
        title: 'Retry <b>',
        author: { name: 'Mei Lin', email: 'mei.lin@northstar.example' },
        message: 'Retry <b>\n\nWhy\n\nCo-authored-by: T <t@northstar.example>',
        committedAt: '2026-11-25T14:03:00.000Z',
        paths: ['a.py', 'b ü"\n.py'],
      },
    ]);
    expect(await commitsBetween({ from: third, to: third }, cwd)).toEqual([]);
    await expect(
      commitsBetween({ from: 'f'.repeat(40), to: third }, cwd),
    ).rejects.toThrow('fetch-depth: 0');
    expect(await wholeCommit(first.slice(0, 10), cwd)).toBe(first);
    for (const name of ['nothing', '--output=x']) {
      await expect(wholeCommit(name, cwd)).rejects.toThrow("git doesn't know");
    }
    expect(await fs.readdir(cwd)).toHaveLength(3);
  });

  it('takes the commit of the option, else of CI, else the one that is checked out', async () => {
    const sha = (letter: string) => letter.repeat(40);
    const env = { GITHUB_SHA: sha('B') };
    expect(await testedCommit(sha('a'), { env, cwd })).toBe(sha('a'));
    expect(await testedCommit(undefined, { env, cwd })).toBe(sha('b'));
    expect(await testedCommit(undefined, { env: {}, cwd })).toBe(
      git('rev-parse', 'HEAD'),
    );
    await expect(testedCommit('abc', { env, cwd })).rejects.toThrow(
      '40 digits',
    );
    await expect(
      testedCommit(undefined, { env: {}, cwd: os.tmpdir() }),
    ).rejects.toThrow('--commit');
  });
});

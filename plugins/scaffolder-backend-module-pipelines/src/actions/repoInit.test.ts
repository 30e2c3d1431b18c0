import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigReader } from '@backstage/config';
import { exampleProblems } from '../__testUtils__/exampleProblems';
import { TestTask } from '../__testUtils__/runAction';
import { readScaffolderConfig } from '../config';
import { createRepoInitAction } from './repoInit';

describe('pipelines:repo:init', () => {
  let root: string;
  let task: TestTask;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-repositories-'));
    task = new TestTask();
    writeFileSync(join(task.workspacePath, 'README.md'), 'Orders\n');
  });
  afterEach(() => {
    task.remove();
    rmSync(root, { recursive: true, force: true });
  });
  const open = (folder: string | undefined = join(root, 'repositories')) =>
    createRepoInitAction({
      config: readScaffolderConfig(
        new ConfigReader({
          app: { baseUrl: 'https://portal.example' },
          pipelines: { scaffolder: folder ? { repositories: { folder } } : {} },
        }),
      ),
    });

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('makes a repository once, however often the task is retried', async () => {
    const { outputs } = await task.run(open(), { name: 'orders' });
    const path = join(root, 'repositories', 'orders.git');
    expect(outputs).toEqual({
      path,
      remoteUrl: pathToFileURL(path).href,
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    task.checkpoints.clear();
    expect(await task.run(open(), { name: 'orders' })).toEqual({ outputs });
    const other = new TestTask('task-2');
    writeFileSync(join(other.workspacePath, 'README.md'), 'Other\n');
    await expect(other.run(open(), { name: 'orders' })).rejects.toThrow(
      'There is a repository orders already',
    );
    other.remove();
  });

  it('makes nothing in a dry run, and says what is taken', async () => {
    const dry = { isDryRun: true };
    const { outputs } = await task.run(open(), { name: 'orders' }, dry);
    expect(outputs).not.toHaveProperty('commit');
    expect(existsSync(outputs.path as string)).toBe(false);
    await task.run(open(), { name: 'orders' });
    await expect(task.run(open(), { name: 'orders' }, dry)).rejects.toThrow(
      'already',
    );
  });

  it('commits in the name of who started the task', async () => {
    const user = {
      entity: {
        metadata: { name: 'ines' },
        spec: { profile: { displayName: 'Ines <x>\n', email: 'not one' } },
      },
    };
    await task.run(open(), { name: 'orders' }, { user: user as never });
    expect(existsSync(join(root, 'repositories', 'orders.git', 'HEAD'))).toBe(
      true,
    );
  });

  it.each([
    [{ name: '../orders' }, 'does not follow the convention'],
    [{ name: 'default' }, 'is reserved'],
    [{ name: 'orders', source: '../..' }, 'not allowed'],
  ])('refuses %j and makes nothing', async (input, message) => {
    await expect(task.run(open(), input)).rejects.toThrow(message);
    expect(existsSync(join(root, 'repositories'))).toBe(false);
  });

  it('says what to do where there is no folder for it', async () => {
    await expect(task.run(open(''), { name: 'orders' })).rejects.toThrow(
      'pipelines.scaffolder.repositories.folder is not set in the config of the backend',
    );
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createLinks } from '../api/links';
import { createReleaseRegisterAction } from './releaseRegister';

describe('pipelines:release:register', () => {
  let task: TestTask;
  let api: FakeApi;
  beforeEach(() => {
    task = new TestTask();
    mkdirSync(join(task.workspacePath, 'dags'));
    writeFileSync(join(task.workspacePath, 'dags/load.py'), 'load = 1\n');
    api = new FakeApi()
      .answer('GET /units', () => ({
        items: [{ name: 'orders', members: [{}] }],
      }))
      .answer('POST /releases', () => ({
        id: 8,
        sequence: 1,
        releaseDigest: 'd'.repeat(64),
      }));
  });
  afterEach(() => task.remove());
  const input = {
    unit: 'orders',
    commit: 'a'.repeat(40),
    artifacts: [{ name: 'dags', kind: 'dag-bundle' as const, path: 'dags' }],
  };
  const open = () =>
    createReleaseRegisterAction({
      clientOf: api.clientOf,
      links: createLinks('https://portal.example'),
    });

  it('has examples that can be used', () => {
    expect(exampleProblems(open())).toEqual([]);
  });

  it('registers what the workspace holds, once', async () => {
    const { outputs } = await task.run(open(), input);
    expect(outputs).toEqual({
      releaseId: 8,
      sequence: 1,
      digest: 'd'.repeat(64),
      link: 'https://portal.example/pipelines/releases/8',
    });
    expect(await task.run(open(), input)).toEqual({ outputs });
    expect(api.calls).toEqual([
      { call: 'GET /units' },
      {
        call: 'POST /releases',
        key: expect.any(String),
        body: {
          unit: 'orders',
          commit: 'a'.repeat(40),
          artifacts: [
            {
              name: 'dags',
              kind: 'dag-bundle',
              digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
              sizeBytes: 9,
            },
          ],
        },
      },
    ]);
  });

  it('changes and asks nothing in a dry run', async () => {
    const { outputs } = await task.run(open(), input, { isDryRun: true });
    expect([outputs, api.calls]).toEqual([{}, []]);
  });

  it.each([
    [
      { name: 'dags', kind: 'file' as const },
      'The artifact dags has to have either digest, or path',
    ],
    [
      { name: 'dags', kind: 'file' as const, path: '../..' },
      "The artifact dags can't be made of ../.. in the workspace",
    ],
    [
      { name: 'dags', kind: 'file' as const, path: 'none' },
      'there is no such file or folder',
    ],
  ])('refuses the artifact %j', async (artifact, message) => {
    await expect(
      task.run(open(), { ...input, artifacts: [artifact] }),
    ).rejects.toThrow(message);
    expect(api.calls).toEqual([]);
  });

  it('says what the backend says', async () => {
    api.refuse('POST /releases', 403, 'orders has releases already');
    await expect(task.run(open(), input)).rejects.toThrow(
      'Registering the release of orders was refused: orders has releases already',
    );
  });
});

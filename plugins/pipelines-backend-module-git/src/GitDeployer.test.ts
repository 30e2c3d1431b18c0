import type { Server } from 'node:http';
import type {
  DeployableRelease,
  DeployChange,
  DeployCommand,
  PinProbe,
} from '@sluice/plugin-pipelines-node';
import {
  deployCommand,
  deployerContract,
  deployWhole,
} from '@sluice/plugin-pipelines-node/testUtils';
import { ConfigReader } from '@backstage/config';
import { serve, TestRepository } from './__testUtils__/repositories';
import { readGitConfig } from './config';
import { createGitDeployer } from './createGitDeployer';

const UNIT = 'northstar-dags-finance';
const FILE = `pins/prod/${UNIT}.yaml`;
// Opens nothing.
const FAKE_TOKEN = 'fake-token';

const release = (
  id: number,
  extra: Partial<DeployableRelease> = {},
): DeployableRelease => ({
  id,
  releaseDigest: `${id}`.padStart(64, '0'),
  commit: `${id}`.padStart(40, 'c'),
  label: `3.${id}.0`,
  artifacts: [
    {
      name: 'dags.zip',
      kind: 'dag-bundle',
      digest: `sha256:${'0'.repeat(64)}`,
    },
  ],
  manifests: {},
  migrations: [],
  ...extra,
});

const target = { unit: UNIT, environment: 'prod' };
const change = (
  to: DeployableRelease,
  extra: Partial<DeployChange> = {},
): DeployChange => ({
  target,
  kind: 'promote',
  to,
  config: {},
  members: [],
  ...extra,
});

const cleanUp: Array<() => unknown> = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});

function newRepository(options: { isEmpty?: boolean } = {}) {
  const repository = new TestRepository(options);
  cleanUp.push(() => repository.remove());
  return repository;
}

function newDeployer(
  repository: { path: string } | { url: string },
  options: { content?: object; probes?: PinProbe[]; token?: string } = {},
) {
  const [config] = readGitConfig(
    new ConfigReader({
      pipelines: {
        git: {
          deployers: [
            {
              id: 'northstar',
              repository,
              units: [UNIT, 'spark-web'],
              environments: ['staging', 'prod'],
              ...(options.content && { content: options.content }),
              ...(options.token && { credentials: { token: options.token } }),
            },
          ],
        },
      },
    }),
  );
  const { close, deployer } = createGitDeployer(config, options.probes ?? []);
  cleanUp.push(close);
  return deployer;
}

const writePin = (
  to: DeployableRelease,
  extra: Partial<DeployCommand> = {},
): DeployCommand => ({
  ...deployCommand({
    change: change(to),
    step: { name: 'write-pin', title: '', timeoutSeconds: 60 },
    promotionId: 12,
    fencingToken: 3,
  }),
  ...extra,
});

const PICKS_UP: PinProbe = {
  handles: () => true,
  look: async ({ pinCommit }) => ({
    loaded: [{ pipeline: 'close', version: pinCommit }],
    runs: [],
    problems: [],
  }),
};

describe('GitDeployer', () => {
  it.each(
    deployerContract(async () => {
      const repository = newRepository();
      return {
        deployer: newDeployer(
          { path: repository.path },
          { probes: [PICKS_UP] },
        ),
        first: change(release(1)),
        second: change(release(2), { from: release(1) }),
        sideEffects: async () => repository.ours(),
        onlyLooking: ['picked-up'],
      };
    }),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });

  it('commits one file, with who decided as trailers', async () => {
    const repository = newRepository();
    const deployer = newDeployer({ path: repository.path });
    await deployer.apply(writePin(release(1), { config: { workers: 4 } }));
    expect(repository.ask('show', '--format=%B', '--stat', 'main')).toContain(
      `Promote ${UNIT} in prod: 3.1.0`,
    );
    expect(
      repository.ask('log', '-1', '--format=%(trailers:unfold)', 'main'),
    ).toBe(
      [
        'Sluice-Promotion: 12',
        `Sluice-Target: prod/${UNIT}`,
        'Sluice-Step: promotion-12-write-pin',
        `Sluice-Subject: ${'a'.repeat(64)}`,
        'Sluice-Fencing-Token: 3',
        'Requested-by: user:default/mara',
        'Approved-by: user:default/deniz',
        'Approved-by: user:default/tomas',
      ].join('\n'),
    );
    expect(
      repository.ask(
        'diff-tree',
        '--no-commit-id',
        '--name-only',
        '-r',
        'main',
      ),
    ).toBe(FILE);
    expect(repository.ask('show', `main:${FILE}`)).toBe(
      [
        '# Written by Sluice. What is changed by hand here shows as an unmanaged change.',
        `release: "${release(1).releaseDigest}"`,
        'label: 3.1.0',
        `commit: ${release(1).commit}`,
        'artifacts:',
        '  - name: dags.zip',
        '    kind: dag-bundle',
        `    digest: sha256:${'0'.repeat(64)}`,
        'config:',
        '  workers: 4',
      ].join('\n'),
    );
    expect(repository.ask('fsck', '--strict')).not.toContain('error');
  });

  it('writes the first commit of an empty repository', async () => {
    const repository = newRepository({ isEmpty: true });
    const deployer = newDeployer({ path: repository.path });
    expect(await deployer.read(target)).toEqual({ stepKeys: [] });
    await deployer.apply(writePin(release(1)));
    expect(await deployer.read(target)).toMatchObject({
      releaseDigest: release(1).releaseDigest,
      by: 'Sluice <sluice@localhost>',
    });
  });

  it('writes the same release once more for a redeploy', async () => {
    const repository = newRepository();
    const deployer = newDeployer({ path: repository.path });
    await deployWhole({ deployer }, change(release(1)), {
      promotionId: 1,
      fencingToken: 1,
    });
    const redeploy = change(release(1), { kind: 'redeploy', from: release(1) });
    const [{ stepKey }] = await deployWhole({ deployer }, redeploy, {
      promotionId: 2,
      fencingToken: 2,
    });
    expect(repository.ours()).toHaveLength(2);
    expect((await deployer.read(target)).stepKeys).toContain(stepKey);
  });

  describe('when others push at the same time', () => {
    const closed = (server: Server) =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(resolve);
      });

    /** A deployer that is overtaken: something is done right before its first push is taken. */
    async function overtaken(repository: TestRepository, by: () => void) {
      let isDone = false;
      const { server, url } = await serve(repository, {
        token: FAKE_TOKEN,
        before: ({ method, path }) => {
          if (isDone || method !== 'POST' || !path.endsWith('receive-pack')) {
            return;
          }
          isDone = true;
          by();
        },
      });
      cleanUp.push(() => closed(server));
      return newDeployer({ url }, { token: FAKE_TOKEN });
    }

    it('puts its commit on top of a change of another file', async () => {
      const repository = newRepository();
      const deployer = await overtaken(repository, () =>
        repository.commit({ 'dags/orders.py': 'print(1)\n' }, 'Change a DAG'),
      );
      await deployer.apply(writePin(release(1)));
      expect(repository.log()).toEqual([
        `Promote ${UNIT} in prod: 3.1.0`,
        'Change a DAG',
        'Begin',
      ]);
      expect(repository.ask('show', 'main:dags/orders.py')).toBe('print(1)');
      expect(await deployer.read(target)).toMatchObject({ version: '3.1.0' });
    });

    it('fails on a change of the pin itself, and leaves it', async () => {
      const repository = newRepository();
      const deployer = await overtaken(repository, () =>
        repository.commit({ [FILE]: 'release: mine\n' }, 'Mine'),
      );
      await expect(deployer.apply(writePin(release(1)))).rejects.toMatchObject({
        name: 'DeployFailedError',
        message: expect.stringMatching(
          /changed by somebody else: it is not what Sluice wrote since commit \w{12} by Mara/,
        ),
      });
      expect(repository.log()).toEqual(['Mine', 'Begin']);
    });

    it('finds its commit where the answer was lost', async () => {
      const repository = newRepository();
      let isLost = false;
      const { server, url } = await serve(repository, {
        token: FAKE_TOKEN,
        after: ({ method, path }) => {
          if (isLost || method !== 'POST' || !path.endsWith('receive-pack')) {
            return;
          }
          isLost = true;
          throw new Error('the connection broke');
        },
      });
      cleanUp.push(() => closed(server));
      const deployer = newDeployer({ url }, { token: FAKE_TOKEN });
      const command = writePin(release(1));
      await expect(deployer.apply(command)).rejects.not.toMatchObject({
        name: 'DeployFailedError',
      });
      expect((await deployer.read(target)).stepKeys).toEqual([command.stepKey]);
      expect(await deployer.apply(command)).toMatchObject({ state: 'done' });
      expect(repository.ours()).toHaveLength(1);
    });

    it('lets one of several workers with copies of their own win', async () => {
      const repository = newRepository();
      const workers = [1, 2, 3].map(fencingToken => ({
        deployer: newDeployer({ path: repository.path }),
        command: writePin(release(1), { fencingToken }),
      }));
      const outcomes = await Promise.allSettled(
        workers.map(({ command, deployer }) => deployer.apply(command)),
      );
      const refusals = outcomes.flatMap(outcome =>
        outcome.status === 'rejected' ? [outcome.reason.name] : [],
      );
      expect(new Set([...refusals, 'StaleFencingTokenError']).size).toBe(1);
      expect(repository.ours()).toHaveLength(1);
    });

    it('says that a wrong token is not let in', async () => {
      const repository = newRepository();
      const { server, url } = await serve(repository, { token: FAKE_TOKEN });
      cleanUp.push(() => closed(server));
      const deployer = newDeployer({ url }, { token: 'fake-other' });
      const refused = deployer.read(target);
      await expect(refused).rejects.toThrow();
      await expect(refused).rejects.not.toThrow(/fake-other/);
    });
  });

  describe('where people write pins by hand', () => {
    async function deployed() {
      const repository = newRepository();
      const deployer = newDeployer({ path: repository.path });
      await deployer.apply(writePin(release(1)));
      return {
        repository,
        deployer,
        text: repository.ask('show', `main:${FILE}`),
      };
    }

    it('names no release for bytes that it never wrote', async () => {
      const { deployer, repository, text } = await deployed();
      const changed = text.replace(
        `sha256:${'0'.repeat(64)}`,
        `sha256:${'f'.repeat(64)}`,
      );
      repository.commit({ [FILE]: changed }, 'Only the digest');
      const state = await deployer.read(target);
      expect(state.releaseDigest).toBeUndefined();
      expect(state.version).toMatch(/^pin [0-9a-f]{12}$/);
      expect(state.by).toBe('Mara <mara@example.org>');
      expect(state.stepKeys).toHaveLength(1);
      expect(await deployer.verify(change(release(1)), '')).toMatchObject([
        { check: 'pin', verdict: 'fail' },
      ]);
    });

    it('knows a release that somebody went back to', async () => {
      const { deployer, repository, text } = await deployed();
      await deployer.apply(
        writePin(release(2), { stepKey: 'next', from: release(1) }),
      );
      repository.commit({ [FILE]: `${text}\n` }, 'Back');
      expect(await deployer.read(target)).toMatchObject({
        releaseDigest: release(1).releaseDigest,
        version: '3.1.0',
        by: 'Mara <mara@example.org>',
      });
    });

    it('does not write over what the promotion was not decided against', async () => {
      const { deployer, repository } = await deployed();
      repository.commit({ [FILE]: 'release: mine\n' }, 'Mine');
      await expect(
        deployer.apply(
          writePin(release(2), { stepKey: 'next', from: release(1) }),
        ),
      ).rejects.toMatchObject({ name: 'DeployFailedError' });
    });

    it('sees that a pin was removed', async () => {
      const { deployer, repository } = await deployed();
      repository.commit({ [FILE]: null }, 'Remove');
      const state = await deployer.read(target);
      expect(state.version).toBeUndefined();
      expect(state.stepKeys).toHaveLength(1);
    });
  });

  it('waits for the reader, and says where it cannot be asked', async () => {
    const answers: Array<() => boolean> = [
      () => false,
      () => {
        throw new Error('connect ECONNREFUSED');
      },
      () => true,
    ];
    const asked: string[] = [];
    const probe: PinProbe = {
      handles: ({ environment }) => environment === 'prod',
      async look({ pinCommit }) {
        asked.push(pinCommit);
        const version = answers.shift()!() ? pinCommit : 'f'.repeat(40);
        return {
          loaded: [{ pipeline: 'close', version }],
          runs: [],
          problems: [],
        };
      },
    };
    const repository = newRepository();
    const deployer = newDeployer(
      { path: repository.path },
      { probes: [probe] },
    );
    await deployer.apply(writePin(release(1)));
    const command = writePin(release(1), {
      step: { name: 'picked-up', title: '', timeoutSeconds: 60 },
      stepKey: 'picked-up',
    });
    expect(await deployer.apply(command)).toMatchObject({ state: 'waiting' });
    expect(await deployer.apply(command)).toMatchObject({
      state: 'waiting',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await deployer.apply(command)).toMatchObject({ state: 'done' });
    expect(new Set(asked)).toEqual(
      new Set([repository.ask('rev-parse', 'main')]),
    );
    expect(
      (
        await deployer.plan(
          change(release(1), {
            target: { unit: UNIT, environment: 'staging' },
          }),
        )
      ).steps,
    ).toHaveLength(1);
  });

  describe('with what the release is made of beside the pin', () => {
    const FOLDER = `prod/${UNIT}`;
    const content = { branch: 'source', folder: 'dags' };

    /** Two releases: `close.py` is changed from the first to the second, `open.py` is taken out. */
    async function twoReleases(probes: PinProbe[] = []) {
      const repository = newRepository();
      const commits = [
        { 'dags/close.py': 'print(1)\n', 'dags/open.py': 'print(0)\n' },
        { 'dags/close.py': 'print(2)\n', 'dags/open.py': null },
      ].map(files => repository.commit(files, 'Work', 'source'));
      const deployer = newDeployer(
        { path: repository.path },
        { content, probes },
      );
      const [first, second] = commits.map((commit, i) =>
        release(i + 1, { commit }),
      );
      await deployer.apply(writePin(first));
      const files = () =>
        repository
          .ask('ls-tree', '-r', '--name-only', 'main', `${FOLDER}/`)
          .split('\n');
      return { repository, deployer, first, second, files };
    }

    it('puts it there, and takes it back, in the commit of the pin', async () => {
      const { deployer, files, first, repository, second } =
        await twoReleases();
      expect(files()).toEqual([`${FOLDER}/close.py`, `${FOLDER}/open.py`]);
      await deployer.apply(writePin(second, { stepKey: 'b', from: first }));
      expect(files()).toEqual([`${FOLDER}/close.py`]);
      expect(repository.ask('show', `main:${FOLDER}/close.py`)).toBe(
        'print(2)',
      );
      await deployer.apply(writePin(first, { stepKey: 'c', from: second }));
      expect(files()).toEqual([`${FOLDER}/close.py`, `${FOLDER}/open.py`]);
      expect(repository.log()).toHaveLength(4);
      expect(repository.ask('fsck', '--strict')).not.toContain('error');
    });

    it('holds only errors against it of files that it changed', async () => {
      const broken = (...files: string[]): PinProbe => ({
        handles: () => true,
        look: async () => ({
          loaded: [],
          runs: [],
          problems: files.map(file => ({ file, detail: `${file}: broken` })),
        }),
      });
      const probes = [broken('close.py', 'lib/old.py')];
      const { deployer, first, second } = await twoReleases(probes);
      await deployer.apply(writePin(second, { stepKey: 'b', from: first }));
      expect(await deployer.verify(change(second), '')).toContainEqual({
        check: 'import-errors',
        verdict: 'fail',
        detail: 'close.py: broken',
      });
    });

    it('names no release where a file of it was changed by hand', async () => {
      const { deployer, repository } = await twoReleases();
      repository.commit({ [`${FOLDER}/close.py`]: 'print(9)\n' }, 'Quick fix');
      const state = await deployer.read(target);
      expect(state).toMatchObject({ by: 'Mara <mara@example.org>' });
      expect(state.releaseDigest).toBeUndefined();
    });

    it('fails for a commit that is not on the branch of releases', async () => {
      const { deployer, first, repository } = await twoReleases();
      const elsewhere = repository.commit(
        { 'dags/close.py': 'print(3)\n' },
        'Not merged',
        'feature',
      );
      const commits = [elsewhere, repository.ask('rev-parse', 'main')];
      for (const commit of commits) {
        await expect(
          deployer.apply(
            writePin(release(3, { commit }), { stepKey: 'b', from: first }),
          ),
        ).rejects.toMatchObject({ name: 'DeployFailedError' });
      }
    });

    it('tells which runs ran it, whatever else is pinned there', async () => {
      const { deployer, first, repository, second } = await twoReleases();
      const ofFirst = repository.ask('rev-parse', 'main');
      await deployer.apply(writePin(second, { stepKey: 'b', from: first }));
      const ofSecond = repository.ask('rev-parse', 'main');
      repository.commit({ 'pins/prod/other.yaml': 'x: 1\n' }, 'Another pin');
      const later = repository.ask('rev-parse', 'main');
      const versions = [ofFirst, ofSecond, later, 'v7'];
      expect(
        Object.fromEntries(
          await deployer.recogniseVersions(change(second), versions),
        ),
      ).toEqual({ [ofFirst]: false, [ofSecond]: true, [later]: true });
      expect(await deployer.recogniseVersions(change(first), versions)).toEqual(
        new Map(),
      );
    });
  });

  it.each([
    [{}, 'repointable'],
    [{ migrations: [{ id: '0042', digest: 'sha256:0' }] }, 'irreversible'],
  ] as const)('a rollback from %j is %s', async (extra, expected) => {
    const deployer = newDeployer({ path: '/no/such/repository.git' });
    const plan = await deployer.plan(
      change(release(2, extra as Partial<DeployableRelease>), {
        from: release(1),
      }),
    );
    expect(plan.rollbackClass).toBe(expected);
  });
});

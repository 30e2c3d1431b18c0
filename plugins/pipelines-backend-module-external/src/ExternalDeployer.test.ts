import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  type DeployableRelease,
  type DeployChange,
  type DeployCommand,
  signWebhook,
} from '@sluice/plugin-pipelines-node';
import {
  deployCommand,
  deployerContract,
} from '@sluice/plugin-pipelines-node/testUtils';
import type { Knex } from 'knex';
import { TestJob } from './__testUtils__/TestJob';
import { type ExternalDeployerConfig } from './config';
import { ExternalDeployer } from './ExternalDeployer';
import { ExternalReports } from './ExternalReports';
import { DatabaseExternalStore } from './ExternalStore';
import { JobClient } from './JobClient';
import { migrate } from './migrate';

const SECRET = 'fake-fake-fake-reports';
const target = { unit: 'orders-enrichment', environment: 'prod' };

const release = (id: number): DeployableRelease => ({
  id,
  releaseDigest: `${id}`.padStart(64, '0'),
  commit: `${id}`.padStart(40, 'c'),
  label: `3.${id}.0`,
  artifacts: [],
  manifests: {},
  migrations: [],
});

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

const command = (
  id: number,
  extra: Partial<DeployCommand> = {},
): DeployCommand => ({
  ...deployCommand({
    change: change(release(id)),
    step: { name: 'hand-over', title: '', timeoutSeconds: 60 },
    promotionId: id,
    fencingToken: id,
  }),
  ...extra,
});

const databases = TestDatabases.create();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('on %s', (id: TestDatabaseId) => {
  let database: Knex;
  let job: TestJob;

  beforeAll(async () => {
    database = await databases.init(id);
    const getClient = async () => database;
    await migrate({ getClient });
    // A second replica finds it done.
    await migrate({ getClient });
  });

  beforeEach(async () => {
    job = await TestJob.start();
  });

  afterEach(() => job.stop());

  async function newDeployer(options: { hasStatus?: boolean } = {}) {
    await database('external_deployments').delete();
    await database('external_deployment_reports').delete();
    const clock = { now: Date.now() };
    const now = () => new Date(clock.now);
    const store = new DatabaseExternalStore();
    const config: ExternalDeployerConfig = {
      id: 'orders',
      units: [target.unit],
      environments: ['prod'],
      webhook: { url: job.url, secret: job.webhookSecret, timeoutSeconds: 5 },
      reports: { secret: SECRET, trustedHours: 24 },
      timeoutMinutes: 60,
      rollbackClass: 'stateful',
      ...(options.hasStatus && {
        statusUrl: `${job.url}/status?unit={unit}&in={environment}`,
      }),
    };
    const deployer = new ExternalDeployer({
      config,
      database,
      store,
      job: new JobClient({ config, now }),
      callback: async stepKey => `https://sluice.example/${stepKey}`,
      now,
    });
    const other = {
      ...config,
      id: 'other',
      reports: { ...config.reports, secret: 'fake-fake-fake-another' },
    };
    const reports = new ExternalReports({
      deployers: [config, other],
      database,
      store,
      now,
    });
    const report = (
      content: { stepKey: string; [key: string]: unknown },
      how: { secret?: string; at?: number; path?: string } = {},
    ) => {
      // Each is signed at a moment of its own.
      clock.now += 1_000;
      const body = Buffer.from(JSON.stringify(content));
      const timestamp = String(Math.floor((how.at ?? clock.now) / 1000));
      return reports.receive({
        stepKey: how.path ?? content.stepKey,
        timestamp,
        signature: signWebhook(how.secret ?? SECRET, timestamp, body),
        body,
      });
    };
    return { clock, deployer, report, reports };
  }

  it.each(
    deployerContract(async () => {
      await job.stop();
      job = await TestJob.start();
      const { deployer, report } = await newDeployer({ hasStatus: true });
      return {
        deployer,
        first: change(release(1)),
        second: change(release(2), { from: release(1) }),
        sideEffects: async () => job.begun.map(({ stepKey }) => stepKey),
        async finish({ stepKey, to }) {
          job.running = {
            releaseDigest: to.releaseDigest,
            version: to.label,
            since: new Date().toISOString(),
          };
          await report({ stepKey, state: 'succeeded' });
        },
      };
    }),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });

  it('tells the job all that it needs, once, and waits for its report', async () => {
    const { deployer, report } = await newDeployer();
    const first = command(1);
    expect(await deployer.apply(first)).toMatchObject({ state: 'waiting' });
    expect(await deployer.apply(first)).toMatchObject({ state: 'waiting' });
    expect(job.requests).toBe(1);
    expect(job.begun).toMatchObject([
      {
        promotionId: 1,
        stepKey: first.stepKey,
        ...target,
        releaseDigest: release(1).releaseDigest,
        label: '3.1.0',
        callback: `https://sluice.example/${first.stepKey}`,
      },
    ]);
    await report({
      stepKey: first.stepKey,
      state: 'running',
      detail: '2 of 3',
    });
    expect(await deployer.apply(first)).toMatchObject({
      state: 'waiting',
      detail: 'The job is running: 2 of 3',
    });
    await report({
      stepKey: first.stepKey,
      state: 'succeeded',
      version: 'b77',
    });
    expect(await deployer.apply(first)).toMatchObject({ state: 'done' });
    expect(await deployer.read(target)).toMatchObject({
      releaseDigest: release(1).releaseDigest,
      version: 'b77',
      since: expect.stringMatching(/Z$/),
      stepKeys: [first.stepKey],
    });
    expect(await deployer.verify(change(release(1)), '')).toMatchObject([
      { verdict: 'pass' },
    ]);
  });

  it('tells it again where nobody knows whether it heard', async () => {
    const { deployer } = await newDeployer();
    for (const answer of ['broken', 503, 429] as const) {
      job.answer = answer;
      await expect(deployer.apply(command(1))).rejects.not.toMatchObject({
        name: 'DeployFailedError',
      });
    }
    job.answer = 202;
    expect(await deployer.apply(command(1))).toMatchObject({
      state: 'waiting',
    });
    expect(job.begun).toHaveLength(1);
  });

  it('takes "I have that key" for heard, and a refusal for the end', async () => {
    const { deployer } = await newDeployer();
    job.answer = 409;
    expect(await deployer.apply(command(1))).toMatchObject({
      state: 'waiting',
    });
    job.answer = 422;
    await expect(deployer.apply(command(2))).rejects.toMatchObject({
      name: 'DeployFailedError',
      message: expect.stringContaining('422'),
    });
  });

  it('fails when the job says so, and then does not say what runs', async () => {
    const { deployer, report } = await newDeployer();
    const { stepKey } = command(1);
    await deployer.apply(command(1));
    await report({ stepKey, state: 'failed', detail: 'no capacity' });
    await expect(deployer.apply(command(1))).rejects.toMatchObject({
      name: 'DeployFailedError',
      message: expect.stringContaining('no capacity'),
    });
    await expect(deployer.read(target)).rejects.toThrow('not what it left');
    expect(await deployer.verify(change(release(1)), '')).toMatchObject([
      { verdict: 'unknown' },
    ]);
  });

  it('knows what runs after a failure that changed nothing', async () => {
    const { deployer, report } = await newDeployer();
    await deployer.apply(command(1));
    await report({ stepKey: command(1).stepKey, state: 'succeeded' });
    await deployer.apply(command(2));
    await report({
      stepKey: command(2).stepKey,
      state: 'failed',
      unchanged: true,
    });
    expect(await deployer.read(target)).toMatchObject({ version: '3.1.0' });
  });

  it('says nothing before the first report, and nothing by an old one', async () => {
    const { clock, deployer, report } = await newDeployer();
    await expect(deployer.read(target)).rejects.toThrow(
      'not reported anything',
    );
    await deployer.apply(command(1));
    await report({ stepKey: command(1).stepKey, state: 'succeeded' });
    clock.now += 23 * 3_600_000;
    expect(await deployer.read(target)).toMatchObject({ version: '3.1.0' });
    clock.now += 2 * 3_600_000;
    await expect(deployer.read(target)).rejects.toThrow(
      /reported 3\.1\.0 at .*Z, and nothing since/,
    );
  });

  it('believes the status of the job, and not an answer it cannot read', async () => {
    const { deployer } = await newDeployer({ hasStatus: true });
    job.running = { version: 'by-hand', since: '2026-11-21T09:00:00Z' };
    expect(await deployer.read(target)).toEqual({
      version: 'by-hand',
      since: '2026-11-21T09:00:00.000Z',
      stepKeys: [],
    });
    job.running = { releaseDigest: 'latest' };
    await expect(deployer.read(target)).rejects.toThrow("status isn't");
  });

  describe('a report', () => {
    const { stepKey } = command(1);

    async function told() {
      const all = await newDeployer();
      await all.deployer.apply(command(1));
      return all;
    }

    it.each([
      ['of another secret', { secret: 'fake-fake-fake-wrong' }],
      [
        'of the secret of another deployer',
        { secret: 'fake-fake-fake-another' },
      ],
    ])('%s is not let in', async (_, how) => {
      const { report } = await told();
      await expect(
        report({ stepKey, state: 'succeeded' }, how),
      ).rejects.toMatchObject({ name: 'AuthenticationError' });
    });

    it('of an hour ago is not let in', async () => {
      const { clock, report } = await told();
      await expect(
        report({ stepKey, state: 'succeeded' }, { at: clock.now - 3_600_000 }),
      ).rejects.toThrow('check the clock');
    });

    it('is good once, byte by byte', async () => {
      const { clock, report } = await told();
      const at = clock.now;
      await report({ stepKey, state: 'running' }, { at });
      await expect(
        report({ stepKey, state: 'running' }, { at }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('is for the step that it names, and no other', async () => {
      const { deployer, report } = await told();
      await deployer.apply(command(2));
      await expect(
        report({ stepKey, state: 'failed' }, { path: command(2).stepKey }),
      ).rejects.toThrow('that of the address');
    });

    it('of an unknown key is not found, for those who can sign', async () => {
      const { report } = await told();
      const unknown = { stepKey: 'nobody', state: 'succeeded' };
      await expect(report(unknown)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(
        report(unknown, { secret: 'fake-fake-fake-wrong' }),
      ).rejects.toMatchObject({ name: 'AuthenticationError' });
    });

    it.each([
      [{ stepKey, state: 'done' }, 'state'],
      [{ stepKey }, 'state'],
      [{ stepKey, state: 'failed', reason: 'x' }, 'reason'],
    ])('%j names what is wrong', async (content, field) => {
      const { report } = await told();
      await expect(report(content)).rejects.toThrow(field);
    });

    it('may come twice, late and out of order, but takes nothing back', async () => {
      const { deployer, report } = await told();
      // A newer promotion has taken the target over meanwhile.
      await deployer.apply(command(2));
      expect(await report({ stepKey, state: 'succeeded' })).toEqual({
        state: 'succeeded',
      });
      expect(await report({ stepKey, state: 'succeeded' })).toEqual({
        state: 'succeeded',
      });
      expect(await report({ stepKey, state: 'running' })).toEqual({
        state: 'succeeded',
      });
      await expect(report({ stepKey, state: 'failed' })).rejects.toThrow(
        "can't take that back",
      );
      // It says what was done, whoever waits for it.
      expect(await deployer.read(target)).toMatchObject({ version: '3.1.0' });
      await expect(deployer.apply(command(1))).rejects.toMatchObject({
        name: 'StaleFencingTokenError',
      });
    });
  });
});

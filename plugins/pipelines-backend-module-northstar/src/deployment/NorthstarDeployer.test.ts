import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  DeployableRelease,
  DeployChange,
  DeployCommand,
} from '@sluice/plugin-pipelines-node';
import {
  applyUntilDone,
  deployCommand,
  deployerContract,
  deployWhole,
} from '@sluice/plugin-pipelines-node/testUtils';
import { StagedOutages } from '../simulation/StagedOutages';
import { ReleaseHistory } from '../simulation/versions';
import { Deployments } from './Deployments';
import { NorthstarDeployer } from './NorthstarDeployer';
import { type Fault, StagedFaults } from './StagedFaults';
import { UnitHistory } from './UnitHistory';

const NOW = Date.parse('2026-11-21T09:45:12.345Z');
const UNIT = 'northstar-dags-finance';

const release = (
  id: number,
  extra: Partial<DeployableRelease> = {},
): DeployableRelease => ({
  id,
  releaseDigest: `${id}`.padStart(64, '0'),
  commit: `${id}`.padStart(40, 'c'),
  label: `3.${id}.0`,
  artifacts: [],
  manifests: {},
  migrations: [],
  ...extra,
});

const change = (
  to: DeployableRelease,
  extra: Partial<DeployChange> = {},
): DeployChange => ({
  target: { unit: UNIT, environment: 'prod' },
  kind: 'promote',
  to,
  config: {},
  members: [],
  ...extra,
});

let dirs: string[] = [];

function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-deployments-'));
  dirs.push(dir);
  return dir;
}

afterEach(() => {
  dirs.forEach(dir => rmSync(dir, { recursive: true, force: true }));
  dirs = [];
});

/** A deployer as a process has it; the folder is what survives the process. */
function newDeployer(
  options: {
    dir?: string;
    faults?: Fault[];
    stepSeconds?: number;
    clock?: { now: number };
    outagesDir?: string;
  } = {},
) {
  const { dir = newDir(), faults = [], clock = { now: NOW } } = options;
  const now = () => new Date(clock.now);
  const deployments = new Deployments({ dir, now });
  const logger = mockServices.logger.mock();
  const deployer = new NorthstarDeployer({
    seed: 's',
    deployments,
    history: new UnitHistory({
      seed: 's',
      releases: new ReleaseHistory({ seed: 's', deployments }),
      startedAt: () => undefined,
      now,
    }),
    faults: StagedFaults.fromList(faults),
    outages: new StagedOutages({ dir: options.outagesDir }),
    stepSeconds: options.stepSeconds ?? 0,
    logger,
    now,
  });
  /** What a sweep of another process sees by now. */
  const stagedRuns = (environment = 'prod') => {
    deployments.refresh();
    return deployments.runs(UNIT, environment);
  };
  const effects = (environment = 'prod') =>
    deployments
      .log(environment)!
      .lines()
      .filter(line => line.record.kind === 'effect' && line.taken === 'taken')
      .map(({ record }) => JSON.stringify(record));
  return { deployer, dir, effects, logger, stagedRuns };
}

describe('NorthstarDeployer', () => {
  describe.each([
    ['a DAG bundle', UNIT],
    ['a dbt project', 'northstar-dbt-finance'],
    ['a jar', 'spark-finance'],
    ['a consumer', 'orders-enrichment'],
  ])('with %s', (_, unit) => {
    const target = { unit, environment: 'staging' };
    it.each(
      deployerContract(async () => {
        const { deployer, effects } = newDeployer();
        return {
          deployer,
          first: change(release(1), { target }),
          second: change(release(2), { target, from: release(1) }),
          sideEffects: async () => effects('staging'),
        };
      }),
    )('$name', async ({ check }) => {
      await expect(check()).resolves.toBeUndefined();
    });
  });

  const target = change(release(1)).target;

  it('says what the history brought before anything was deployed', async () => {
    const { deployer } = newDeployer();
    const state = await deployer.read(target);
    expect(state.version).toMatch(/^2\.\d+\.0$/);
    expect(state.by).toContain('simulated');
    expect(state).toMatchObject({ stepKeys: [] });
    expect(state.releaseDigest).toBeUndefined();
  });

  it('goes on where it stopped when the process starts again', async () => {
    const { deployer, dir } = newDeployer();
    await deployWhole({ deployer }, change(release(1)), {
      promotionId: 4,
      fencingToken: 9,
    });
    const again = newDeployer({ dir }).deployer;
    expect(await again.read(target)).toEqual(await deployer.read(target));
    await expect(
      again.apply(await commandFor(again, 'write-pin', { fencingToken: 8 })),
    ).rejects.toThrow('lease with the token 8');
  });

  async function commandFor(
    deployer: NorthstarDeployer,
    name: string,
    extra: Partial<DeployCommand> & { to?: DeployableRelease } = {},
  ): Promise<DeployCommand> {
    const { to = release(1), ...rest } = extra;
    const { steps } = await deployer.plan(change(to));
    return {
      ...deployCommand({
        change: change(to),
        step: steps.find(step => step.name === name)!,
        promotionId: 1,
        fencingToken: 1,
      }),
      ...rest,
    };
  }

  it('lets one of two processes that write at once win', async () => {
    const { deployer, dir, effects } = newDeployer();
    const other = newDeployer({ dir }).deployer;
    const command = await commandFor(deployer, 'write-pin');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? deployer : other).apply({ ...command, fencingToken: 1 + i }),
      ),
    );
    expect(effects()).toHaveLength(1);
    const refusals = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason.name] : [],
    );
    expect(new Set([...refusals, 'StaleFencingTokenError']).size).toBe(1);
  });

  describe('where something is staged', () => {
    const staged = { unit: UNIT, environment: 'prod' } as const;

    it('fails for certain, once', async () => {
      const { deployer, effects } = newDeployer({
        faults: [{ does: 'fail', ...staged, step: 'write-pin' }],
      });
      const command = await commandFor(deployer, 'write-pin');
      await expect(deployer.apply(command)).rejects.toMatchObject({
        name: 'DeployFailedError',
      });
      expect(effects()).toEqual([]);
      expect(await deployer.apply(command)).toMatchObject({ state: 'done' });
    });

    it('hangs until it is aborted', async () => {
      const { deployer, effects } = newDeployer({
        faults: [{ does: 'hang', ...staged }],
      });
      const abort = new AbortController();
      const asked = deployer.apply(
        await commandFor(deployer, 'fetch-bundle', { signal: abort.signal }),
      );
      setTimeout(() => abort.abort(new Error('too long')), 20);
      await expect(asked).rejects.toThrow('too long');
      expect(effects()).toEqual([]);
    });

    it('stops halfway, says so, and can be brought to an end', async () => {
      const { deployer } = newDeployer({
        faults: [{ does: 'half-apply', ...staged, step: 'write-pin' }],
      });
      const command = await commandFor(deployer, 'write-pin');
      await expect(deployer.apply(command)).rejects.toThrow('failed halfway');
      const half = await deployer.read(target);
      expect(half.releaseDigest).toBeUndefined();
      expect(half.version).toMatch(/^2\.\d+\.0, partly 3\.1\.0$/);
      expect(half.stepKeys).toEqual([]);
      expect(await deployer.verify(change(release(1)))).toMatchObject([
        { check: 'picked-up', verdict: 'fail' },
        { check: 'import-errors', verdict: 'unknown' },
      ]);
      await deployer.apply(command);
      expect(await deployer.read(target)).toMatchObject({
        releaseDigest: release(1).releaseDigest,
        version: '3.1.0',
        stepKeys: [command.stepKey],
      });
    });

    it('loses the answer of what was done', async () => {
      const { deployer, effects } = newDeployer({
        faults: [{ does: 'lose-answer', ...staged, step: 'write-pin' }],
      });
      const command = await commandFor(deployer, 'write-pin');
      await expect(deployer.apply(command)).rejects.toThrow('socket hang up');
      expect((await deployer.read(target)).stepKeys).toEqual([command.stepKey]);
      await deployer.apply(command);
      expect(effects()).toHaveLength(1);
    });

    it('shows what somebody put there behind our back, once', async () => {
      const faults: Fault[] = [];
      const { deployer } = newDeployer({ faults });
      await deployWhole({ deployer }, change(release(1)), {
        promotionId: 1,
        fencingToken: 1,
      });
      faults.push({
        does: 'unmanaged',
        ...staged,
        version: '2.9.9',
        actor: 'someone',
      });
      const state = await deployer.read(target);
      expect(state).toMatchObject({ version: '2.9.9', by: 'someone' });
      expect(state.releaseDigest).toBeUndefined();
      await deployWhole({ deployer }, change(release(2)), {
        promotionId: 2,
        fencingToken: 2,
      });
      expect(await deployer.read(target)).toMatchObject({ version: '3.2.0' });
    });

    it('finds a regression of what runs', async () => {
      const { deployer } = newDeployer({
        faults: [{ does: 'regress', ...staged }],
      });
      await deployWhole({ deployer }, change(release(1)), {
        promotionId: 1,
        fencingToken: 1,
      });
      expect(await deployer.verify(change(release(1)))).toMatchObject([
        { check: 'picked-up', verdict: 'pass' },
        { check: 'import-errors', verdict: 'fail' },
      ]);
    });

    it('starts a run of each pipeline, or of one, once for a line', async () => {
      const clock = { now: NOW };
      const faults: Fault[] = [
        { does: 'run', ...staged, pipeline: 'finance_close_daily' },
        { does: 'run', ...staged, state: 'failed' },
        { does: 'run', unit: UNIT, environment: 'staging' },
        { does: 'run', unit: 'spark-finance', environment: 'prod' },
      ];
      const { deployer, dir, stagedRuns } = newDeployer({ faults, clock });
      await deployer.read(target);
      // Every sweep has to see it first.
      const at = NOW + 5_000;
      const asked = [
        { at, pipeline: 'finance_close_daily', state: 'success' },
        { at, pipeline: undefined, state: 'failed' },
      ];
      expect(stagedRuns()).toEqual(asked);
      expect(stagedRuns('staging')).toEqual([]);

      clock.now += 60_000;
      await deployer.verify(change(release(1)));
      await newDeployer({ faults, clock, dir }).deployer.read(target);
      expect(stagedRuns()).toEqual(asked);
      faults.push({ does: 'run', ...staged, state: 'failed' });
      await deployer.read(target);
      expect(stagedRuns()).toEqual([
        ...asked,
        { at: at + 60_000, pipeline: undefined, state: 'failed' },
      ]);
    });

    it('misses a reference', async () => {
      const reference = 'secretsmanager:northstar/prod/snowflake';
      const { deployer } = newDeployer({
        faults: [{ does: 'lose-reference', environment: 'prod', reference }],
      });
      expect(
        await deployer.resolveReferences(change(release(1)), {
          SNOWFLAKE_KEY: reference,
          OTHER: 'ssm:northstar/prod/other',
        }),
      ).toMatchObject(
        [{ verdict: 'fail', detail: /SNOWFLAKE_KEY/ }].map(({ verdict }) => ({
          verdict,
          detail: expect.stringContaining('SNOWFLAKE_KEY'),
        })),
      );
    });

    it('can be out of reach', async () => {
      const outagesDir = newDir();
      writeFileSync(join(outagesDir, 'northstar-deploy-prod.down'), '');
      const { deployer } = newDeployer({ outagesDir });
      await expect(deployer.read(target)).rejects.toThrow('simulated outage');
      await deployer.read({ ...target, environment: 'staging' });
    });
  });

  it.each([
    [true, 'fail'],
    ['runs', 'pass'],
    [undefined, 'pass'],
  ])(
    'takes simulatedRegression: %p for a check that says %s',
    async (value, verdict) => {
      const { deployer } = newDeployer();
      const bad = release(1, {
        manifests: value === undefined ? {} : { simulatedRegression: value },
      });
      await deployWhole({ deployer }, change(bad), {
        promotionId: 1,
        fencingToken: 1,
      });
      expect(await deployer.verify(change(bad))).toMatchObject([
        { verdict: 'pass' },
        { check: 'import-errors', verdict },
      ]);
    },
  );

  it('waits until the release is picked up', async () => {
    const clock = { now: NOW };
    const dir = newDir();
    const fast = newDeployer({ clock, dir }).deployer;
    await applyUntilDone(
      { deployer: fast },
      await commandFor(fast, 'write-pin'),
    );
    const { deployer } = newDeployer({ clock, dir, stepSeconds: 3 });
    const command = await commandFor(deployer, 'await-pickup');
    expect(await deployer.apply(command)).toMatchObject({
      state: 'waiting',
      againInSeconds: 3,
    });
    clock.now += 3_000;
    expect(await deployer.apply(command)).toMatchObject({ state: 'done' });
  });

  it('does not wait for a release that something else took the place of', async () => {
    const { deployer } = newDeployer();
    await expect(
      deployer.apply(await commandFor(deployer, 'await-pickup')),
    ).rejects.toMatchObject({ name: 'DeployFailedError' });
  });

  describe('a rollback', () => {
    const migration = { id: '0042_split_amount', digest: 'sha256:0' };

    it.each([
      [UNIT, {}, 'repointable'],
      ['orders-enrichment', {}, 'stateful'],
      [UNIT, { migrations: [migration] }, 'irreversible'],
    ] as const)('of %s with %j is %s', async (unit, extra, expected) => {
      const { deployer } = newDeployer();
      const plan = await deployer.plan(
        change(release(2, extra as Partial<DeployableRelease>), {
          target: { unit, environment: 'prod' },
          from: release(1),
        }),
      );
      expect(plan.rollbackClass).toBe(expected);
    });

    it('counts what was done since the release runs', async () => {
      const clock = { now: NOW };
      const { deployer } = newDeployer({ clock });
      await deployWhole({ deployer }, change(release(1)), {
        promotionId: 1,
        fencingToken: 1,
      });
      clock.now += 30 * 3_600_000;
      const { rollbackEffects } = await deployer.plan(
        change(release(0), { kind: 'rollback', from: release(1) }),
      );
      const rows = rollbackEffects.find(({ subject }) => subject === 'rows')!;
      expect(rows.outcome).toBe('kept');
      expect(rows.detail).toMatch(
        /^About [\d,]{4,} rows of \d+ runs since 2026-11-21T09:45:12\.345Z stay/,
      );
    });

    it('names the migrations that somebody has to undo', async () => {
      const { deployer } = newDeployer();
      const { rollbackEffects } = await deployer.plan(
        change(release(2, { migrations: [migration] }), { from: release(1) }),
      );
      expect(rollbackEffects).toContainEqual({
        subject: 'ddl',
        outcome: 'you-must',
        detail: expect.stringContaining('0042_split_amount'),
      });
    });
  });

  it('warns of a staged fault that it cannot understand, once', async () => {
    const { deployer, logger } = newDeployer({
      faults: [{ does: 'explode' } as unknown as Fault],
    });
    await deployer.read(target);
    await deployer.read(target);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('says that a release cannot run at all', async () => {
    const { deployer } = newDeployer();
    const incompatible = 'It needs Airflow 3';
    const plan = await deployer.plan(
      change(
        release(1, { manifests: { simulatedIncompatible: incompatible } }),
      ),
    );
    expect(plan.incompatible).toBe(incompatible);
  });
});

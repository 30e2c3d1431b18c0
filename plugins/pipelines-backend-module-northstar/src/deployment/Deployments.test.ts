import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { DeployChange } from '@sluice/plugin-pipelines-node';
import { deployWhole } from '@sluice/plugin-pipelines-node/testUtils';
import { createNorthstar } from '../createNorthstar';
import { Kept, newSources, NOW, sweepInto } from '../simulation/testing';
import { HOUR, iso, MINUTE } from '../simulation/time';
import { Deployments } from './Deployments';

const AIRFLOW = 'northstar-airflow-prod';
const KAFKA = 'northstar-kafka-prod';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-deployed-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The demo as one process has it, at a moment. */
function newDemo(clock: { now: number }) {
  const { deployer, sources } = createNorthstar({
    seed: 'northstar',
    historyDays: 1,
    tickSeconds: 15,
    deployments: { dir, stepSeconds: 0 },
    logger: mockServices.logger.mock(),
    now: () => new Date(clock.now),
  });
  const source = (id: string) => sources.find(each => each.id === id)!;
  return { deployer: deployer!, source };
}

const change = (
  unit: string,
  id: number,
  simulatedRegression: boolean,
): DeployChange => ({
  target: { unit, environment: 'prod' },
  kind: 'promote',
  to: {
    id,
    releaseDigest: `${id}`.padStart(64, '0'),
    commit: 'c'.repeat(40),
    label: `9.${id}.0`,
    artifacts: [],
    manifests: { simulatedRegression },
    migrations: [],
  },
  config: {},
  members: [],
});

describe('runs after a deployment', () => {
  it('fail while the release regresses, and go on well after the next', async () => {
    const clock = { now: NOW };
    const { deployer, source } = newDemo(clock);
    const kept = new Kept();
    const airflow = source(AIRFLOW);
    const deploy = (id: number, bad: boolean) =>
      deployWhole({ deployer }, change('northstar-dags-commerce', id, bad), {
        promotionId: id,
        fencingToken: id,
      });
    await sweepInto(kept, airflow, clock.now);
    clock.now += MINUTE;
    await deploy(1, true);
    const badSince = iso(clock.now);
    clock.now += 6 * HOUR;
    await sweepInto(kept, airflow, clock.now);
    await deploy(2, false);
    const goodSince = iso(clock.now);
    clock.now += 6 * HOUR;
    await sweepInto(kept, airflow, clock.now);

    const ended = kept
      .of('orders_ingest_hourly')
      .filter(run => run.endedAt && run.runType === 'scheduled');
    const startedIn = (from: string, to = '9') =>
      ended.filter(run => run.startedAt! >= from && run.startedAt! < to);
    const before = startedIn('0', badSince);
    const bad = startedIn(badSince, goodSince);
    const good = startedIn(goodSince);
    expect(before.length).toBeGreaterThan(3);
    expect(bad.length).toBeGreaterThan(3);
    expect(good.length).toBeGreaterThan(3);
    for (const run of bad) {
      expect(run).toMatchObject({
        state: 'failed',
        version: '9.1.0',
        note: "KeyError: 'net_amount', new in 9.1.0 (simulated)",
      });
    }
    for (const run of good) expect(run.version).toBe('9.2.0');
    expect(good.filter(run => run.state === 'success').length).toBeGreaterThan(
      3,
    );
    for (const run of before) expect(run.version).toMatch(/^2\./);
    // A unit that nobody deployed to goes on as it was.
    const other = kept.of('finance_close_daily').filter(run => run.endedAt);
    expect(other.length).toBeGreaterThan(0);
    for (const run of other) expect(run.version).not.toMatch(/^9\./);
  });

  it('let a consumer crash again and again, until it is rolled back', async () => {
    const clock = { now: NOW };
    const { deployer, source } = newDemo(clock);
    const kept = new Kept();
    const kafka = source(KAFKA);
    const deploy = (id: number, bad: boolean) =>
      deployWhole({ deployer }, change('stock-movements', id, bad), {
        promotionId: id,
        fencingToken: id,
      });
    await sweepInto(kept, kafka, clock.now);
    clock.now += MINUTE;
    await deploy(1, true);
    clock.now += 20 * MINUTE;
    await sweepInto(kept, kafka, clock.now);
    await deploy(2, false);
    clock.now += 60 * MINUTE;
    await sweepInto(kept, kafka, clock.now);
    const processes = [...kept.runs.values()].filter(run =>
      run.version?.startsWith('9.'),
    );
    const crashed = processes.filter(run => run.state === 'failed');
    expect(crashed.length).toBeGreaterThanOrEqual(3);
    expect(crashed.every(run => run.version === '9.1.0')).toBe(true);
    expect(crashed.at(-1)?.note).toContain('new in 9.1.0');
    expect(processes.filter(run => run.state === 'running')).toMatchObject([
      { version: '9.2.0' },
    ]);
    // Nothing of before is left open.
    const external = processes[0].pipelineExternalId;
    const open = kept.of(external).filter(run => run.state === 'running');
    expect(open).toHaveLength(1);
  });

  it('leave all history before them as it is', async () => {
    const told = new Kept();
    await sweepInto(told, newSources({ historyDays: 1 })[AIRFLOW], NOW);
    const clock = { now: NOW };
    const kept = new Kept();
    await sweepInto(kept, newDemo(clock).source(AIRFLOW), NOW);
    expect(kept.sorted()).toEqual(told.sorted());
  });
});

describe('Deployments', () => {
  const now = () => new Date(NOW);

  it('keeps when it began', () => {
    expect(new Deployments({ dir, now }).since).toBe(NOW);
    const later = () => new Date(NOW + HOUR);
    expect(new Deployments({ dir, now: later }).since).toBe(NOW);
    // Nothing of how it was written is left.
    expect(readdirSync(dir)).toEqual(['since']);
  });

  it('says what to do about a file that holds no time', () => {
    writeFileSync(join(dir, 'since'), 'yesterday');
    expect(() => new Deployments({ dir, now })).toThrow(
      'Delete its folder to let',
    );
  });

  it('has no environments but three', () => {
    const deployments = new Deployments({ dir, now });
    expect(deployments.log('prod')).toBeDefined();
    expect(deployments.log('moon')).toBeUndefined();
  });
});

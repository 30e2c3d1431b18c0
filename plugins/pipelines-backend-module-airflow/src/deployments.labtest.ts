/*
 * Promotions that change what real Airflows run: the git deployer writes a branch, which Airflow 3.3 (prod) follows as a bundle and Airflow
 * 2.11 (dev) by a sync. `npm run test:lab -- airflow`. Each test goes on where the one before it ended.
 */
import { Lab, type LabAirflow } from './__testUtils__/labAirflow';
import { DAGS, dagFile, LabDelivery, UNIT } from './__testUtils__/labDelivery';

/** On a busy machine Airflow takes minutes to start. */
const SLOW_MS = 300_000;

/** Refuses what the version before took. */
const STRICT = 'assert context["dag_run"].conf.get("amount", 0) >= 0';

let lab: Lab;
let deployments: LabAirflow;
let prod: LabAirflow;
let delivery: LabDelivery;
let first: any;
let second: any;

beforeAll(async () => {
  lab = Lab.open();
  deployments = lab.airflow('deployments');
  prod = lab.airflow('airflow3');
  delivery = await LabDelivery.start({
    deployments,
    airflows: { dev: lab.airflow('airflow2-dev'), prod },
  });
}, SLOW_MS);

afterAll(async () => {
  await delivery?.stop();
  await prod?.call('start');
  await lab?.close();
}, SLOW_MS);

/** Asked for by one person and approved by another, in prod by one of finance too. */
async function promote(release: any, environment: 'dev' | 'prod') {
  const { id } = await delivery.as('ines', '/promotions', {
    releaseId: release.id,
    environment,
    reason: 'Orders are counted better',
  });
  await delivery.vote(id, 'tomas');
  if (environment === 'prod') await delivery.vote(id, 'fay');
  return id;
}

/** Waits until it is deployed, and for real runs that verify it. */
async function verified(id: number, environment: 'dev' | 'prod') {
  await delivery.untilState(id, 'Verifying');
  const runs = await delivery.run(environment);
  return { runs, promotion: await delivery.untilState(id, 'Succeeded') };
}

describe('Promotions', () => {
  it(
    'bring what two people changed to real Airflows',
    async () => {
      const changes = [
        await delivery.change(
          'mara',
          'orders_load',
          dagFile('orders_load', '1'),
          'Load orders',
        ),
        await delivery.change(
          'deniz',
          'orders_report',
          dagFile('orders_report', '1'),
          'Report orders',
        ),
      ];
      first = await delivery.release('1.0.0', changes);
      const ids = {
        dev: await promote(first, 'dev'),
        prod: await promote(first, 'prod'),
      };
      const [dev, live] = await Promise.all([
        verified(ids.dev, 'dev'),
        verified(ids.prod, 'prod'),
      ]);
      expect(dev.promotion.verification.state).toBe('successful');
      expect(live.promotion.verification.state).toBe('successful');
      for (const dag of DAGS) {
        // What Airflow 3 says that the run really ran is a commit that names who decided.
        const { bundle_version: commit } = live.runs[dag];
        expect(await delivery.pinned(commit, 'prod')).toBe(first.releaseDigest);
        expect(await delivery.description('dev', dag)).toBe(`${dag} 1`);
      }
      const commits: string[] = await deployments.call('log', 'deployed');
      const messages: string[] = [];
      for (const commit of commits) {
        messages.push(await deployments.call('message', commit));
      }
      const ofProd = messages.find(text =>
        text.includes(`Sluice-Target: prod/${UNIT}`),
      );
      expect(ofProd).toContain(`Sluice-Promotion: ${ids.prod}`);
      expect(ofProd).toContain('Requested-by: user:default/ines');
      expect(ofProd).toContain('Approved-by: user:default/tomas');
      expect(ofProd).toContain('Approved-by: user:default/fay');
      const checks = live.promotion.findings.map(
        (each: any) => `${each.check} ${each.verdict}`,
      );
      expect(checks).toEqual(
        expect.arrayContaining([
          'read-back pass',
          'picked-up pass',
          'ran pass',
        ]),
      );
      // So that it is what one goes back to.
      await delivery.run('prod');
      await delivery.run('dev');
      await delivery.until(
        'the bake',
        async () =>
          (await delivery.promotion(ids.prod)).bake?.state === 'done' &&
          (await delivery.promotion(ids.dev)).bake?.state === 'done',
      );
    },
    SLOW_MS,
  );

  it(
    'are rolled back automatically when what they brought goes bad, and the real Airflow runs the old version again',
    async () => {
      const changes = [
        await delivery.change(
          'mara',
          'orders_load',
          dagFile('orders_load', '2', STRICT),
          'Take no negative amounts',
        ),
        await delivery.change(
          'deniz',
          'orders_report',
          dagFile('orders_report', '2'),
          'Report sums',
        ),
      ];
      second = await delivery.release('1.1.0', changes);
      const id = await promote(second, 'prod');
      const { runs } = await verified(id, 'prod');
      expect(
        await delivery.pinned(runs.orders_load.bundle_version, 'prod'),
      ).toBe(second.releaseDigest);

      // It regresses: a run that the version before would have taken fails.
      const refused = { conf: { amount: -1 } };
      const { dag_run_id: bad } = await prod.call(
        'trigger',
        'orders_load',
        refused,
      );
      await prod.call('waitForRun', 'orders_load', bad, 'failed');
      const rollback = await delivery.until('the rollback', async () =>
        (
          await delivery.promotions('prod')
        ).find(each => each.kind === 'rollback'),
      );
      expect(rollback).toMatchObject({
        isAutomatic: true,
        rollbackOf: id,
        release: { id: first.id },
      });
      await delivery.untilState(rollback.id, 'Verifying');
      const after = await delivery.run('prod', refused);
      for (const dag of DAGS) {
        expect(await delivery.pinned(after[dag].bundle_version, 'prod')).toBe(
          first.releaseDigest,
        );
      }
      const { verification } = await delivery.untilState(
        rollback.id,
        'Succeeded',
      );
      expect(verification.state).toBe('successful');
      const { quarantines } = await delivery.unit();
      expect(quarantines).toEqual([
        expect.objectContaining({
          environment: 'prod',
          releaseId: second.id,
        }),
      ]);
    },
    SLOW_MS,
  );

  it(
    'are rolled back by one click, while Airflow is down too, and see what is changed behind their back',
    async () => {
      const fix = await delivery.release('1.2.0', [
        await delivery.change(
          'mara',
          'orders_load',
          dagFile('orders_load', '3'),
          'Fix: take negative amounts again',
        ),
      ]);
      const ids = {
        dev: await promote(fix, 'dev'),
        prod: await promote(fix, 'prod'),
      };
      await Promise.all([verified(ids.dev, 'dev'), verified(ids.prod, 'prod')]);
      expect(await delivery.description('dev', 'orders_load')).toBe(
        'orders_load 3',
      );

      await prod.call('stop', 'api');
      const rollBack = (environment: 'dev' | 'prod') =>
        delivery.as('tomas', '/promotions', {
          releaseId: first.id,
          environment,
          kind: 'rollback',
          reason: 'Finance wants the old sums back',
        });
      const back = {
        dev: await rollBack('dev'),
        prod: await rollBack('prod'),
      };
      // It is written where Airflow will find it.
      await delivery.until(
        'the pin',
        async () =>
          (await delivery.pinned(
            await deployments.call('head', 'deployed'),
            'prod',
          )) === first.releaseDigest,
      );
      expect((await delivery.promotion(back.prod.id)).state).toBe('Running');
      await prod.call('start');

      const [, live] = await Promise.all([
        verified(back.dev.id, 'dev'),
        verified(back.prod.id, 'prod'),
      ]);
      expect(await delivery.description('dev', 'orders_load')).toBe(
        'orders_load 1',
      );
      expect(
        await delivery.pinned(live.runs.orders_load.bundle_version, 'prod'),
      ).toBe(first.releaseDigest);

      await deployments.call('commit', {
        files: {
          [`prod/${UNIT}/orders_load.py`]: dagFile('orders_load', 'by hand'),
        },
        message: 'Only for tonight',
        author: 'deniz',
        branch: 'deployed',
      });
      await delivery.reconcile();
      const [change] = (await delivery.unit()).unmanagedChanges;
      expect(change).toMatchObject({
        environment: 'prod',
        by: 'Deniz <deniz@lab.test>',
      });
      const path = `/unmanaged-changes/${change.id}/acknowledge`;
      const body = { reason: 'It was looked at, and is right' };
      await expect(delivery.as('deniz', path, body)).rejects.toThrow('403');
      expect(await delivery.as('tomas', path, body)).toMatchObject({
        acknowledgedBy: 'user:default/tomas',
      });
    },
    SLOW_MS,
  );
});

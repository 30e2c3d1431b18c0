import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  airflow2Environment,
  airflow3Environment,
  airflowVariables,
} from './environment.mjs';

const options = {
  bin: '/env/bin',
  home: '/lab/one',
  port: 4321,
  databaseUrl: 'postgresql://…/one',
  dags: '/lab/one/dags',
  repository: '/lab/one/dags.git',
  deployments: {
    name: 'orders',
    repository: '/lab/orders.git',
    branch: 'deployed',
    folder: 'prod/orders',
  },
  labAirflow: '/repo/lab/airflow',
};

describe('airflowVariables', () => {
  it('writes sections and options the way Airflow reads them', () => {
    assert.deepEqual(
      airflowVariables({ dag_processor: { refresh_interval: 3 } }),
      {
        AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: '3',
      },
    );
  });
});

for (const [version, environment] of [
  ['2', airflow2Environment(options)],
  ['3', airflow3Environment(options)],
]) {
  describe(`the environment of Airflow ${version}`, () => {
    it('listens on the loopback only', () => {
      const host =
        environment.AIRFLOW__API__HOST ??
        environment.AIRFLOW__WEBSERVER__WEB_SERVER_HOST;
      assert.equal(host, '127.0.0.1');
    });

    it('keeps both the shared options of a section and its own', () => {
      assert.equal(environment.AIRFLOW__CORE__LOAD_EXAMPLES, 'False');
      assert.ok(environment.AIRFLOW__CORE__DAGS_FOLDER);
      assert.equal(environment.AIRFLOW_HOME, '/lab/one');
    });

    it('puts the Python environment first in the path', () => {
      assert.match(environment.PATH, /^\/env\/bin[:;]/);
    });
  });
}

describe('the accounts of Airflow 3', () => {
  it('let the portal look and no more', () => {
    const { AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: users } =
      airflow3Environment(options);
    assert.equal(users, 'admin:admin,sluice:viewer');
  });
});

describe('the bundles of Airflow 3', () => {
  it('are the set of the lab, and what promotions deploy', () => {
    const bundles = JSON.parse(
      airflow3Environment(options)
        .AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST,
    );
    assert.deepEqual(
      bundles.map(({ name, kwargs }) => [
        name,
        kwargs.tracking_ref,
        kwargs.subdir,
      ]),
      [
        ['lab', 'main', undefined],
        ['orders', 'deployed', 'prod/orders'],
      ],
    );
  });
});

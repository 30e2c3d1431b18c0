/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'airflow',
  services: ['airflow2-dev', 'airflow2-prod', 'airflow3'],
  tests: 'plugins/pipelines-backend-module-airflow/src/*.labtest.ts',
  browserTests: ['e2e/lab/airflow.labtest.mjs'],
  minutes: 11,
};

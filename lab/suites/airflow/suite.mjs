/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'airflow',
  services: ['airflow2-dev', 'airflow3'],
  tests: 'plugins/pipelines-backend-module-airflow/src/*.labtest.ts',
  minutes: 5,
};

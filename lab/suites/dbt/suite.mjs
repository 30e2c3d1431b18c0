/** dbt is no service: the tests run it. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'dbt',
  services: [],
  tests: 'plugins/pipelines-backend-module-dbt/src/*.labtest.ts',
  minutes: 3,
};

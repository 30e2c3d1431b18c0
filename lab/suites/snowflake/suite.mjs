/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'snowflake',
  services: ['snowflake'],
  tests: 'plugins/pipelines-backend-module-snowflake/src/*.labtest.ts',
  minutes: 3,
};

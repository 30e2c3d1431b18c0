/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'schema-registry',
  services: ['schema-registry'],
  tests: 'plugins/pipelines-backend-module-schema-registry/src/*.labtest.ts',
  minutes: 1,
};

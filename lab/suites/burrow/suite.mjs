/** What commits prove, beside Burrow itself. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'burrow',
  services: ['burrow'],
  tests: 'plugins/pipelines-backend-module-kafka/src/full/burrow/*.labtest.ts',
  minutes: 4,
  full: true,
};

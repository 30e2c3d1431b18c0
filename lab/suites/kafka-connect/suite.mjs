/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'kafka-connect',
  services: ['kafka', 'kafka-connect'],
  tests: 'plugins/pipelines-backend-module-kafka-connect/src/*.labtest.ts',
  minutes: 1,
  full: true,
};

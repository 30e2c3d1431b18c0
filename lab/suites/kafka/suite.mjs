/** @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'kafka',
  services: ['kafka', 'streams'],
  tests: 'plugins/pipelines-backend-module-kafka/src/*.labtest.ts',
  minutes: 3,
};

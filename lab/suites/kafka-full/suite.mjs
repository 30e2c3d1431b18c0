/** What takes minutes by its nature. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'kafka-full',
  services: ['kafka'],
  tests: 'plugins/pipelines-backend-module-kafka/src/full/*.labtest.ts',
  minutes: 7,
  full: true,
};

/** What takes minutes by its nature, and three brokers. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'kafka-full',
  services: ['kafka', 'kafka3'],
  tests: 'plugins/pipelines-backend-module-kafka/src/full/*.labtest.ts',
  minutes: 10,
  full: true,
};

/** What the oldest Apache Kafka answers that is read. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'kafka-oldest',
  services: ['kafka-oldest'],
  tests: 'plugins/pipelines-backend-module-kafka/src/full/oldest/*.labtest.ts',
  minutes: 2,
  full: true,
};

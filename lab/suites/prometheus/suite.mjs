/** promtool is no service: the test runs it. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'prometheus',
  services: [],
  tests: 'plugins/pipelines-backend/src/{slo,selfWatch}/*.labtest.ts',
  minutes: 3,
  full: true,
};

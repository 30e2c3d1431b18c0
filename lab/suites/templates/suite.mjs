/** What templates render is tested by its own tools, which are no services. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'templates',
  services: [],
  tests: 'lab/suites/templates',
  minutes: 1.5,
};

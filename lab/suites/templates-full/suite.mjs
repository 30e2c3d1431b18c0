/** Templates whose tools take their time: a Spark with a metastore. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'templates-full',
  services: [],
  tests: 'lab/suites/templates-full',
  minutes: 3,
  full: true,
};

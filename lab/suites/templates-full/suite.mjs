/** Templates whose tools take their time: a Spark with a metastore, and each Airflow. PostgreSQL is what a new DAG reads. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'templates-full',
  services: ['postgres'],
  tests: 'lab/suites/templates-full',
  minutes: 6,
  full: true,
};

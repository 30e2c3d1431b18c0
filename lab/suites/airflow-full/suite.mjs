/** An outage as people see it, poll by poll. @type {import('../../../scripts/lib/labSuites.mjs').Suite} */
export default {
  name: 'airflow-full',
  services: ['airflow2-dev', 'airflow2-prod', 'airflow3'],
  browserTests: ['e2e/lab/full/outage.labtest.mjs'],
  minutes: 6,
  full: true,
};

import type { AirflowDialect } from './AirflowApi';

/** The REST API of Airflow 2.x. @internal */
export const AIRFLOW_2: AirflowDialect = {
  major: 2,
  prefix: '/api/v1',
  healthPath: '/health',
  hasKeyset: false,
  datasets: {
    path: '/datasets',
    key: 'datasets',
    consumersKey: 'consuming_dags',
  },
};

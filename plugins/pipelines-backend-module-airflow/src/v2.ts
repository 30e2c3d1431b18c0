import type { AirflowDialect } from './AirflowApi';

/** The REST API of Airflow 3.x, where datasets are called assets. @internal */
export const AIRFLOW_3: AirflowDialect = {
  major: 3,
  prefix: '/api/v2',
  healthPath: '/monitor/health',
  hasKeyset: true,
  datasets: {
    path: '/assets',
    key: 'assets',
    consumersKey: 'scheduled_dags',
  },
};

import { ConfigReader } from '@backstage/config';
import { readAirflowConfig, type AirflowInstance } from '../config';

/** An instance as it comes out of the config. The password is fake. */
export function anInstance(
  url: string,
  changes: Record<string, unknown> = {},
): AirflowInstance {
  const config = new ConfigReader({
    pipelines: {
      airflow: [
        {
          name: 'airflow-prod',
          environment: 'prod',
          url,
          auth: { type: 'basic', username: 'sluice', password: 'fake-secret' },
          ...changes,
        },
      ],
    },
  });
  return readAirflowConfig(config)[0];
}

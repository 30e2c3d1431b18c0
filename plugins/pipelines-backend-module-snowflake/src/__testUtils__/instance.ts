import type { SnowflakeInstance } from '../config';

/** An account as the config would describe it. */
export function fakeInstance(
  options: Partial<SnowflakeInstance> = {},
): SnowflakeInstance {
  return {
    name: 'snowflake-prod',
    title: 'Snowflake (prod)',
    environment: 'prod',
    login: {
      account: 'myorg-prod',
      username: 'SVC',
      database: 'DB',
      queryTag: 'sluice',
      secret: () => ({ password: 'fake' }),
    },
    timezone: 'UTC',
    tables: [],
    loads: false,
    tasks: false,
    costs: false,
    costBackDays: 30,
    intervalSeconds: 600,
    configKey: 'pipelines.snowflake[0]',
    ...options,
    limits: {
      statementsPerSweep: 40,
      warehouseSecondsPerDay: 10_800,
      statementTimeoutSeconds: 30,
      maxRows: 50_000,
      ...options.limits,
    },
  };
}

import type { AirflowClient } from './client';
import { AirflowError, isAirflowFailure } from './errors';
import type { AirflowDialect } from './AirflowApi';
import { AIRFLOW_2 } from './v1';
import { AIRFLOW_3 } from './v2';

/** Newest first: while an installation is being upgraded, that is the one which will stay. */
const DIALECTS = [AIRFLOW_3, AIRFLOW_2] as const;

/** What an Airflow turned out to be. @internal */
export type DetectedAirflow = {
  dialect: AirflowDialect;
  /** For example `2.11.2`. */
  version: string;
  /** By the server's clock. */
  serverTime?: Date;
};

/**
 * Finds out which API an Airflow speaks.
 *
 * @throws AirflowError if it speaks neither, or can't be reached
 * @internal
 */
export async function detectAirflow(options: {
  client: AirflowClient;
  name: string;
  configKey: string;
  signal: AbortSignal;
}): Promise<DetectedAirflow> {
  const { client, name, configKey, signal } = options;
  for (const dialect of DIALECTS) {
    try {
      const { body, serverTime } = await client.get(
        `${dialect.prefix}/version`,
        { signal },
      );
      const version = (body as Record<string, unknown> | null)?.version;
      if (typeof version === 'string') return { dialect, version, serverTime };
    } catch (error) {
      if (!isAirflowFailure(error, 'not-found')) throw error;
    }
  }
  throw new AirflowError(
    `Airflow ${name} answers neither /api/v2/version (3.x) nor /api/v1/version (2.x): is ${configKey}.url the API's base?`,
    { failure: 'not-found' },
  );
}

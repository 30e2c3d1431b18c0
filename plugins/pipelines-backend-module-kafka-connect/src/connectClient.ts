import {
  JsonClient,
  type JsonClientOptions,
} from '@sluice/plugin-pipelines-node';
import type { ConnectCluster } from './config';

/** Asks the workers of a Kafka Connect cluster. @internal */
export const connectClient = (
  { auth, configKey, name, tls, url }: ConnectCluster,
  retry?: JsonClientOptions['retry'],
): JsonClient =>
  JsonClient.create({
    title: `Kafka Connect ${name}`,
    configKey,
    url,
    auth,
    tls,
    retry,
  });

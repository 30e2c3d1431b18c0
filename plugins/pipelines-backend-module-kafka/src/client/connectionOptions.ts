import type { ConnectionOptions } from '@platformatic/kafka';
import type { KafkaCluster } from '../config';
import { saslOptions } from './credentials';

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;

/** How to connect to the brokers of a cluster. @internal */
export function connectionOptions({
  sasl,
  tls,
}: Pick<KafkaCluster, 'sasl' | 'tls'>): ConnectionOptions {
  return {
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...(tls && { tls, tlsServerName: true }),
    ...(sasl && { sasl: saslOptions(sasl) }),
  };
}

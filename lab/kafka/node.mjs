import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionPool, metadataV12 } from '@platformatic/kafka';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';
import { kafkaJars } from './jars.mjs';

/** Any id will do; a broker refuses a disk that was formatted with another. */
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';

const java = (jars, ...args) => [
  'java',
  '-Xmx320m',
  `-Dlog4j2.configurationFile=file:${join(
    labSource,
    'kafka',
    'log4j2.properties',
  )}`,
  '-cp',
  `${jars}/*`,
  ...args,
];

/**
 * Starts a broker that is its own controller, on a disk that is formatted at the first start.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @param {{ processName: string, dir: string, properties: Record<string, unknown> }} node - `dir`: its folder
 */
export async function startNode(runtime, { processName, dir, properties }) {
  const jars = await kafkaJars(runtime);
  const file = join(dir, 'server.properties');
  const lines = Object.entries({
    ...properties,
    'log.dirs': join(dir, 'data'),
  }).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''));
  if (!existsSync(join(dir, 'data', 'meta.properties'))) {
    await run(
      java(
        jars,
        'kafka.tools.StorageTool',
        ...['format', '-t', CLUSTER_ID, '-c', file, '--ignore-formatted'],
      ),
    );
  }
  runtime.spawn(processName, java(jars, 'kafka.Kafka', file), {
    env: process.env,
  });
}

/** How many brokers a broker knows. @param {number} port @throws if it doesn't answer */
export async function knownBrokers(port) {
  const pool = new ConnectionPool('lab', { connectTimeout: 2000 });
  try {
    const connection = await pool.get({ host: HOST, port });
    const { brokers } = await metadataV12.api.async(connection, [], false);
    return brokers.length;
  } finally {
    await pool.close().catch(() => {});
  }
}

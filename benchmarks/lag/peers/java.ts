import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { BROKER } from '../broker';
import type { Sweep } from '../figures';

/**
 * Sweeps of Apache Kafka's own admin client, in one process that connected before. Its jars are those of the lab's broker.
 *
 * @returns one for each of `rounds`, after `warmUps` that don't count
 */
export async function javaSweeps(options: {
  rounds: number;
  warmUps: number;
}): Promise<Sweep[]> {
  const { kafkaJars } = await import('../../../lab/kafka/jars.mjs');
  const jars = await kafkaJars({ say: () => {} } as never);
  const output = execFileSync(
    'java',
    [
      '-Xmx512m',
      '-cp',
      `${jars}/*`,
      resolve(__dirname, 'JavaAdmin.java'),
      BROKER,
      'bench.g',
      String(options.rounds + options.warmUps),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return output
    .trim()
    .split('\n')
    .slice(options.warmUps)
    .map(line => {
      const [ms, requests, groups, lag] = line.split(' ').map(Number);
      return { ms, requests, groups, lag };
    });
}

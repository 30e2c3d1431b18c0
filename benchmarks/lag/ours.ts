import { ConfigReader } from '@backstage/config';
import type { LagReading } from '@sluice/plugin-pipelines-node';
import { PlatformaticClient } from '../../plugins/pipelines-backend-module-kafka/src/client/PlatformaticClient';
import { readKafkaConfig } from '../../plugins/pipelines-backend-module-kafka/src/config';
import { KafkaSource } from '../../plugins/pipelines-backend-module-kafka/src/KafkaSource';
import { BROKER, OWN } from './broker';
import type { Sweep } from './figures';

const silent: any = new Proxy({}, { get: () => () => silent });

/** Sluice's collector, which reads all groups in each sweep: also those that it would read less often, since nothing changes in them. */
export class Ours {
  readonly #source: KafkaSource;

  constructor() {
    const [cluster] = readKafkaConfig(
      new ConfigReader({
        pipelines: {
          kafka: [
            {
              name: 'kafka-bench',
              environment: 'prod',
              bootstrap: [BROKER],
              groups: { include: OWN },
              schedule: { quietSeconds: 5, intervalSeconds: 5 },
            },
          ],
        },
      }),
    );
    this.#source = KafkaSource.create({
      cluster,
      connect: each => new PlatformaticClient(each),
    });
  }

  /** One sweep over everything. @param now - what it takes for the time */
  async read(now = () => new Date()): Promise<LagReading> {
    for await (const { lag } of this.#source.collect({
      signal: AbortSignal.timeout(60_000),
      now,
      logger: silent,
    })) {
      return lag!;
    }
    throw new Error('The sweep read nothing');
  }

  async sweep(): Promise<Sweep> {
    const began = performance.now();
    const { groups, logs, requests } = await this.read();
    const ms = performance.now() - began;
    const ends = new Map(logs.map(l => [`${l.topic}/${l.partition}`, l.end]));
    const lags = groups.flatMap(group =>
      group.partitions.map(({ committed, partition, topic }) =>
        Math.max(0, ends.get(`${topic}/${partition}`)! - committed!),
      ),
    );
    return {
      ms,
      requests,
      groups: groups.length,
      lag: lags.reduce((a, b) => a + b, 0),
    };
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}

import { join } from 'node:path';
import { jarsOf } from '../kafka/jars.mjs';
import { oneNode } from '../kafka/oneNode.mjs';
import { labSource } from '../lib/paths.mjs';

const POM = join(labSource, 'kafka', 'oldest.pom.xml');

/**
 * The oldest Apache Kafka that Sluice reads, one node. Its KRaft was for trying it out alone, which a lab does.
 *
 * @type {import('./index.mjs').Service}
 */
export const kafkaOldest = oneNode(
  {
    name: 'kafka-oldest',
    title: 'Apache Kafka 3.0',
    port: 18392,
    onlyByName: true,
  },
  { jars: runtime => jarsOf(runtime, 'kafka-oldest', POM) },
);

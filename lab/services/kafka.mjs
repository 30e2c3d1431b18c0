import { oneNode } from '../kafka/oneNode.mjs';

/** Apache Kafka, one KRaft node, environment prod. @type {import('./index.mjs').Service} */
export const kafka = oneNode(
  { name: 'kafka', title: 'Apache Kafka 4.3', port: 18092 },
  {
    properties: {
      'share.coordinator.state.topic.replication.factor': 1,
      'share.coordinator.state.topic.min.isr': 1,
    },
  },
);

/**
 * Kafka Connect for the pipelines backend: the state of connectors and their tasks.
 *
 * @packageDocumentation
 */
export { pipelinesModuleKafkaConnect as default } from './module';

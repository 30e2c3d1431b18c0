/**
 * Consumer groups of Kafka, and how far they are behind, for the pipelines backend.
 *
 * @packageDocumentation
 */
export { pipelinesModuleKafka as default } from './module';

/**
 * The backend of the pipelines plugins: it reads the sources, keeps what they say, and shows where each pipeline stands.
 *
 * @packageDocumentation
 */
export { pipelinesPlugin as default } from './plugin';

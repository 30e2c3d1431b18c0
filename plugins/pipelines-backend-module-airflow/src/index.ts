/**
 * Runs and DAGs of Airflow 2.x and 3.x for the pipelines backend.
 *
 * @packageDocumentation
 */
export { pipelinesAirflow as default } from './feature';

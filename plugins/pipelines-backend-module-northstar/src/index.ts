/**
 * The embedded Northstar fleet: demo data behind the same extension points as the real integrations.
 *
 * @packageDocumentation
 */
export { pipelinesModuleNorthstar as default } from './module';

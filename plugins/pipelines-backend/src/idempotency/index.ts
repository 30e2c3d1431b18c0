/* Requests that are sent twice. */
export { IdempotencyStore, type KeyedCall } from './IdempotencyStore';

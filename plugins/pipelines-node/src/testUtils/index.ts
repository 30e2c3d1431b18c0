/**
 * What tests of integrations use. Nothing of it belongs into production.
 *
 * @packageDocumentation
 */
export * from './deployerContract';

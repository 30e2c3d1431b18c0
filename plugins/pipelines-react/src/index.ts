/**
 * Components and hooks of the pipelines plugins that other plugins may reuse. They need no theme but Backstage's own.
 *
 * @packageDocumentation
 */
export * from './components';
export * from './theme';
export * from './time';
export * from './statusLook';
export { pipelinesReactTranslationRef } from './translation';

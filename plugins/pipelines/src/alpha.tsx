/**
 * The pipelines plugin for apps on the new frontend system.
 *
 * @packageDocumentation
 */
export { default } from './alpha/plugin';

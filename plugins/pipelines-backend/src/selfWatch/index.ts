/*
 * How Sluice itself fares: metrics for those who watch it from outside, and messages to whoever runs it.
 */
export { createSelfWatch, type SelfWatch } from './createSelfWatch';
export { readOperators } from './config';

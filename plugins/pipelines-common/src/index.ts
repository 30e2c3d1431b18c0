/**
 * Words of the pipelines plugins: types, annotations, permissions, the OpenAPI client and algorithms that both sides share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './vocabulary';
export * from './ownerRef';
export * from './permissions';
export * from './signals';
export * from './paths';
export * from './runbooks';
export * from './client';
export * from './validation';
export * from './slo';
export * from './statusReason';
export * from './changeReason';
export * from './scorecards';
export * from './operations';

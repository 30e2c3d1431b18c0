/**
 * Extension points of the pipelines backend: what an integration implements.
 *
 * @packageDocumentation
 */
export * from './runs';
export * from './readings';
export * from './commits';
export * from './lag';
export * from './schemas';
export * from './deadLetters';
export * from './connectors';
export * from './jsonClient';
export * from './extensions';
export * from './facts';
export * from './deployers';
export * from './operations';
export * from './connectorSwitch';
export * from './planReplay';
export * from './planReset';
export * from './pastDelivery';
export * from './migrationsBetween';
export * from './pins';
export * from './gates';
export * from './permissions';
export * from './artifacts';
export * from './errors';
export * from './configIssues';
export * from './configList';
export * from './pem';
export * from './webhookSignature';

/**
 * What makes the portal look and feel like Sluice: themes, logo, navigation and sign-in, as one module of the `app` plugin.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { appModuleTranslationRef } from './translation';

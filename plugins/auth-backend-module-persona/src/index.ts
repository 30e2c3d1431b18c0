/**
 * Demo sign-in as one of several people; refuses to load in production.
 *
 * @packageDocumentation
 */
export { authModulePersona as default } from './module';
export { PERSONA_HEADER, PERSONA_PROVIDER_ID } from './authenticator';
export type { Persona } from './personas';

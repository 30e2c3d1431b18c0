import { formatInstant } from '@sluice/plugin-pipelines-react';

/** An instant of ISO 8601 in UTC. */
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
/** An entity ref, up to what ends a sentence. */
const ENTITY_REF =
  /\b(?:component|group|resource|system|user):[\w.-]+\/([\w.-]*\w)/g;

/**
 * A sentence of the backend as people read it: times in the reader's own zone, which the backend doesn't know, and names in place of
 * entity refs.
 *
 * @internal
 */
export function spoken(text: string, now: number): string {
  return text
    .replace(INSTANT, instant => formatInstant(instant, { now }))
    .replace(ENTITY_REF, '$1');
}

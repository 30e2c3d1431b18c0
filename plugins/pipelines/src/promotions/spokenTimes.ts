import { formatInstant } from '@sluice/plugin-pipelines-react';

/** An instant of ISO 8601 in UTC, as it stands in sentences of the backend, which doesn't know where its reader is. */
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/**
 * A sentence of the backend with its times as people read them, in the reader's own zone.
 *
 * @internal
 */
export function spokenTimes(text: string, now: number): string {
  return text.replace(INSTANT, instant => formatInstant(instant, { now }));
}

import type { JsonObject, JsonValue } from '@backstage/types';
import { type SloContext, readSlos } from '../slo/readSlos';
import type { EntityProblem } from './problem';

/** What is wrong with the promises in `spec.slos`. @internal */
export function sloProblems(
  spec: JsonObject,
  entityKind: SloContext['entityKind'],
  calendars: readonly string[] | undefined,
): EntityProblem[] {
  return readSlos(spec.slos, { entityKind, calendars, cron: cronOf(spec) })
    .problems;
}

function cronOf(spec: JsonObject): string | undefined {
  const schedule = spec.schedule as
    | { cron?: JsonValue }
    | JsonValue
    | undefined;
  const cron = (schedule as { cron?: JsonValue } | null | undefined)?.cron;
  return typeof cron === 'string' ? cron : undefined;
}

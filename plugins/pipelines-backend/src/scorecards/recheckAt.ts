import type { FactReading } from '@sluice/plugin-pipelines-node';
import type { Exemption } from './checks';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';

const HOUR_MS = 3600_000;

/**
 * When time alone may change what came of a pipeline's checks: an exemption begins or ends, or a fact gets too old.
 *
 * @param of - `exemptions` of the pipeline and the scorecard; `at`: ISO 8601 in UTC
 * @returns the first moment after `at`; undefined if time changes nothing
 * @internal
 */
export function recheckAt(of: {
  scorecard: Scorecard;
  readings: ReadonlyMap<string, FactReading>;
  exemptions: readonly Exemption[];
  at: string;
}): string | undefined {
  const { at, exemptions, readings, scorecard } = of;
  const aged = scorecard.levels
    .flatMap(({ checks }) => checks)
    .flatMap(({ fact, maxAgeHours }) => {
      const reading = readings.get(fact);
      if (!reading || maxAgeHours === undefined) return [];
      // At its age it is still believed, and a millisecond later no longer.
      const until = Date.parse(reading.at) + maxAgeHours * HOUR_MS + 1;
      return [new Date(until).toISOString()];
    });
  return [...aged, ...exemptions.flatMap(each => [each.from, each.until])]
    .filter(time => time > at)
    .sort()[0];
}

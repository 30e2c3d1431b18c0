import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import type { SourceResults } from './artifacts/sources';

/**
 * How old the sources of a project were. The thresholds of the project (pass, warn, error) are left to the SLOs. A source that dbt
 * couldn't read was asked for, and its age isn't known.
 *
 * @internal
 */
export function readFreshness(sources: SourceResults): FreshnessReading[] {
  return sources.results.map(result => {
    const reading = {
      subject: { dataset: result.id },
      at: result.snapshottedAt ?? sources.invocation.generatedAt,
      measure: 'loaded-at' as const,
    };
    const isKnown =
      result.status !== 'runtime error' && result.ageSeconds !== undefined;
    if (!isKnown) return reading;
    return {
      ...reading,
      // A clock of the warehouse that is ahead makes it negative.
      ageSeconds: Math.max(0, result.ageSeconds!),
      ...(result.loadedAt && { loadedAt: result.loadedAt }),
    };
  });
}

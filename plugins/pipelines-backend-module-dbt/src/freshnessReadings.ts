import type { FreshnessReading } from '@sluice/plugin-pipelines-node';
import type { Manifest } from './artifacts/manifest';
import { earliest, latest } from './artifacts/runResults';
import type { SourceResult, SourceResults } from './artifacts/sources';
import { ancestorsOf } from './lineage';

/**
 * How old the sources of a project were. The thresholds of the project (pass, warn, error) are left to the SLOs. A source that dbt
 * couldn't read was asked for, and its age isn't known.
 *
 * @internal
 */
export function readFreshness(sources: SourceResults): FreshnessReading[] {
  return sources.results.map(result => ({
    subject: { dataset: result.id },
    ...ageOf([result], sources),
  }));
}

/**
 * How old the data is that a selection is made of: the oldest of the sources that it reads, directly or through other models. If the age
 * of one of them isn't known, neither is that of the selection.
 *
 * @param options - `externalId` and `ids`: of the selection
 * @returns undefined if it reads none of the sources that were looked at
 * @internal
 */
export function readSelectionFreshness(options: {
  externalId: string;
  ids: ReadonlySet<string>;
  manifest: Manifest;
  sources: SourceResults;
}): FreshnessReading | undefined {
  const { externalId, ids, manifest, sources } = options;
  const upstream = ancestorsOf(manifest, ids);
  const own = sources.results.filter(({ id }) => upstream.has(id));
  if (own.length === 0) return undefined;
  return { subject: { pipeline: externalId }, ...ageOf(own, sources) };
}

/** The age of the oldest. */
function ageOf(
  results: SourceResult[],
  { invocation }: SourceResults,
): Omit<FreshnessReading, 'subject'> {
  const reading = {
    at:
      latest(results.map(result => result.snapshottedAt)) ??
      invocation.generatedAt,
    measure: 'loaded-at' as const,
  };
  const ages = results.flatMap(({ ageSeconds, status }) =>
    ageSeconds === undefined || status === 'runtime error' ? [] : ageSeconds,
  );
  if (ages.length < results.length) return reading;
  const loadedAt = earliest(results.map(result => result.loadedAt));
  return {
    ...reading,
    // A clock of the warehouse that is ahead makes it negative.
    ageSeconds: Math.max(0, ...ages),
    ...(loadedAt && { loadedAt }),
  };
}

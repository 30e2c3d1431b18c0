import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import type {
  ExternalPipeline,
  ObservedSource,
  SourcePipeline,
} from '../observations';
import type { Problem } from './bindings';
import type { FleetRecord } from './fleetRecord';

/** The kinds of source issues that are about a pipeline. */
const PIPELINE_ISSUES = [
  'import-error',
  'dag-warning',
  'clock-skew',
  'skipped-run',
  'skipped-reading',
];

/** What is wrong with the binding of a pipeline, or at its sources. @internal */
export function pipelineProblems(options: {
  record: FleetRecord;
  external: ExternalPipeline[];
  sightings: SourcePipeline[];
  sources: Map<string, ObservedSource>;
}): Problem[] {
  const { record, external, sightings, sources } = options;
  const names = new Set(external.map(e => e.externalId));
  const problems = [...record.problems];
  for (const { sourceId, goneAt } of sightings) {
    const source = sources.get(sourceId);
    if (!goneAt || !source) continue;
    problems.push({
      kind: 'gone',
      message: `${source.title} no longer lists it. Its history is kept`,
      source: sourceId,
      at: goneAt,
    });
  }
  for (const source of sources.values()) {
    for (const issue of [...source.issues, ...source.readingIssues]) {
      if (!issue.pipeline || !names.has(issue.pipeline)) continue;
      if (!PIPELINE_ISSUES.includes(issue.kind)) continue;
      problems.push({
        kind: issue.kind,
        message: issue.message,
        source: source.id,
        at: issue.at,
      });
    }
  }
  return problems;
}

/** Where else to look: the pipeline at its sources, its runbook, the entity's own links. @internal */
export function pipelineLinks(options: {
  record: FleetRecord;
  sightings: SourcePipeline[];
  sources: Map<string, ObservedSource>;
}): PipelineOverview['links'] {
  const { record, sightings, sources } = options;
  const isPrimary = ({ sourceId }: SourcePipeline) =>
    sources.get(sourceId)?.environment === record.environment;
  // The environment that the page is about stands first.
  const ordered = [...sightings].sort(
    (a, b) => Number(isPrimary(b)) - Number(isPrimary(a)),
  );
  const atSources = ordered.flatMap(({ sourceId, definition, goneAt }) => {
    const source = sources.get(sourceId);
    return source && definition?.url && !goneAt
      ? { title: source.title, url: definition.url }
      : [];
  });
  const runbook = record.runbook?.match(/^https?:\/\//)
    ? [{ title: 'Runbook', url: record.runbook }]
    : [];
  const safe = record.links.filter(link => /^https?:\/\//i.test(link.url));
  return [...atSources, ...runbook, ...safe];
}

import type { Entity } from '@backstage/catalog-model';
import {
  PIPELINE_VALIDATION_STATUS,
  type PipelineOverview,
} from '@sluice/plugin-pipelines-common';

/** What is wrong with a pipeline's definition, from wherever it was found. */
export type DefinitionProblem = {
  kind: string;
  level: 'error' | 'warning';
  /** Empty for `orphan`, whose words are the page's own. */
  message: string;
  /** The source that says so; the catalog where there is none. */
  source?: string;
  at?: string;
};

/** Kinds that only make a pipeline look odd; any other kind keeps it from being seen or run. */
const WARNINGS = new Set(['dag-warning', 'clock-skew']);

/** The catalog's own type of status items, for what failed while it processed the entity. */
const PROCESSING_STATUS = 'backstage.io/catalog-processing';

/**
 * All problems of a definition, errors first: those that sources report, those that validation left on the entity, and
 * those of the catalog itself.
 *
 * @internal
 */
export function definitionProblems(
  overview: Pick<PipelineOverview, 'problems'> | undefined,
  entity: Entity,
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [
    ...(overview?.problems ?? []).map(
      ({ kind, message, source, at }): DefinitionProblem => ({
        kind,
        level: WARNINGS.has(kind) ? 'warning' : 'error',
        message,
        source,
        at,
      }),
    ),
    ...statusItems(entity).flatMap(({ type, level, message }) => {
      const kind = kindOfStatus(type);
      if (!kind || level === 'info') return [];
      return [{ kind, level, message }];
    }),
  ];
  if (entity.metadata.annotations?.['backstage.io/orphan'] === 'true') {
    problems.push({ kind: 'orphan', level: 'warning', message: '' });
  }
  return problems.sort(
    (a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'),
  );
}

type StatusItem = {
  type: string;
  level: 'info' | 'warning' | 'error';
  message: string;
};

/** The catalog puts `status` on what it answers; the type of an entity leaves it out. */
function statusItems(entity: Entity): StatusItem[] {
  const { status } = entity as Entity & { status?: { items?: StatusItem[] } };
  return status?.items ?? [];
}

function kindOfStatus(type: string): string | undefined {
  if (type === PIPELINE_VALIDATION_STATUS) return 'validation';
  return type === PROCESSING_STATUS ? 'processing' : undefined;
}

import type { ReleaseDiffFacts } from '@sluice/plugin-pipelines-common';
import type { Change } from './entries';

/**
 * What a machine may decide by: whether a change is so plain that a standard change covers it.
 *
 * @param changes - all that count: bytes whose files are known don't
 * @internal
 */
export function factsOf(
  changes: Change[],
  touchesSox: boolean,
): ReleaseDiffFacts {
  const areas = new Set(changes.map(change => change.area));
  const all = (isSo: (change: Change) => boolean) =>
    changes.length > 0 && changes.every(isSo);
  const isPlain = ({ nature }: Change) => nature !== 'code';
  const migrations = changes.filter(({ area }) => area === 'migration');
  return {
    onlyDocs: all(({ nature }) => nature === 'docs'),
    onlyTests: all(({ nature }) => nature === 'tests'),
    onlyTags: all(({ nature }) => nature === 'tags'),
    onlyDocsTestsTags: all(isPlain),
    dbtNonBreaking:
      areas.has('dbt') &&
      all(change =>
        change.area === 'dbt'
          ? change.impact === 'non-breaking'
          : isPlain(change),
      ),
    hasMigrations: migrations.length > 0,
    destructiveDdl: migrations.some(({ impact }) => impact === 'breaking'),
    ddlUnknown: migrations.some(({ impact }) => impact === 'unknown'),
    hasConfig: areas.has('config'),
    hasInfrastructure: areas.has('infrastructure'),
    hasSchemas: areas.has('schema'),
    touchesSox,
  };
}

import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import type { Manifest } from './artifacts/manifest';
import { isTest } from './artifacts/manifest';

const COUNTED = [
  ['model', 'models'],
  ['snapshot', 'snapshots'],
  ['seed', 'seeds'],
];

/**
 * A selection as a pipeline. dbt knows nothing of schedules, owners and pauses of a selection.
 *
 * @internal
 */
export function selectionDefinition(options: {
  externalId: string;
  ids: ReadonlySet<string>;
  manifest: Manifest;
}): PipelineDefinition {
  const nodes = [...options.ids].flatMap(
    id => options.manifest.nodes.get(id) ?? [],
  );
  const counts = COUNTED.flatMap(([kind, plural]) => {
    const count = nodes.filter(node => node.resourceType === kind).length;
    return count > 0 ? [`${count} ${count === 1 ? kind : plural}`] : [];
  });
  const tests = nodes.filter(isTest).length;
  return {
    externalId: options.externalId,
    type: 'dbt-selection',
    description: `${counts.join(', ')}; ${tests} ${
      tests === 1 ? 'test' : 'tests'
    }`,
    paused: false,
  };
}

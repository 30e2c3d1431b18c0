import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import { DbtArtifactError } from './artifacts/errors';
import type { Manifest } from './artifacts/manifest';
import type { RunResults } from './artifacts/runResults';

/** Others, such as hooks and operations, belong to no selection. */
const SELECTABLE = /^(model|seed|snapshot|test|unit_test)\./;

/**
 * Results of nodes that the manifest doesn't know. An older manifest is one that is still to be replaced: its results wait for it. A
 * newer one was written since, by another command on a changed project: what it no longer knows is left out, and said.
 *
 * @throws DbtArtifactError if the manifest is older than the results
 * @internal
 */
export function strangersOf(options: {
  manifest: Manifest;
  runResults?: RunResults;
  /** What to call the manifest in messages. */
  where: string;
}): SourceIssue[] {
  const { manifest, runResults, where } = options;
  const strangers = (runResults?.results ?? [])
    .map(result => result.id)
    .filter(id => SELECTABLE.test(id) && !manifest.nodes.has(id));
  if (!runResults || strangers.length === 0) return [];
  const { invocation } = runResults;
  const isOlder =
    manifest.invocationId !== invocation.id &&
    manifest.generatedAt < invocation.generatedAt;
  const some = strangers.slice(0, 3).join(', ');
  if (isOlder) {
    throw new DbtArtifactError(
      `${where} is older than run_results.json and doesn't know ${some}: keep both of the same invocation. They are read again with the next sweep`,
    );
  }
  return [
    {
      kind: 'skipped-run',
      title: 'run_results.json',
      message: `${strangers.length} results were left out, of nodes that manifest.json no longer knows: ${some}`,
      at: invocation.generatedAt,
    },
  ];
}

import type { RunBatch } from '@sluice/plugin-pipelines-node';
import { invocationKey } from './artifacts/invocation';
import type { Manifest } from './artifacts/manifest';
import type { RunResults } from './artifacts/runResults';
import type { SourceResults } from './artifacts/sources';
import { writeCursor, type DbtCursor, type SelectionMark } from './cursor';
import { readFreshness, readSelectionFreshness } from './freshnessReadings';
import { readSelectionRun } from './selectionRun';
import { readTests } from './testReadings';

/** A selection with its nodes. @internal */
export type Selection = {
  /** `<project>/<selector>` */
  externalId: string;
  /** Ids of nodes. */
  ids: ReadonlySet<string>;
};

/** What the last invocation says of a selection, unless it was delivered before. @internal */
export function deliver(
  selection: Selection,
  options: { manifest: Manifest; runResults: RunResults; cursor: DbtCursor },
): { batch: RunBatch; cursor: DbtCursor } | undefined {
  const { manifest, runResults } = options;
  const { externalId } = selection;
  const before = options.cursor.selections[externalId];
  const invocation = invocationKey(runResults.invocation);
  if (before?.invocation === invocation) return undefined;
  const { generatedAt } = runResults.invocation;
  // Somebody may put back an older artifact: what was left undone since then stays undone.
  const isOlder = before !== undefined && generatedAt < before.generatedAt;
  const { run, unfinished } = readSelectionRun({
    ...selection,
    manifest,
    runResults,
    before: isOlder ? undefined : before?.unfinished,
  });
  const mark: SelectionMark = {
    invocation,
    generatedAt: isOlder ? before.generatedAt : generatedAt,
    unfinished: isOlder ? before.unfinished : unfinished,
  };
  const cursor = {
    ...options.cursor,
    selections: { ...options.cursor.selections, [externalId]: mark },
  };
  return {
    cursor,
    batch: {
      cursor: writeCursor(cursor),
      runs: run ? [run] : [],
      tests: readTests({ ...selection, manifest, runResults }),
    },
  };
}

/** What the last `dbt source freshness` says, unless it was delivered before. @internal */
export function takeFreshness(options: {
  sources?: SourceResults;
  manifest?: Manifest;
  selections: Selection[];
  cursor: DbtCursor;
}): Pick<RunBatch, 'cursor' | 'freshness'> {
  const { sources, manifest, selections, cursor } = options;
  if (!sources) return { cursor: writeCursor(cursor) };
  const invocation = invocationKey(sources.invocation);
  const due = manifest
    ? selections.filter(s => cursor.freshness[s.externalId] !== invocation)
    : [];
  const delivered = due.map(s => [s.externalId, invocation]);
  return {
    cursor: writeCursor({
      ...cursor,
      sources: invocation,
      freshness: { ...cursor.freshness, ...Object.fromEntries(delivered) },
    }),
    freshness: [
      ...(cursor.sources === invocation ? [] : readFreshness(sources)),
      ...due.flatMap(
        selection =>
          readSelectionFreshness({
            ...selection,
            manifest: manifest!,
            sources,
          }) ?? [],
      ),
    ],
  };
}

/** Forgets selections that nobody asks for any more. @internal */
export function onlyOf(selections: Selection[], cursor: DbtCursor): DbtCursor {
  const known = new Set(selections.map(({ externalId }) => externalId));
  const keep = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => known.has(id)));
  return {
    ...cursor,
    selections: keep(cursor.selections),
    freshness: keep(cursor.freshness),
  };
}

import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import type { SourceResults } from './artifacts/sources';

/** A selection that somebody asks for, and that there isn't. @internal */
export function selectionIssue(
  externalId: string,
  reason: string,
): SourceIssue {
  return {
    kind: 'skipped-run',
    title: externalId,
    message: `The selection was left out: ${reason}`,
    pipeline: externalId,
  };
}

/** Sources whose freshness dbt couldn't read. What dbt says of it may quote data. @internal */
export function unreadSourceIssues(
  sources: SourceResults | undefined,
): SourceIssue[] {
  return (sources?.results ?? [])
    .filter(result => result.status === 'runtime error')
    .map(({ id }) => ({
      kind: 'skipped-run',
      title: id,
      message:
        "dbt source freshness couldn't read how old it is: its age is unknown. The log of dbt says why",
      at: sources!.invocation.generatedAt,
    }));
}

import type { SourceIssue } from '@sluice/plugin-pipelines-node';

/** So many issues a sweep are kept: what is wrong with 10,000 tables is nothing to read one by one. */
const MOST_ISSUES = 100;

/** A reading that there isn't, and why. @internal */
export function skippedReading(title: string, reason: string): SourceIssue {
  return {
    kind: 'skipped-reading',
    title: title.slice(0, 250),
    message: reason,
  };
}

/** The first of many issues, and how many there are beside. @internal */
export function theFirst(issues: SourceIssue[]): SourceIssue[] {
  if (issues.length <= MOST_ISSUES) return issues;
  return [
    ...issues.slice(0, MOST_ISSUES),
    skippedReading(
      'More',
      `${issues.length - MOST_ISSUES} more issues of this sweep aren't listed`,
    ),
  ];
}

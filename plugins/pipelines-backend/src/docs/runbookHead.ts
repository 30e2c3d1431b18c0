/**
 * The title and the summary of a runbook: its first heading, and the paragraph below it.
 *
 * @throws Error if it has none, which a test of this package finds
 * @internal
 */
export function runbookHead(
  id: string,
  markdown: string,
): { id: string; title: string; summary: string } {
  const [, title, summary] =
    /^# (.+)\n\n((?:.+\n)+?)(?:\n|$)/.exec(markdown) ?? [];
  if (!title || !summary) {
    throw new Error(`The runbook ${id} has no title with a summary below it`);
  }
  return { id, title, summary: summary.trim().replace(/\n/g, ' ') };
}

import type { EvidenceToAdd } from '@sluice/plugin-pipelines-common';

/** What wrote a report. @public */
export type EvidenceFormat = EvidenceToAdd['format'];

/**
 * Which tool's format a report has, by what each of them always writes.
 *
 * @returns undefined if it can't be told
 * @public
 */
export function evidenceFormat(report: string): EvidenceFormat | undefined {
  const text = report.trimStart();
  if (text.startsWith('<')) {
    return /<testsuites?[\s/>]/.test(text) ? 'junit' : undefined;
  }
  let content: Record<string, any> | null;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof content !== 'object' || content === null) return undefined;
  const schema = content.metadata?.dbt_schema_version;
  if (typeof schema === 'string' && schema.includes('run-results')) {
    return 'dbt-run-results';
  }
  if (Array.isArray(content.runs) && typeof content.version === 'string') {
    return 'sarif';
  }
  if (
    typeof content.terraform_version === 'string' &&
    (content.planned_values || content.resource_changes || content.errored)
  ) {
    return 'terraform-plan';
  }
  return undefined;
}

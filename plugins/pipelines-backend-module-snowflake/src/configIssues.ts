import type { z } from 'zod';

/**
 * A zod issue as a sentence that begins with the config key it is about, and never repeats a value, which may be secret.
 *
 * @param root - what was parsed
 * @param key - the key of what was parsed, for example `pipelines.dbt[1]`
 * @internal
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  root: unknown,
  key: string,
): string {
  const path = issue.path.reduce<string>(
    (prefix, part) =>
      typeof part === 'number'
        ? `${prefix}[${part}]`
        : `${prefix}.${String(part)}`,
    key,
  );
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map(unknown => `${path}.${unknown} is not a known key`)
      .join('; ');
  }
  const value = issue.path.reduce<unknown>(
    (part, name) => (part as Record<PropertyKey, unknown>)?.[name],
    root,
  );
  if (value === undefined) return `${path} is missing`;
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return `${path} is empty`;
  }
  // Our own messages begin in lower case and read on from the key.
  return /^[a-z]/.test(issue.message)
    ? `${path} ${issue.message}`
    : `${path} is wrong: ${issue.message}`;
}

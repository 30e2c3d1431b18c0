import type { z } from 'zod';

/**
 * A zod issue as a sentence that begins with the config key it is about, and never repeats a value, which may be secret.
 *
 * @param root - what was parsed
 * @param key - the key of what was parsed, for example `pipelines.airflow[1]`
 * @param options - `choices`: what a value that none of several shapes fits has to be one of, in words
 * @public
 */
export function describeConfigIssue(
  issue: z.core.$ZodIssue,
  root: unknown,
  key: string,
  options: { choices?: string } = {},
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
  if (valueAt(root, issue.path) === undefined) return `${path} is missing`;
  if (issue.code === 'invalid_union' && options.choices) {
    return `${path} must be one of ${options.choices}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return `${path} is empty`;
  }
  // Our own messages begin in lower case and read on from the key; zod's are put after a colon.
  return /^[a-z]/.test(issue.message)
    ? `${path} ${issue.message}`
    : `${path} is wrong: ${issue.message}`;
}

function valueAt(root: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown>)?.[part],
    root,
  );
}

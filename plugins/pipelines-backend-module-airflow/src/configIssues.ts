import type { z } from 'zod';

/**
 * A zod issue as a sentence that begins with the config key it is about, and never repeats a value, which may be secret.
 *
 * @param root - what was parsed
 * @param key - the key of what was parsed, for example `pipelines.airflow[1]`
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
  if (valueAt(root, issue.path) === undefined) {
    return `${path} is missing`;
  }
  if (issue.code === 'invalid_union') {
    return `${path} must be one of basic, bearer, token`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return `${path} is empty`;
  }
  return `${path} ${sentence(issue.message)}`;
}

function valueAt(root: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown>)?.[part],
    root,
  );
}

/** Our own messages begin in lower case and read on from the key; zod's are put after a colon. */
function sentence(message: string): string {
  return /^[a-z]/.test(message) ? message : `is wrong: ${message}`;
}

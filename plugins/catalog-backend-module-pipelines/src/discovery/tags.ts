/** The catalog's limit for a tag. */
const MAX_LENGTH = 63;

/**
 * Tags of a source as the catalog takes them: lower case letters, digits, `+`, `#` and single dashes. What nothing is
 * left of is dropped, and so is what becomes the same as another.
 *
 * @internal
 */
export function sanitizeTags(tags: readonly string[]): string[] {
  const sanitized = tags
    .map(tag =>
      tag
        .toLocaleLowerCase('en-US')
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^a-z0-9+#]+/g, '-')
        .replace(/^-/, '')
        .slice(0, MAX_LENGTH)
        .replace(/-$/, ''),
    )
    .filter(tag => tag !== '');
  return [...new Set(sanitized)].sort();
}

/**
 * The value of the first tag of the form `key:value`.
 *
 * @internal
 */
export function tagValue(
  tags: readonly string[],
  key: string,
): string | undefined {
  const prefix = `${key}:`;
  return tags
    .find(tag => tag.toLocaleLowerCase('en-US').startsWith(prefix))
    ?.slice(prefix.length)
    .trim();
}

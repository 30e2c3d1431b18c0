/** What Sluice makes of a document in a file. @public */
export type DocumentKind = 'entity' | 'openslo' | 'policy' | 'scorecard';

/**
 * What a document is, by the fields that each has and no other.
 *
 * @returns undefined if it is none of Sluice's
 * @public
 */
export function documentKind(content: unknown): DocumentKind | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { apiVersion, approvers, kind, levels, rules } = content as Record<
    string,
    unknown
  >;
  if (typeof apiVersion === 'string' && kind !== undefined) {
    if (apiVersion.startsWith('openslo')) return 'openslo';
    return apiVersion.startsWith('backstage.io/') ? 'entity' : undefined;
  }
  if (approvers !== undefined && rules !== undefined) return 'policy';
  if (Array.isArray(levels)) return 'scorecard';
  return undefined;
}

import type { SourceChange } from '../observations';
import type { Change } from './change';

/**
 * How the sources of a pipeline changed: unreadable, readable again, another version.
 *
 * @param titleOf - of a source by its id
 * @internal
 */
export function sourceChanges(
  history: readonly SourceChange[],
  titleOf: (sourceId: string) => string,
): Change[] {
  return history.map(({ after, at, before, field, sourceId }) => {
    const name = titleOf(sourceId);
    if (field === 'readable') {
      const code = after === 'true' ? 'source-back' : 'source-unreadable';
      return { kind: 'source', at, reason: { code, at, name } };
    }
    return {
      kind: 'source',
      at,
      reason: {
        code: 'source-version',
        at,
        name,
        before: before ?? undefined,
        after: after ?? undefined,
      },
    };
  });
}

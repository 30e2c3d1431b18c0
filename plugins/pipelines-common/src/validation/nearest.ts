import leven from 'leven';

/** More edits than this and it is another word rather than a slip. */
const MAX_EDITS = 2;

/**
 * The known word that somebody probably meant, or undefined if none is close. Case, and whether words are joined by
 * dashes, underscores or blanks, don't count.
 *
 * @param maxEdits - how many letters may differ, 2 unless told
 * @internal
 */
export function nearest(
  word: string,
  known: readonly string[],
  maxEdits: number = MAX_EDITS,
): string | undefined {
  const [best] = known
    .map(candidate => ({
      candidate,
      edits: leven(normalize(word), normalize(candidate)),
    }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= maxEdits ? best.candidate : undefined;
}

function normalize(word: string): string {
  return word.toLocaleLowerCase('en-US').replace(/[\s_-]+/g, '-');
}

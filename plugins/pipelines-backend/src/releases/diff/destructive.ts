/**
 * Words that take something away. Rather too many than too few: they are found in comments and texts as well, for SQL may be put together
 * from texts and run.
 */
const WORDS = [
  /\bDROP\b/i,
  /\bTRUNCATE\b/i,
  /\bDELETE\b/i,
  /\bOVERWRITE\b/i,
  /\bOR\s+REPLACE\s+(?:(?:LOCAL|GLOBAL|TEMP|TEMPORARY|TRANSIENT|HYBRID|EXTERNAL|ICEBERG|DYNAMIC)\s+)*(?:TABLE|SCHEMA|DATABASE|STREAM|STAGE)\b/i,
];

/**
 * Finds statements that may take data or tables away: DROP (also within ALTER), TRUNCATE, DELETE, INSERT OVERWRITE, CREATE OR REPLACE of
 * what holds data.
 *
 * @returns such as `DROP in line 3`, in order; empty if there are none
 * @internal
 */
export function destructiveDdl(sql: string): string[] {
  return WORDS.flatMap(word => {
    const match = word.exec(sql);
    if (!match) return [];
    const line = sql.slice(0, match.index).split('\n').length;
    const found = match[0].replace(/\s+/g, ' ').toLocaleUpperCase('en-US');
    return [{ at: match.index, text: `${found} in line ${line}` }];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

/** What else happened on a date, in words: by local date, `2026-11-20`. @internal */
export type CalendarMarks = ReadonlyMap<string, string>;

/** No marks, the same one each time so that nothing is drawn again. @internal */
export const NO_MARKS: CalendarMarks = new Map();

/** Marks of several kinds on one calendar: the words of a date that has more stand one after the other. @internal */
export function mergedMarks(...kinds: readonly CalendarMarks[]): CalendarMarks {
  const some = kinds.filter(marks => marks.size > 0);
  if (some.length <= 1) return some[0] ?? NO_MARKS;
  const merged = new Map<string, string>();
  for (const [date, words] of some.flatMap(marks => [...marks])) {
    const before = merged.get(date);
    merged.set(date, before === undefined ? words : `${before}, ${words}`);
  }
  return merged;
}

/** What else happened on a date, in words: by local date, `2026-11-20`. @internal */
export type CalendarMarks = ReadonlyMap<string, string>;

/** No marks, the same one each time so that nothing is drawn again. @internal */
export const NO_MARKS: CalendarMarks = new Map();

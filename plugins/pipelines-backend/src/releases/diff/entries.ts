import type { ReleaseDiffEntry } from '@sluice/plugin-pipelines-common';

/** A line of what changes, as people read it. @internal */
export type DiffEntry = ReleaseDiffEntry;

/** What a change is about, as far as that can be told for sure. */
export type Nature = 'docs' | 'tests' | 'tags' | 'code';

/** Where something changes; `unit`: for all of it. @internal */
export type Place =
  | { dag: string }
  | { node: string }
  | { path: string }
  | { artifact: string }
  | 'unit';

/** A change between two releases. @internal */
export type Change = DiffEntry & { nature: Nature; place: Place };

/** What is only in one of two maps, and what both have but not alike. Names in order. @internal */
export function compare<T>(
  base: Record<string, T> | undefined,
  to: Record<string, T> | undefined,
  isSame: (a: T, b: T) => boolean,
): { added: string[]; removed: string[]; changed: string[] } {
  const [before, after] = [base ?? {}, to ?? {}];
  const has = (map: object, name: string) => Object.hasOwn(map, name);
  const own = Object.keys(after).sort();
  return {
    added: own.filter(name => !has(before, name)),
    removed: Object.keys(before)
      .filter(name => !has(after, name))
      .sort(),
    changed: own.filter(
      name => has(before, name) && !isSame(before[name], after[name]),
    ),
  };
}

/** `1 column`, `2 columns` @internal */
export function count(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? '' : 's'}`;
}

import { type Document, isMap, isScalar, isSeq, type LineCounter } from 'yaml';

/** Where in a file, from 1. @public */
export type Position = { line: number; column: number };

/**
 * Splits `spec.slos[0].target`.
 *
 * @public
 */
export function pathParts(path: string): Array<string | number> {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? key : Number(index),
  );
}

/**
 * Where a field stands, or the nearest one around it that is there.
 *
 * @public
 */
export function positionOf(
  document: Document.Parsed,
  parts: ReadonlyArray<string | number>,
  lines: LineCounter,
): Position {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? document.range[0];
  for (const part of parts) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair) break;
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as
        | { range?: [number, number, number] }
        | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  const { col, line } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

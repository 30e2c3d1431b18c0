/**
 * How many pipelines upstream each pipeline is, by the shortest way.
 *
 * @param target - entity ref of the one that is asked about, at 0
 * @param edges - `to` reads what `from` writes
 * @returns by entity ref, nearest first
 * @internal
 */
export function hopsUpstream(
  target: string,
  edges: ReadonlyArray<{ from: string; to: string }>,
): Map<string, number> {
  const readsFrom = new Map<string, string[]>();
  for (const { from, to } of edges) {
    readsFrom.set(to, [...(readsFrom.get(to) ?? []), from]);
  }
  const hops = new Map([[target, 0]]);
  // A map is gone through in the order in which it grows, so this is breadth first.
  for (const [ref, distance] of hops) {
    for (const from of readsFrom.get(ref) ?? []) {
      if (!hops.has(from)) hops.set(from, distance + 1);
    }
  }
  return hops;
}

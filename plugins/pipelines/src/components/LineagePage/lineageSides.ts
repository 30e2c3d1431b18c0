import type { Lineage } from '@sluice/plugin-pipelines-common';

/** A neighbour in the lineage. */
export type LineageNode = Lineage['nodes'][number];

/** Neighbours on each side, nearest first and then by name. @internal */
export function lineageSides(nodes: readonly LineageNode[]): {
  upstream: LineageNode[];
  downstream: LineageNode[];
} {
  const sorted = [...nodes].sort(
    (a, b) =>
      Math.abs(a.distance) - Math.abs(b.distance) ||
      titleOf(a).localeCompare(titleOf(b)),
  );
  return {
    upstream: sorted.filter(node => node.distance < 0),
    downstream: sorted.filter(node => node.distance > 0),
  };
}

/** What people call the neighbour. @internal */
export function titleOf(node: LineageNode): string {
  return node.title ?? node.name;
}

import type {
  FleetStatus,
  FleetWallTile,
} from '@sluice/plugin-pipelines-common';
import { FLEET_STATUSES } from '@sluice/plugin-pipelines-common';

/** Tiles of one domain, what needs a human first. @internal */
export type WallGroup = {
  /** Entity ref; undefined for pipelines without one. */
  domain: string | undefined;
  tiles: FleetWallTile[];
};

const rank = (status: FleetStatus) => FLEET_STATUSES.indexOf(status);

/**
 * Tiles by domain, in the order of the domains' names; those without one last. Within a domain what needs a human is
 * first, then by name.
 *
 * @internal
 */
export function groupWall(tiles: readonly FleetWallTile[]): WallGroup[] {
  const groups = new Map<string | undefined, FleetWallTile[]>();
  for (const tile of tiles) {
    const group = groups.get(tile.domain);
    if (group) group.push(tile);
    else groups.set(tile.domain, [tile]);
  }
  return [...groups]
    .sort(([a], [b]) => {
      if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
      return a.localeCompare(b);
    })
    .map(([domain, members]) => ({
      domain,
      tiles: members.sort(
        (a, b) =>
          rank(a.status) - rank(b.status) || a.name.localeCompare(b.name),
      ),
    }));
}

/** How many tiles are in each status, worst first; those that none is in are left out. @internal */
export function countByStatus(
  tiles: readonly FleetWallTile[],
): { status: FleetStatus; count: number }[] {
  return FLEET_STATUSES.map(status => ({
    status,
    count: tiles.filter(tile => tile.status === status).length,
  })).filter(({ count }) => count > 0);
}

/** A tile's place: which group, and which in it. @internal */
export type WallPosition = { group: number; index: number };

/**
 * Where an arrow key leads on the wall: left and right through all tiles in reading order, up and down to the domain
 * before or after, Home and End to the first and the last tile.
 *
 * @param sizes - how many tiles each group has, at least one each
 * @returns the new place, or undefined where the key means nothing here or leads nowhere
 * @internal
 */
export function moveOnWall(
  sizes: readonly number[],
  from: WallPosition,
  key: string,
): WallPosition | undefined {
  const { group, index } = from;
  const last = sizes.length - 1;
  switch (key) {
    case 'ArrowRight':
      if (index + 1 < sizes[group]) return { group, index: index + 1 };
      return group < last ? { group: group + 1, index: 0 } : undefined;
    case 'ArrowLeft':
      if (index > 0) return { group, index: index - 1 };
      return group > 0
        ? { group: group - 1, index: sizes[group - 1] - 1 }
        : undefined;
    case 'ArrowDown':
    case 'ArrowUp': {
      const to = key === 'ArrowDown' ? group + 1 : group - 1;
      if (to < 0 || to > last) return undefined;
      return { group: to, index: Math.min(index, sizes[to] - 1) };
    }
    case 'Home':
      return { group: 0, index: 0 };
    case 'End':
      return { group: last, index: sizes[last] - 1 };
    default:
      return undefined;
  }
}

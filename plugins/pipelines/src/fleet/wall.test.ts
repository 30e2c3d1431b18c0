import fc from 'fast-check';
import type { FleetWallTile } from '@sluice/plugin-pipelines-common';
import { countByStatus, groupWall, moveOnWall } from './wall';

const tile = (
  name: string,
  status: FleetWallTile['status'],
  domain?: string,
): FleetWallTile => ({
  entityRef: `component:default/${name}`,
  name,
  type: 'airflow-dag',
  status,
  statusReason: { code: 'no-run' },
  domain,
});

describe('groupWall', () => {
  it('groups by domain, what needs a human first, no domain last', () => {
    const groups = groupWall([
      tile('z', 'ok'),
      tile('b', 'ok', 'sales'),
      tile('a', 'ok', 'sales'),
      tile('c', 'failed', 'sales'),
      tile('f', 'idle', 'finance'),
    ]);
    expect(
      groups.map(g => [g.domain, g.tiles.map(({ name }) => name)]),
    ).toEqual([
      ['finance', ['f']],
      ['sales', ['c', 'a', 'b']],
      [undefined, ['z']],
    ]);
  });
});

describe('countByStatus', () => {
  it('counts the worst first and leaves out what nothing is in', () => {
    expect(
      countByStatus([tile('a', 'ok'), tile('b', 'late'), tile('c', 'ok')]),
    ).toEqual([
      { status: 'late', count: 1 },
      { status: 'ok', count: 2 },
    ]);
  });
});

describe('moveOnWall', () => {
  const sizes = [3, 1, 4];
  it.each([
    ['ArrowRight', [0, 0], [0, 1]],
    ['ArrowRight', [0, 2], [1, 0]],
    ['ArrowRight', [2, 3], undefined],
    ['ArrowLeft', [1, 0], [0, 2]],
    ['ArrowLeft', [0, 0], undefined],
    ['ArrowDown', [0, 2], [1, 0]],
    ['ArrowDown', [2, 0], undefined],
    ['ArrowUp', [2, 3], [1, 0]],
    ['ArrowUp', [0, 1], undefined],
    ['Home', [2, 3], [0, 0]],
    ['End', [0, 0], [2, 3]],
    ['x', [0, 0], undefined],
  ])('%s from %j leads to %j', (key, [group, index], to) => {
    expect(moveOnWall(sizes, { group, index }, key)).toEqual(
      to && { group: to[0], index: to[1] },
    );
  });

  it('reaches every tile by the right arrow alone, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), {
          minLength: 1,
          maxLength: 9,
        }),
        groups => {
          let steps = 1;
          let at = moveOnWall(groups, { group: 0, index: 0 }, 'ArrowRight');
          for (; at; at = moveOnWall(groups, at, 'ArrowRight')) steps += 1;
          expect(steps).toBe(groups.reduce((sum, size) => sum + size, 0));
        },
      ),
    );
  });
});

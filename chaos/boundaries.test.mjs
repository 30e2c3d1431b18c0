import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOUNDARIES, nextBoundaries, USUAL_BOUNDARIES } from './boundaries.ts';

test('the next boundaries are those with the fewest kills', () => {
  const kills = new Map([
    ['a', 3],
    ['b', 1],
    ['c', 2],
  ]);
  assert.deepEqual(nextBoundaries(['a', 'b', 'c', 'd'], kills, 3), [
    'd',
    'b',
    'c',
  ]);
});

test('each boundary has both its sides, and stands there once', () => {
  assert.equal(new Set(BOUNDARIES).size, BOUNDARIES.length);
  for (const each of BOUNDARIES) {
    const [side, ...name] = each.split(' ');
    const other = side === 'before' ? 'after' : 'before';
    assert.ok(BOUNDARIES.includes([other, ...name].join(' ')), each);
  }
  assert.ok(USUAL_BOUNDARIES.every(each => BOUNDARIES.includes(each)));
});

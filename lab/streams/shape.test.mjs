import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { committedBy, producedOf, STREAMS } from './shape.mjs';

/** What a consumer committed of a partition that gets a message a second, after each second. */
function committedOver(behaviour, seconds) {
  const all = [];
  let committed = 0;
  for (let second = 1; second <= seconds; second += 1) {
    const next = committedBy(behaviour, { read: second, committed, second });
    if (next === undefined) break;
    committed = next;
    all.push(committed);
  }
  return all;
}

describe('the streams of the lab', () => {
  it('are 25 groups with names of their own, one of each thing that can go wrong', () => {
    assert.equal(STREAMS.length, 25);
    assert.equal(new Set(STREAMS.map(({ group }) => group)).size, 25);
    for (const behaviour of [
      'stalls',
      'stops',
      'rewinds',
      'falls-behind',
      'idles',
    ]) {
      const found = STREAMS.filter(each => each.behaviour === behaviour);
      assert.equal(found.length, 1, behaviour);
    }
    assert.equal(STREAMS.filter(each => each.deadLetters).length, 1);
  });

  it('keep up', () => {
    assert.deepEqual(committedOver('keeps-up', 8), [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('stall: commit the same again and again', () => {
    assert.deepEqual(committedOver('stalls', 9), [1, 2, 3, 4, 5, 5, 5, 5, 5]);
  });

  it('stop: leave', () => {
    assert.equal(committedOver('stops', 60).length, 14);
  });

  it('rewind once a minute, and catch up', () => {
    const all = committedOver('rewinds', 200);
    const back = all.flatMap((offset, i) =>
      offset < all[i - 1] ? [i + 1] : [],
    );
    assert.deepEqual(back, [15, 75, 135, 195]);
    // Behind for a while each time, and back before the next one.
    assert.ok(all[134 + 15] < 150);
    assert.equal(all[193], 191);
  });

  it('fall behind, without ever standing still for a window', () => {
    const all = committedOver('falls-behind', 100);
    assert.ok(all.at(-1) < 40);
    for (let i = 8; i < all.length; i += 1) assert.ok(all[i] > all[i - 8]);
  });

  it('idle: get no more after the start', () => {
    const [idle] = STREAMS.filter(each => each.behaviour === 'idles');
    assert.equal(producedOf(idle, 3), 1);
    assert.equal(producedOf(idle, 30), 0);
  });
});

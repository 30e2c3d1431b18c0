import type { GroupReading } from '@sluice/plugin-pipelines-node';
import type { CoordinatedGroup } from './plan';
import { QuietGroups } from './QuietGroups';

const INTERVAL = 15;
const listed = (group: string, state = 'Stable'): CoordinatedGroup => ({
  group,
  protocolType: 'consumer',
  type: 'classic',
  state,
  nodeId: 1,
});
const reading = (
  group: string,
  committed: number,
  options: Partial<GroupReading> = {},
): GroupReading => ({
  group,
  state: 'stable',
  members: [{ memberId: 'm', clientId: 'c', host: '/10.0.0.7' }],
  partitions: [{ topic: 'orders', partition: 0, committed, memberId: 'm' }],
  ...options,
});

function rig(everySeconds = 60) {
  const quiet = new QuietGroups({ everySeconds });
  let at = 0;
  return {
    quiet,
    /** One sweep. @returns what it left out */
    sweep(options: {
      groups: GroupReading[];
      close?: string[];
      states?: Record<string, string>;
    }): string[] {
      const { close = [], groups, states = {} } = options;
      at += INTERVAL * 1000;
      const all = groups.map(g => listed(g.group, states[g.group]));
      const left = quiet.toLeaveOut({
        listed: all,
        close: new Set(close),
        at,
      });
      const read = groups.filter(g => !left.has(g.group));
      quiet.take({ listed: all, read, at });
      return [...left];
    },
  };
}

describe('groups in which nothing moves', () => {
  it('are left out after as many readings as a verdict rests on, and read once a minute', () => {
    const { sweep } = rig();
    const left = Array.from(
      { length: 40 },
      () => sweep({ groups: [reading('g', 5)] }).length,
    );
    expect(left.slice(0, 10)).toEqual(Array(10).fill(0));
    const readLater = left.slice(10).filter(out => out === 0).length;
    expect(readLater).toBeGreaterThanOrEqual(6);
    expect(readLater).toBeLessThanOrEqual(10);
    // Never longer than a minute without a reading.
    expect(left.join('')).not.toContain('1111');
  });

  it('are read each time while an SLO is about them', () => {
    const { sweep } = rig();
    for (let i = 0; i < 20; i++) {
      expect(sweep({ groups: [reading('g', 5)], close: ['g'] })).toEqual([]);
    }
  });

  it('are read at once when their coordinator lists them in another state, and again each time once they move', () => {
    const { sweep } = rig(36_000);
    for (let i = 0; i < 10; i++) sweep({ groups: [reading('g', 5)] });
    expect(sweep({ groups: [reading('g', 5)] })).toEqual(['g']);
    const states = { g: 'Empty' };
    const empty = reading('g', 5, { state: 'empty', members: [] });
    for (let i = 0; i < 10; i++) {
      expect(sweep({ groups: [empty], states })).toEqual([]);
    }
    expect(sweep({ groups: [empty], states })).toEqual(['g']);
  });

  it.each([
    ['offsets', (i: number) => reading('g', i)],
    [
      'members',
      (i: number) =>
        reading('g', 5, {
          members: [{ memberId: `m${i}`, clientId: 'c', host: '' }],
        }),
    ],
    ['nothing it could read', () => reading('g', 5, { problem: 'moved' })],
  ])('are not those with other %s', (_, next) => {
    const { sweep } = rig();
    for (let i = 0; i < 20; i++) {
      expect(sweep({ groups: [next(i)] })).toEqual([]);
    }
  });

  it('come back spread over the sweeps', () => {
    const { sweep } = rig();
    const groups = Array.from({ length: 400 }, (_, i) => reading(`g${i}`, 5));
    const read: number[] = [];
    for (let i = 0; i < 60; i++) read.push(400 - sweep({ groups }).length);
    const later = read.slice(20);
    expect(Math.max(...later)).toBeLessThan(400 * 0.75);
    expect(later.reduce((a, b) => a + b, 0) / later.length).toBeLessThan(
      400 * 0.4,
    );
  });

  it('keep the partitions whose logs are read all the same, until the group is gone', () => {
    const { quiet, sweep } = rig();
    for (let i = 0; i < 11; i++) sweep({ groups: [reading('g', 5)] });
    expect(quiet.partitionsOf(['g', 'other'])).toEqual([
      { topic: 'orders', partition: 0 },
    ]);
    sweep({ groups: [] });
    expect(quiet.partitionsOf(['g'])).toEqual([]);
  });

  it('are none where every group is to be read in every sweep', () => {
    const { sweep } = rig(5);
    for (let i = 0; i < 20; i++) {
      expect(sweep({ groups: [reading('g', 5)] })).toEqual([]);
    }
  });
});

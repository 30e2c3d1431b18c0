import fc from 'fast-check';
import { clockSkewSeconds, OVERLAP_MS, readsSince } from './watermark';

const NOW = new Date('2026-11-21T12:00:00Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);

describe('readsSince', () => {
  it.each([
    [
      'the days of history on the first sweep',
      undefined,
      '2026-11-14T12:00:00.000Z',
    ],
    ['the watermark less the overlap', at(-60_000), '2026-11-21T11:57:00.000Z'],
    [
      'the time less the overlap, where the watermark is ahead of it',
      at(3600_000),
      '2026-11-21T11:58:00.000Z',
    ],
  ])('is %s', (_, watermark, expected) => {
    expect(
      readsSince({ watermark, serverNow: NOW, historyDays: 7 }).toISOString(),
    ).toBe(expected);
  });

  it('misses no change, however sweeps fail and as long as clocks agree within the overlap', () => {
    // A change carries the scheduler's clock and can be read once its transaction ends; both are off by less than the overlap.
    const change = fc.record({
      at: fc.integer({ min: 0, max: 86_400_000 }),
      clockError: fc.integer({ min: -OVERLAP_MS / 2, max: OVERLAP_MS / 2 }),
      openFor: fc.integer({ min: 0, max: OVERLAP_MS / 2 }),
    });
    const sweep = fc.record({
      at: fc.integer({ min: 0, max: 86_400_000 }),
      takes: fc.integer({ min: 0, max: 60_000 }),
      succeeds: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        fc.array(sweep, { maxLength: 30 }),
        (changes, sweeps) => {
          const inOrder = [
            ...sweeps,
            { at: 90_000_000, takes: 0, succeeds: true },
          ];
          inOrder.sort((a, b) => a.at - b.at);
          const seen = new Set<(typeof changes)[number]>();
          let watermark: Date | undefined;
          for (const { at: startsAt, takes, succeeds } of inOrder) {
            const since = readsSince({
              watermark,
              serverNow: at(startsAt),
              historyDays: 30,
            });
            if (!succeeds) continue;
            for (const each of changes) {
              const isVisible = each.at + each.openFor <= startsAt + takes;
              const matches =
                at(each.at + each.clockError).getTime() >= since.getTime();
              if (isVisible && matches) seen.add(each);
            }
            watermark = at(startsAt);
          }
          expect(seen.size).toBe(changes.length);
        },
      ),
    );
  });

  it('never reads less far back because time went on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.nat(1e9),
        (mark, later) => {
          const options = { watermark: at(mark), historyDays: 30 };
          const first = readsSince({ ...options, serverNow: NOW });
          const second = readsSince({ ...options, serverNow: at(later) });
          expect(first.getTime()).toBeLessThanOrEqual(second.getTime());
          expect(second.getTime()).toBeLessThanOrEqual(
            at(mark).getTime() - OVERLAP_MS,
          );
        },
      ),
    );
  });
});

describe('clockSkewSeconds', () => {
  it.each([
    ['nothing, within what a Date header can tell', -500, -500, 500, 0],
    ['a server that is ahead', 90_000, 0, 0, 90.5],
    ['a server that is behind', -90_000, 0, 1000, -90],
  ])('is %s', (_, server, start, end, expected) => {
    expect(
      clockSkewSeconds({
        serverTime: at(server),
        localStart: at(start),
        localEnd: at(end),
      }),
    ).toBe(expected);
  });
});

import fc from 'fast-check';
import {
  calendar,
  calendars,
  policy,
  question,
} from './__testUtils__/policies';
import type { PolicyWindow } from '@sluice/plugin-pipelines-node/documents';
import { windowAt } from './windows';
import { holdsAt, merged, periodsOfWindow } from './windowTimes';

const HOUR = 3600_000;
const FROM = Date.parse('2026-10-20T00:00:00.000Z');

const periods = fc.array(
  fc
    .tuple(fc.nat(100), fc.integer({ min: -5, max: 30 }))
    .map(([start, length]) => ({ start, end: start + length })),
);

describe('merged', () => {
  it('covers the same instants, in order and apart from each other', () => {
    fc.assert(
      fc.property(periods, fc.nat(140), (some, at) => {
        const all = merged(some, -1, 1000);
        expect(holdsAt(all, at)).toBe(
          some.some(p => p.start <= at && at < p.end),
        );
        all.slice(1).forEach((p, i) => {
          expect(p.start).toBeGreaterThan(all[i].end);
        });
      }),
    );
  });
});

const windows = fc.record({
  name: fc.constant('w'),
  effect: fc.constantFrom('allow' as const, 'deny' as const),
  cron: fc
    .tuple(fc.constantFrom(0, 30), fc.nat(23), fc.constantFrom('*', '1-5', '0'))
    .map(([minute, hour, days]) => `${minute} ${hour} * * ${days}`),
  hours: fc.constantFrom(0.5, 1, 5, 9, 30),
  timezone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
  ),
}) as fc.Arbitrary<PolicyWindow>;

describe('periodsOfWindow', () => {
  it('last as long as they say, but for a change of clocks', () => {
    fc.assert(
      fc.property(windows, window => {
        const found = periodsOfWindow(
          window,
          calendars(),
          FROM,
          FROM + 20 * 24 * HOUR,
        );
        for (const { end, start } of found) {
          // Longer where they touch the next one.
          expect(end - start).toBeGreaterThanOrEqual(
            window.hours * HOUR - 2 * HOUR,
          );
        }
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('windowAt', () => {
  it('is open at the time that it names, and not a moment before; closed where a freeze is, whatever allows', () => {
    fc.assert(
      fc.property(
        fc.array(windows, { maxLength: 3 }),
        fc.nat(20 * 24),
        (some, hour) => {
          const content = policy({
            rules: [
              {
                name: 'r',
                require: {
                  windows: some,
                  freezes: [
                    { name: 'f', calendar: 'days', timezone: 'Europe/Berlin' },
                  ],
                },
              },
            ],
          });
          const known = calendars(calendar('days', '2026-10-25', '2026-10-31'));
          const at = (time: number) =>
            windowAt(content, known, {
              question: question(),
              at: new Date(time).toISOString(),
            });
          const now = FROM + hour * HOUR;
          const { closesAt, opensAt, state } = at(now);
          const next = opensAt ?? closesAt;
          const [before, then] = next
            ? [at(Date.parse(next) - 1).state, at(Date.parse(next)).state]
            : [state, undefined];
          expect(before).toBe(state);
          expect(then).not.toBe(state);
          expect(at(Date.parse('2026-10-25T00:30:00.000Z')).state).toBe(
            'closed',
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

import {
  calendar,
  calendars,
  policy,
  question,
} from './__testUtils__/policies';
import type {
  PolicyFreeze,
  PolicyWindow,
} from '@sluice/plugin-pipelines-node/documents';
import { windowAt } from './windows';

const hours = (more: Partial<PolicyWindow> = {}): PolicyWindow => ({
  name: 'office-hours',
  effect: 'allow',
  cron: '0 8 * * mon-fri',
  hours: 9,
  timezone: 'Europe/Berlin',
  ...more,
});

const freeze = (more: Partial<PolicyFreeze> = {}): PolicyFreeze => ({
  name: 'peak',
  calendar: 'peak-days',
  timezone: 'Europe/Berlin',
  ...more,
});

/** Wednesday, 12:00 in Berlin. */
const NOON = '2026-11-25T11:00:00.000Z';
const PEAK = calendars(calendar('peak-days', '2026-11-27'));

function at(
  when: string,
  require: { windows?: PolicyWindow[]; freezes?: PolicyFreeze[] },
  asked = question(),
  known = PEAK,
) {
  return windowAt(policy({ rules: [{ name: 'r', require }] }), known, {
    question: asked,
    at: when,
  });
}

describe('windowAt', () => {
  it('is open where nothing applies', () => {
    expect(at(NOON, {})).toEqual({
      state: 'open',
      reason: 'No window and no freeze applies',
      closesAt: undefined,
    });
  });

  it.each([
    ['within', NOON, 'open', undefined, '2026-11-25T16:00:00.000Z'],
    [
      'before it starts',
      '2026-11-25T06:59:59.999Z',
      'closed',
      '2026-11-25T07:00:00.000Z',
      undefined,
    ],
    [
      'at its start',
      '2026-11-25T07:00:00.000Z',
      'open',
      undefined,
      '2026-11-25T16:00:00.000Z',
    ],
    [
      'at its end',
      '2026-11-25T16:00:00.000Z',
      'closed',
      '2026-11-26T07:00:00.000Z',
      undefined,
    ],
    [
      'over the weekend',
      '2026-11-28T11:00:00.000Z',
      'closed',
      '2026-11-30T07:00:00.000Z',
      undefined,
    ],
  ])('allows only within a window: %s', (_, when, state, opensAt, closesAt) => {
    expect(at(when, { windows: [hours()] })).toMatchObject({
      state,
      ...(opensAt && { opensAt }),
      ...(closesAt && { closesAt }),
    });
  });

  it('names what closes it', () => {
    expect(at('2026-11-28T11:00:00.000Z', { windows: [hours()] }).reason).toBe(
      'Closed outside of the window office-hours of the rule r',
    );
    expect(at('2026-11-27T11:00:00.000Z', { freezes: [freeze()] }).reason).toBe(
      'Closed by the freeze peak of the rule r',
    );
  });

  it('takes windows that overlap as one', () => {
    const windows = [
      hours(),
      hours({ name: 'evening', cron: '0 16 * * mon-fri', hours: 4 }),
    ];
    expect(at(NOON, { windows })).toMatchObject({
      state: 'open',
      closesAt: '2026-11-25T19:00:00.000Z',
    });
  });

  it('lets deny win over an allow window of the same time', () => {
    const windows = [
      hours(),
      hours({ name: 'lunch', effect: 'deny', cron: '0 12 * * *', hours: 1 }),
    ];
    expect(at(NOON, { windows })).toMatchObject({
      state: 'closed',
      reason: 'Closed by the window lunch of the rule r',
      opensAt: '2026-11-25T12:00:00.000Z',
    });
  });

  it('needs a window of each rule that has some', () => {
    const content = policy({
      rules: [
        { name: 'a', require: { windows: [hours()] } },
        {
          name: 'b',
          require: {
            windows: [hours({ name: 'late', cron: '0 15 * * *', hours: 8 })],
          },
        },
      ],
    });
    const answer = (when: string) =>
      windowAt(content, PEAK, { question: question(), at: when });
    expect(answer(NOON)).toMatchObject({
      state: 'closed',
      opensAt: '2026-11-25T14:00:00.000Z',
    });
    expect(answer('2026-11-25T14:30:00.000Z')).toMatchObject({
      state: 'open',
      closesAt: '2026-11-25T16:00:00.000Z',
    });
  });

  it('reads windows by RFC 5545, counted from a date', () => {
    const windows = [
      hours({
        cron: undefined,
        rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=9;BYMINUTE=30',
        from: '2026-11-24',
        hours: 2,
      }),
    ];
    expect(at(NOON, { windows })).toMatchObject({
      state: 'closed',
      opensAt: '2026-12-08T08:30:00.000Z',
    });
  });

  it('opens on the days of a calendar, and not on those of another', () => {
    const known = calendars(
      calendar('days', '2026-11-25', '2026-11-26', '2026-11-27'),
      calendar('holidays', '2026-11-26'),
    );
    const windows = [hours({ on: ['days'], notOn: ['holidays'] })];
    const evening = '2026-11-25T17:00:00.000Z';
    expect(at(evening, { windows }, question(), known)).toMatchObject({
      state: 'closed',
      opensAt: '2026-11-27T07:00:00.000Z',
    });
    expect(
      at('2026-11-27T17:00:00.000Z', { windows }, question(), known),
    ).toEqual({
      state: 'closed',
      reason:
        'Closed outside of the window office-hours of the rule r; it does not open within 62 days',
      opensAt: undefined,
    });
  });

  it('closes the days of a freeze in its zone, with those around it', () => {
    const freezes = [
      freeze({ timezone: 'America/New_York', daysBefore: 1, daysAfter: 2 }),
    ];
    expect(at('2026-11-26T04:59:59.000Z', { freezes })).toMatchObject({
      state: 'open',
      closesAt: '2026-11-26T05:00:00.000Z',
    });
    expect(at('2026-11-26T05:00:00.000Z', { freezes })).toMatchObject({
      state: 'closed',
      opensAt: '2026-11-30T05:00:00.000Z',
    });
  });

  describe('on days on which clocks change in Berlin', () => {
    const night = (more: Partial<PolicyWindow>) => ({
      windows: [
        hours({ name: 'night', effect: 'deny', cron: '30 2 * * *', ...more }),
      ],
    });
    it.each([
      [
        'a night of 8 hours ends at 06:00 in spring',
        { cron: '0 22 * * *', hours: 8 },
        '2026-03-28T21:00:00.000Z',
        '2026-03-29T04:00:00.000Z',
      ],
      [
        'and in autumn',
        { cron: '0 22 * * *', hours: 8 },
        '2026-10-24T20:00:00.000Z',
        '2026-10-25T05:00:00.000Z',
      ],
      [
        'a start that is skipped is the first instant after',
        { hours: 1.5 },
        '2026-03-29T01:00:00.000Z',
        '2026-03-29T02:00:00.000Z',
      ],
      [
        'deny covers both readings of an hour that occurs twice',
        { hours: 0.25 },
        '2026-10-25T00:30:00.000Z',
        '2026-10-25T01:45:00.000Z',
      ],
    ])('%s', (_, more, from, to) => {
      expect(at(from, night(more))).toMatchObject({
        state: 'closed',
        opensAt: to,
      });
      const before = new Date(Date.parse(from) - 1).toISOString();
      expect(at(before, night(more))).toMatchObject({
        state: 'open',
        closesAt: from,
      });
    });

    it('allow covers neither end twice', () => {
      const windows = [hours({ cron: '30 2 * * *', hours: 3 })];
      expect(at('2026-10-25T00:45:00.000Z', { windows })).toMatchObject({
        state: 'closed',
        opensAt: '2026-10-25T01:30:00.000Z',
      });
    });
  });

  describe('exempts', () => {
    const closed = { freezes: [freeze()] };
    const peak = '2026-11-27T11:00:00.000Z';
    const asked = [
      ['rollback', question({ kind: 'rollback' })],
      ['hotfix', question({ lane: 'hotfix' })],
    ] as const;

    it.each(asked)('a %s unless the policy says otherwise', (_, which) => {
      expect(at(peak, closed, which).state).toBe('open');
      const strict = { freezes: [freeze({ exempt: [] })] };
      expect(at(peak, strict, which).state).toBe('closed');
    });

    it('nothing else', () => {
      expect(at(peak, closed, question({ kind: 'redeploy' })).state).toBe(
        'closed',
      );
    });
  });

  describe('where something cannot be evaluated', () => {
    const unknown = {
      freezes: [freeze({ calendar: 'gone', exempt: [] })],
      windows: [hours({ exempt: [] })],
    };
    it.each(['promote', 'redeploy'] as const)(
      'is as good as closed for %s',
      kind => {
        expect(at(NOON, unknown, question({ kind }))).toEqual({
          state: 'error',
          reason:
            "It can't be told whether a promotion may start: the freeze peak of the rule r: there is no calendar gone",
        });
      },
    );

    it('lets a rollback through, but for what can be evaluated', () => {
      const asked = question({ kind: 'rollback' });
      expect(at(NOON, unknown, asked)).toMatchObject({
        state: 'open',
        reason: expect.stringContaining('there is no calendar gone'),
      });
      expect(at('2026-11-28T11:00:00.000Z', unknown, asked).state).toBe(
        'closed',
      );
    });

    it('finds a window that starts all the time', () => {
      const windows = [hours({ cron: '* * * * *', hours: 0.01 })];
      expect(at(NOON, { windows }).state).toBe('error');
    });
  });
});

import type { Affected, Cause } from './alertRecords';
import {
  type AlertContent,
  clockText,
  lengthText,
  nextStepOf,
  resolvedSummary,
  summaryOf,
} from './alertText';

const CAUSE: Cause = {
  type: 'pipeline',
  ref: 'component:default/orders',
  title: 'orders',
  owner: 'group:default/commerce',
};

function affected(name: string, more: Partial<Affected> = {}): Affected {
  return {
    pipelineId: 1,
    pipelineRef: `component:default/${name}`,
    owner: 'group:default/finance',
    tier: 1,
    kind: 'missed-deadline',
    since: '2026-11-21T10:00:00.000Z',
    dueAt: '2026-11-21T11:00:00.000Z',
    timezone: 'America/New_York',
    hasRunbook: false,
    ...more,
  };
}

function content(more: Partial<AlertContent> = {}): AlertContent {
  return {
    kind: 'missed-deadline',
    cause: CAUSE,
    dueAt: null,
    affected: [affected('orders')],
    ...more,
  };
}

describe('summaryOf', () => {
  it.each<[string, Partial<AlertContent>]>([
    [
      'orders missed its deadline of 06:00 America/New_York: no run was started',
      { affected: [affected('orders', { reason: 'not-run' })] },
    ],
    [
      'orders missed its deadline of 06:00 America/New_York',
      { affected: [affected('orders', { reason: 'something new' })] },
    ],
    [
      'orders will miss its deadline of 06:00 America/New_York: it is expected by 06:40 America/New_York',
      {
        kind: 'will-miss',
        affected: [
          affected('orders', {
            kind: 'will-miss',
            expectedAt: '2026-11-21T11:40:00.000Z',
          }),
        ],
      },
    ],
    [
      'orders was to be done by 11:00 UTC: its run is not done yet',
      {
        kind: 'over-duration',
        affected: [
          affected('orders', {
            kind: 'over-duration',
            timezone: undefined,
            reason: 'not-finished',
          }),
        ],
      },
    ],
    [
      'orders holds up 3 pipelines (1 missed their deadline, 1 will miss theirs, 1 not done in time): failed 05:10 UTC',
      {
        cause: { ...CAUSE, reason: 'Failed 05:10 UTC' },
        affected: [
          affected('orders'),
          affected('a'),
          affected('b', { kind: 'will-miss' }),
          affected('c', { kind: 'over-duration' }),
        ],
      },
    ],
    [
      "prices is silent although it normally isn't at this time: 1 pipeline reads from it",
      {
        kind: 'source-silent',
        cause: { ...CAUSE, type: 'dataset', title: 'prices' },
      },
    ],
    [
      "Airflow can't be read: nothing is known of 2 pipelines",
      {
        kind: 'source-unreadable',
        cause: { ...CAUSE, type: 'source', title: 'Airflow' },
        affected: [affected('a'), affected('b')],
      },
    ],
    [
      'orders spends its error budget fast (Fresher than 3 min)',
      {
        kind: 'burning-fast',
        affected: [affected('orders', { sloTitle: 'Fresher than 3 min' })],
      },
    ],
    [
      'orders spends its error budget faster than it may',
      { kind: 'burning-slow' },
    ],
    [
      'orders has spent its error budget (Done in 45 min): 9 were bad, 4 may be',
      {
        kind: 'budget-exhausted',
        affected: [
          affected('orders', {
            sloTitle: 'Done in 45 min',
            reason: '9 were bad, 4 may be',
          }),
        ],
      },
    ],
    [
      'Too little is known of orders to say whether it keeps its promise',
      { kind: 'not-established' },
    ],
  ])('%s', (expected, more) => {
    expect(summaryOf(content(more))).toBe(expected);
  });
});

describe('nextStepOf', () => {
  it.each<[string, Partial<AlertContent>]>([
    ['start it', { affected: [affected('orders', { reason: 'not-run' })] }],
    [
      'rerun it if it hangs',
      { affected: [affected('orders', { reason: 'not-finished' })] },
    ],
    [
      'repair what broke',
      { affected: [affected('orders', { reason: 'failed' })] },
    ],
    ['when to expect it', { kind: 'will-miss' }],
    ['Ask the producer', { kind: 'source-silent' }],
    ['the credentials', { kind: 'source-unreadable' }],
    ['within hours', { kind: 'burning-fast' }],
    ["doesn't last", { kind: 'burning-slow' }],
    ['another promise', { kind: 'budget-exhausted' }],
    ["isn't known", { kind: 'not-established' }],
  ])('says %s', (expected, more) => {
    expect(nextStepOf(content(more))).toContain(expected);
  });
});

describe('times in words', () => {
  it.each([
    [0, '0 min'],
    [29, '0 min'],
    [59 * 60, '59 min'],
    [60 * 60, '1 h'],
    [130 * 60, '2 h 10 min'],
    [26 * 3600, '1 d 2 h'],
  ])('%s seconds are %s', (seconds, expected) => {
    expect(lengthText(seconds)).toBe(expected);
  });

  it('are in the zone of the deadline', () => {
    const time = '2026-07-01T05:30:00.000Z';
    expect(clockText(time)).toBe('05:30 UTC');
    expect(clockText(time, 'Asia/Kolkata')).toBe('11:00 Asia/Kolkata');
  });

  it('say how long an alert lasted', () => {
    expect(
      resolvedSummary(
        { summary: 'orders was late', openedAt: '2026-11-21T10:00:00.000Z' },
        '2026-11-21T11:05:00.000Z',
      ),
    ).toBe('Over after 1 h 5 min: orders was late');
  });
});

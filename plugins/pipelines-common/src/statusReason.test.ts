import {
  STATUS_REASON_WORDS,
  statusReasonText,
  type StatusReason,
} from './statusReason';

const at = '2026-11-21T05:12:00.000Z';
const dueAt = '2026-11-21T06:45:00.000Z';
const hour = (time: string) => time.slice(11, 16);

describe('statusReasonText', () => {
  it.each<[StatusReason, string]>([
    [{ code: 'succeeded', at }, 'Succeeded 05:12'],
    [{ code: 'running', at, dueAt }, 'Since 05:12, due 06:45'],
    [
      { code: 'source-failing', source: 'Airflow $& prod', at },
      'Unreadable since 05:12: source Airflow $& prod',
    ],
    [
      { code: 'crashing', times: 3, at },
      'Crashed 3 times in two hours, last 05:12',
    ],
    [{ code: 'paused' }, 'Paused at its source'],
    [{ code: 'failed' }, 'Failed ?'],
  ])('says %j as %s', (reason, text) => {
    expect(statusReasonText(reason, hour)).toBe(text);
  });

  it('has no word for a value that a reason does not carry', () => {
    const names = Object.values(STATUS_REASON_WORDS).flatMap(words =>
      [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name),
    );
    expect([...new Set(names)].sort()).toEqual([
      'at',
      'dueAt',
      'source',
      'times',
    ]);
  });
});

import {
  CHANGE_REASON_WORDS,
  type ChangeReason,
  changeReasonText,
} from './changeReason';

const write = {
  instant: (time: string) => time.slice(11, 16),
  duration: (seconds: number) => `${seconds / 60} min`,
  number: (value: number) => String(value),
};

describe('changeReasonText', () => {
  it.each<[ChangeReason, string]>([
    [{ code: 'run-failed' }, 'A run failed'],
    [
      { code: 'run-late', dueAt: '2026-11-20T04:30:00.000Z' },
      'A run was late, usually done 04:30',
    ],
    [
      { code: 'run-long', seconds: 7200, usualSeconds: 1800 },
      'A run took 120 min, usually 30 min',
    ],
    [
      { code: 'definition-changed', field: 'schedule', after: '$& 0 4 * * *' },
      'schedule changed: — → $& 0 4 * * *',
    ],
    [
      { code: 'volume-low', count: 0, usualCount: 1000 },
      'Few events: 0, usually 1000',
    ],
  ])('says %j as %s', (reason, text) => {
    expect(changeReasonText(reason, write)).toBe(text);
  });

  it('has no word for a value that a reason does not carry', () => {
    for (const code of Object.keys(CHANGE_REASON_WORDS)) {
      const reason = { code } as ChangeReason;
      expect(changeReasonText(reason, write)).not.toMatch(/\?|\{\{/);
    }
  });
});

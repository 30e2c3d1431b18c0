import { DateTime } from 'luxon';
import { readExemption, usualEnd } from './readExemption';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const inDays = (days: number) =>
  DateTime.fromMillis(NOW).plus({ days }).toFormat("yyyy-MM-dd'T'HH:mm");
const AT = { now: NOW, maxDays: 90 };
const reason = 'The vendor fixes it in December';

describe('readExemption', () => {
  it.each([
    ['no end', { until: '', reason }, { until: 'missing' }],
    ['no time', { until: 'soon', reason }, { until: 'noTime' }],
    ['now', { until: inDays(0), reason }, { until: 'past' }],
    ['yesterday', { until: inDays(-1), reason }, { until: 'past' }],
    ['91 days', { until: inDays(91), reason }, { until: 'tooLate' }],
    [
      'no reason to speak of',
      { until: inDays(3), reason: '    later    ' },
      { reason: 'tooShort' },
    ],
    [
      'nothing',
      { until: '', reason: '' },
      { until: 'missing', reason: 'tooShort' },
    ],
  ])('says what is wrong with %s', (_, fields, problems) => {
    expect(readExemption(fields, AT)).toEqual({ problems });
  });

  it.each([1, 30, 90])('takes an end in %d days, in UTC', days => {
    expect(readExemption({ until: inDays(days), reason }, AT)).toEqual({
      problems: {},
      until: DateTime.fromMillis(NOW).plus({ days }).toUTC().toISO(),
    });
  });

  it.each([1, 14, 30, 90])(
    'offers an end that it takes where %d days are the most',
    maxDays => {
      const at = { now: NOW, maxDays };
      expect(
        readExemption({ until: usualEnd(at), reason }, at).until,
      ).toBeDefined();
    },
  );

  it('takes no later end than the policy lets it', () => {
    expect(
      readExemption({ until: inDays(15), reason }, { now: NOW, maxDays: 14 }),
    ).toEqual({ problems: { until: 'tooLate' } });
  });
});

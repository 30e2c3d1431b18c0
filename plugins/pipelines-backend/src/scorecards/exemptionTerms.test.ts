import { exemptionEnd, exemptionTerms } from './exemptionTerms';

const AT = '2026-11-26T12:00:00.000Z';
const finance = {
  name: 'finance',
  minApprovals: 2,
  from: ['group:default/finance'],
};

describe('exemptionTerms', () => {
  it('goes by the policy, and by the config where that says nothing', () => {
    const config = { approvers: ['group:default/platform'], maxDays: 60 };
    expect(exemptionTerms({ rules: [finance], maxDays: 14 }, config)).toEqual({
      rules: [finance],
      maxDays: 14,
    });
    expect(exemptionTerms({ rules: [], maxDays: 14 }, config)).toMatchObject({
      rules: [{ minApprovals: 1, from: ['group:default/platform'] }],
      maxDays: 14,
    });
    expect(
      exemptionTerms({ rules: [finance], maxDays: undefined }, config),
    ).toEqual({ rules: [finance], maxDays: 60 });
  });

  it('takes anybody else who may vote where neither names anybody', () => {
    expect(
      exemptionTerms(
        { rules: [], maxDays: undefined },
        { approvers: undefined, maxDays: 90 },
      ),
    ).toEqual({
      rules: [{ name: 'second person', minApprovals: 1, from: 'anyone' }],
      maxDays: 90,
    });
  });
});

describe('exemptionEnd', () => {
  const end = (text: string) => exemptionEnd(text, { at: AT, maxDays: 14 });

  it('is told in UTC, up to the very last second', () => {
    expect(end('2026-11-27T09:00:00+01:00')).toBe('2026-11-27T08:00:00.000Z');
    expect(end('2026-12-10T12:00:00.000Z')).toBe('2026-12-10T12:00:00.000Z');
  });

  it.each([
    ['now', AT, 'is in the past'],
    ['a second ago', '2026-11-26T11:59:59.000Z', 'is in the past'],
    [
      'a second too late',
      '2026-12-10T12:00:01.000Z',
      'lasts at most 14 days: until 2026-12-10T12:00:00.000Z',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => end(text)).toThrow(message);
  });
});

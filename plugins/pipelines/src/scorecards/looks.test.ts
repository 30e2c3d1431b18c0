import { levelLook, summarize } from './looks';

const LEVELS = ['bronze', 'silver', 'gold'];

describe('levelLook', () => {
  it.each([
    ['gold', 'disc'],
    ['silver', 'half'],
    ['bronze', 'triangle'],
    [undefined, 'square'],
    // A level that the scorecard has no more isn't one.
    ['platinum', 'square'],
  ])('%s: %s', (level, glyph) => {
    expect(levelLook(level, LEVELS).glyph).toBe(glyph);
  });

  it('takes the only level for the highest', () => {
    expect(levelLook('done', ['done']).tone).toBe('good');
  });
});

describe('summarize', () => {
  const counts = (
    passed: number,
    failed: number,
    unknown = 0,
    exempt = 0,
    notApplicable = 0,
  ) => ({ check: 'c', passed, failed, unknown, exempt, notApplicable });

  it.each([
    ['all pass', counts(22, 0), 'good'],
    ['nine of ten', counts(9, 1), 'good'],
    ['some fail', counts(8, 2), 'warn'],
    ['many fail', counts(6, 4), 'bad'],
    ['unknown ones are not passed', counts(6, 0, 4), 'bad'],
    ['all unknown', counts(0, 0, 5), 'unknown'],
    ['exempt ones do not fail', counts(6, 0, 0, 4), 'good'],
  ])('%s', (_, given, tone) => {
    expect(summarize(given)?.look.tone).toBe(tone);
  });

  it('leaves out those that the check is not about', () => {
    expect(summarize(counts(2, 1, 1, 1, 9))).toMatchObject({
      passed: 2,
      total: 5,
      unknown: 1,
      exempt: 1,
    });
    expect(summarize(counts(0, 0, 0, 0, 9))).toBeUndefined();
  });
});

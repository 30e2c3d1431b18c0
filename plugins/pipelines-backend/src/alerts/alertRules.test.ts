import { ALERT_KINDS, type AlertKind } from '@sluice/plugin-pipelines-common';
import { compareGrades, compareKinds, FAMILY_OF, gradeOf } from './alertRules';

const pipeline = (tier: number, more: object = {}) => ({
  tier,
  lifecycle: 'production',
  production: true,
  ...more,
});
const text = (kind: AlertKind, of: ReturnType<typeof pipeline>) => {
  const { severity, urgency } = gradeOf(kind, of);
  return `${urgency} ${severity}`;
};

describe('gradeOf', () => {
  it.each<[AlertKind, string, string, string]>([
    // kind, tier 1, tier 2, tier 3 and none
    ['missed-deadline', 'urgent critical', 'urgent high', 'maintenance normal'],
    ['burning-fast', 'urgent critical', 'urgent high', 'maintenance normal'],
    ['source-silent', 'urgent high', 'maintenance normal', 'maintenance low'],
    ['will-miss', 'urgent high', 'maintenance normal', 'maintenance low'],
    [
      'over-duration',
      'maintenance high',
      'maintenance normal',
      'maintenance low',
    ],
    [
      'source-unreadable',
      'maintenance high',
      'maintenance normal',
      'maintenance low',
    ],
    [
      'budget-exhausted',
      'maintenance high',
      'maintenance normal',
      'maintenance low',
    ],
    [
      'burning-slow',
      'maintenance normal',
      'maintenance normal',
      'maintenance low',
    ],
    [
      'not-established',
      'maintenance normal',
      'maintenance low',
      'maintenance low',
    ],
  ])('%s: %s, %s, %s', (kind, tier1, tier2, rest) => {
    expect(text(kind, pipeline(1))).toBe(tier1);
    expect(text(kind, pipeline(2))).toBe(tier2);
    expect(text(kind, pipeline(3))).toBe(rest);
    expect(text(kind, pipeline(9))).toBe(rest);
  });

  it.each([
    ['another environment', { production: false }],
    ['an experiment', { lifecycle: 'experimental' }],
    ['what is on its way out', { lifecycle: 'deprecated' }],
  ])('wakes nobody for %s', (_, more) => {
    for (const kind of ALERT_KINDS) {
      expect(text(kind, pipeline(1, more))).toBe('maintenance low');
    }
  });

  it('takes a legacy pipeline as seriously as any', () => {
    expect(text('missed-deadline', pipeline(1, { lifecycle: 'legacy' }))).toBe(
      'urgent critical',
    );
  });
});

describe('the order of grades and kinds', () => {
  it('puts urgent before maintenance, whatever the severity', () => {
    expect(
      compareGrades(
        { urgency: 'urgent', severity: 'low' },
        { urgency: 'maintenance', severity: 'critical' },
      ),
    ).toBeLessThan(0);
  });

  it('follows the vocabulary', () => {
    expect([...ALERT_KINDS].reverse().sort(compareKinds)).toEqual(ALERT_KINDS);
  });

  it('has a family for each kind', () => {
    expect(Object.keys(FAMILY_OF).sort()).toEqual([...ALERT_KINDS].sort());
  });
});

import type { GateResult } from '@sluice/plugin-pipelines-common';
import { gate } from '../__testUtils__/promotions';
import { gatesByWeight, worstRisk } from './gateOrder';

const safe = { verdict: 'pass' as const, summary: 'nothing is due' };
const late = { verdict: 'fail' as const, summary: '06:00 close is at risk' };
const gates: Record<string, GateResult> = {
  pass: gate({ gate: 'unit', title: 'Unit tests' }),
  skipped: gate({ gate: 'soak', title: 'Soak', verdict: 'not-applicable' }),
  waived: gate({
    gate: 'budget',
    title: 'Budget',
    verdict: 'fail',
    waived: 'mends it',
  }),
  risk: gate({ gate: 'lag', title: 'Lag', verdict: 'fail', summary: 'behind' }),
  unknown: gate({ gate: 'slo', title: 'SLO', verdict: 'unknown' }),
  integrity: gate({
    gate: 'bytes',
    title: 'Bytes',
    class: 'integrity',
    verdict: 'unknown',
    summary: 'not there',
  }),
};

describe('gatesByWeight', () => {
  it('shows first what stands in the way, last what has no say', () => {
    expect(gatesByWeight(Object.values(gates)).map(g => g.title)).toEqual([
      'Bytes',
      'Lag',
      'SLO',
      'Budget',
      'Unit tests',
      'Soak',
    ]);
  });
});

describe('worstRisk', () => {
  it.each([
    ['nothing', ['pass', 'waived', 'skipped'], safe, undefined],
    ['a deadline before a risk', ['risk'], late, '06:00 close is at risk'],
    ['a risk', ['pass', 'risk'], safe, 'behind'],
    ['what forbids it, before all', ['risk', 'integrity'], late, 'not there'],
  ])('%s', (_, names, deadlines, expected) => {
    const risk = worstRisk({ gates: names.map(n => gates[n]), deadlines });
    expect(risk?.summary).toBe(expected);
  });
});

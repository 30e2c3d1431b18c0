import type { SloDecision } from '../sloRecords';
import { quarantinedOf } from './terms';

const at = (hour: number) =>
  new Date(Date.UTC(2026, 10, 21, hour)).toISOString();

const decision = (
  id: number,
  options: Partial<SloDecision> = {},
): SloDecision => ({
  id,
  sloId: 1,
  kind: 'quarantine',
  fromAt: at(2),
  toAt: at(4),
  reason: 'Release 14 doubled the amounts',
  decidedBy: 'user:default/ines',
  decidedAt: at(8),
  confirmedBy: 'user:default/priya',
  confirmedAt: at(9),
  withdrawnBy: null,
  withdrawnAt: null,
  idempotencyKey: null,
  approvalId: null,
  ...options,
});

describe('quarantinedOf', () => {
  const ends = [1, 2, 3, 4].map(at);

  it('takes the intervals that end in the period, its end left out', () => {
    expect([...quarantinedOf([decision(7)], ends)]).toEqual([
      [at(2), 7],
      [at(3), 7],
    ]);
  });

  it.each([
    ['was not confirmed', { confirmedAt: null }],
    ['was withdrawn', { withdrawnAt: at(10) }],
    ['takes a period out', { kind: 'exclusion' as const }],
  ])('takes none by a decision that %s', (_, options) => {
    expect(quarantinedOf([decision(7, options)], ends).size).toBe(0);
  });

  it('names the first of several decisions', () => {
    const later = decision(9, { fromAt: at(3), toAt: at(9) });
    expect([...quarantinedOf([later, decision(7)], ends)]).toEqual([
      [at(2), 7],
      [at(3), 7],
      [at(4), 9],
    ]);
  });
});

import { changeFailureRate, changesAndFailures } from './changeFailures';

type Promotion = Parameters<typeof changeFailureRate>[0][number];

const promotion = (id: number, more: Partial<Promotion> = {}): Promotion => ({
  id,
  kind: 'promote',
  deployedAt: '2026-11-25T06:00:00.000Z',
  verificationState: 'successful',
  bakeState: 'done',
  rollbackOf: null,
  ...more,
});

describe('changesAndFailures', () => {
  it('counts what failed, broke in its bake or was rolled back, and no rollback as a change', () => {
    const promotions = [
      promotion(6, { kind: 'rollback', rollbackOf: 2 }),
      promotion(5, { deployedAt: null, verificationState: 'failed' }),
      promotion(4, { bakeState: 'broken' }),
      promotion(3, { verificationState: 'failed' }),
      promotion(2),
      promotion(1),
    ];
    const { changes, failed } = changesAndFailures(promotions);
    expect(changes.map(each => each.id)).toEqual([4, 3, 2, 1]);
    expect(failed.map(each => each.id)).toEqual([4, 3, 2]);
  });
});

describe('changeFailureRate', () => {
  it('is of the last twenty, and not known without any', () => {
    expect(changeFailureRate([])).toBeUndefined();
    expect(changeFailureRate([promotion(1, { deployedAt: null })])).toBe(
      undefined,
    );
    const last = Array.from({ length: 25 }, (_, i) =>
      promotion(25 - i, i === 3 || i > 20 ? { bakeState: 'broken' } : {}),
    );
    expect(changeFailureRate(last)).toBe(0.05);
  });

  it('sees that a change was rolled back though the rollback stands before the last twenty', () => {
    const promotions = [
      promotion(3, { kind: 'rollback', rollbackOf: 1 }),
      promotion(2),
      promotion(1),
    ];
    expect(changeFailureRate(promotions)).toBe(0.5);
  });
});

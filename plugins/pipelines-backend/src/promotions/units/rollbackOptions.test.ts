import type { ReleaseRecord } from '../../releases';
import type { OccupancyRecord, PromotionRecord } from '../records';
import { rollbackOptions } from './rollbackOptions';

const release = (id: number) =>
  ({ id, unit: 'u', sequence: id, label: `1.${id}.0` } as ReleaseRecord);

const promotion = (
  id: number,
  releaseId: number,
  more: Partial<PromotionRecord>,
) =>
  ({
    id,
    releaseId,
    state: 'Succeeded',
    verificationState: 'successful',
    bakeState: 'done',
    ...more,
  } as PromotionRecord);

const ran = (id: number, releaseId: number) =>
  ({ id, releaseId, origin: 'promotion', fromAt: `${id}` } as OccupancyRecord);

/** Release 1 ran, then 2, then 1 again, and now 3. */
const tiers = (...promotions: PromotionRecord[]) =>
  rollbackOptions({
    runningReleaseId: 3,
    promotions,
    occupancies: [ran(4, 3), ran(3, 1), ran(2, 2), ran(1, 1)],
    releases: [3, 2, 1].map(release),
    quarantines: [],
  }).map(each => `${each.release.id} ${each.tier}`);

describe('rollbackOptions', () => {
  it('goes back to what was healthy through a bake, though the bake after it was gone back to was cut short', () => {
    expect(
      tiers(
        promotion(13, 1, { kind: 'rollback', bakeState: null }),
        promotion(12, 2, { bakeState: 'broken' }),
        promotion(11, 1, {}),
      ),
    ).toEqual(['1 last-known-good', '2 retrievable']);
  });

  it('does not where it went bad when it was gone back to', () => {
    expect(
      tiers(
        promotion(13, 1, { kind: 'rollback', bakeState: 'broken' }),
        promotion(12, 2, { bakeState: null }),
        promotion(11, 1, {}),
      ),
    ).toEqual(['2 earlier-verified', '1 retrievable']);
  });
});

import type { ReleaseRecord } from '../../releases';
import type { PromotionRecord } from '../records';
import { automaticCandidate } from './automaticCandidate';

const release = (sequence: number, more: Partial<ReleaseRecord> = {}) =>
  ({
    id: sequence,
    sequence,
    state: 'Sealed',
    origin: 'registered',
    ...more,
  } as ReleaseRecord);

const promotion = (releaseId: number, more: Partial<PromotionRecord> = {}) =>
  ({
    releaseId,
    kind: 'promote',
    state: 'Succeeded',
    verificationState: 'successful',
    bakeState: 'done',
    ...more,
  } as PromotionRecord);

const candidate = (
  more: Partial<Parameters<typeof automaticCandidate>[0]> = {},
) =>
  automaticCandidate({
    releases: [release(2), release(3), release(1)],
    running: release(1),
    promotions: [promotion(1)],
    upstream: undefined,
    isHeld: false,
    ...more,
  })?.id;

describe('automaticCandidate', () => {
  it('is the newest release in the first environment, also where nothing runs yet', () => {
    expect(candidate()).toBe(3);
    expect(candidate({ running: undefined, promotions: [] })).toBe(3);
  });

  it('is the newest that was verified in the environment before', () => {
    expect(candidate({ upstream: [promotion(2)] })).toBe(2);
    expect(candidate({ upstream: [] })).toBeUndefined();
  });

  it.each<[string, Partial<PromotionRecord>]>([
    ['failed', { state: 'Failed', verificationState: 'failed' }],
    ['is being verified', { state: 'Verifying', verificationState: 'running' }],
    ['could not be judged', { verificationState: 'inconclusive' }],
    ['went bad in its bake', { bakeState: 'broken' }],
    ['was rolled back to', { kind: 'rollback' }],
  ])('is none that %s there', (_, how) => {
    expect(candidate({ upstream: [promotion(2, how)] })).toBeUndefined();
  });

  it('never goes back, nor over a rollback once more', () => {
    expect(candidate({ running: release(3) })).toBeUndefined();
    expect(candidate({ running: release(4) })).toBeUndefined();
    expect(
      candidate({
        promotions: [
          promotion(1, { kind: 'rollback' }),
          promotion(3, { state: 'Failed' }),
        ],
      }),
    ).toBeUndefined();
  });

  it('waits for what waits or moves, and for a hold', () => {
    for (const state of ['AwaitingApproval', 'Running', 'Verifying'] as const) {
      expect(
        candidate({ promotions: [promotion(2, { state })] }),
      ).toBeUndefined();
    }
    expect(candidate({ isHeld: true })).toBeUndefined();
  });

  it('is none that was retired, or that nobody registered', () => {
    expect(
      candidate({
        releases: [
          release(3, { state: 'Retired' }),
          release(4, { origin: 'attested' }),
        ],
      }),
    ).toBeUndefined();
  });
});

import type {
  Promotion,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import type {
  HoldRecord,
  PromotionRecord,
  UnitEnvironmentRecord,
  UnmanagedChangeRecord,
} from '../records';

/**
 * In a word, how a unit is in an environment: what moves first, then what needs a person, then how what runs there came out.
 *
 * @internal
 */
export function healthOf(of: {
  row: UnitEnvironmentRecord | undefined;
  /** What brought what runs there. */
  promotion: PromotionRecord | undefined;
  moving: Promotion | undefined;
  hold: HoldRecord | undefined;
  change: UnmanagedChangeRecord | undefined;
  at: string;
}): Pick<UnitEnvironment, 'health' | 'healthDetail'> {
  const { change, hold, moving, promotion, row } = of;
  if (moving) {
    const { done, of: all, step } = moving.progress ?? { done: 0, of: 0 };
    if (moving.state === 'Verifying') {
      return { health: 'verifying', healthDetail: moving.nextAction };
    }
    return moving.state === 'Running'
      ? {
          health: 'deploying',
          healthDetail: `Step ${Math.min(done + 1, all)} of ${all}${
            step ? `: ${step}` : ''
          }`,
        }
      : { health: 'unknown', healthDetail: moving.nextAction };
  }
  if (change) {
    return {
      health: 'unmanaged',
      healthDetail: `Changed behind Sluice's back${
        change.changedBy ? ` by ${change.changedBy}` : ''
      }`,
    };
  }
  if (row?.readError) {
    return { health: 'unknown', healthDetail: row.readError };
  }
  if (!row?.runningVersion) return { health: 'none' };
  if (
    promotion?.bakeState === 'broken' ||
    promotion?.verificationState === 'failed'
  ) {
    return {
      health: 'failed',
      healthDetail: (promotion.bake ?? promotion.verification)?.reasons[0],
    };
  }
  if (hold) return { health: 'held', healthDetail: hold.reason };
  if (promotion?.bakeState === 'baking') {
    return {
      health: 'baking',
      healthDetail: `Bakes until ${promotion.bake?.until}`,
    };
  }
  if (promotion?.verificationState === 'successful') {
    return {
      health: 'verified',
      healthDetail: verifiedBy(promotion.verification?.runs ?? 0),
    };
  }
  if (promotion?.verificationState === 'inconclusive') {
    return {
      health: 'unknown',
      healthDetail: promotion.verification?.reasons[0],
    };
  }
  return { health: 'recorded' };
}

function verifiedBy(runs: number): string {
  return runs === 1 ? 'By 1 run' : `By ${runs} runs`;
}

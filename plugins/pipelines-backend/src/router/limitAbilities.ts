import { NotAllowedError } from '@backstage/errors';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  promotionOverridePermission,
  promotionRequestPermission,
  promotionReviewPermission,
  type PromotionDetail,
} from '@sluice/plugin-pipelines-common';

type Abilities = PromotionDetail['can'];

/** What each ability needs besides the promotion's own state. */
const NEEDS: Record<keyof Abilities, Permission> = {
  cancel: promotionRequestPermission,
  retry: promotionRequestPermission,
  rollBack: promotionRequestPermission,
  override: promotionOverridePermission,
  review: promotionReviewPermission,
};

/**
 * Takes away what the reader has no permission for, so that a page offers nothing that is then refused. The routes decide again.
 *
 * @param can - what the promotion's state allows
 * @param check - rejects with a NotAllowedError that says why; any other error is passed on
 * @internal
 */
export async function limitAbilities(
  can: Abilities,
  check: (permission: Permission) => Promise<void>,
): Promise<Abilities> {
  const refusals = new Map<Permission, Promise<string | undefined>>();
  const refusal = (permission: Permission) => {
    const known = refusals.get(permission);
    if (known) return known;
    const asked = check(permission).then(
      () => undefined,
      error => {
        if (error instanceof NotAllowedError) return error.message;
        throw error;
      },
    );
    refusals.set(permission, asked);
    return asked;
  };
  const limited = { ...can };
  for (const name of Object.keys(NEEDS) as (keyof Abilities)[]) {
    if (!can[name].allowed) continue;
    const reason = await refusal(NEEDS[name]);
    if (reason !== undefined) limited[name] = { allowed: false, reason };
  }
  return limited;
}

import { NotAllowedError } from '@backstage/errors';
import type { Permission } from '@backstage/plugin-permission-common';
import { promotionRequestPermission } from '@sluice/plugin-pipelines-common';
import { limitAbilities } from './limitAbilities';

const can = {
  cancel: { allowed: true },
  retry: { allowed: false, reason: 'Promotion 7 is Verifying' },
  rollBack: { allowed: true },
  override: { allowed: false, reason: 'Gates are overridden before it starts' },
  review: { allowed: true },
};

describe('limitAbilities', () => {
  it('leaves everything to whoever has all permissions', async () => {
    await expect(limitAbilities(can, async () => {})).resolves.toEqual(can);
  });

  it('takes away what a permission is missing for, and says which', async () => {
    const check = jest.fn(async (permission: Permission) => {
      if (permission === promotionRequestPermission) {
        throw new NotAllowedError('You may not promote orders_daily');
      }
    });
    const refused = {
      allowed: false,
      reason: 'You may not promote orders_daily',
    };
    await expect(limitAbilities(can, check)).resolves.toEqual({
      ...can,
      cancel: refused,
      rollBack: refused,
    });
    // Once a permission, and none for what the state refuses anyway.
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('does not take an outage for a refusal', async () => {
    await expect(
      limitAbilities(can, async () => {
        throw new Error('The permission backend does not answer');
      }),
    ).rejects.toThrow('does not answer');
  });
});

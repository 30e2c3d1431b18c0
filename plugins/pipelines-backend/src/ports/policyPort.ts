import { type Policies, requirementsOf, reviewBy, windowAt } from '../policies';
import type { PolicyReader } from '../promotions';

/** What promotions ask of policies. @internal */
export function policyPort({ calendars, service }: Policies): PolicyReader {
  return {
    version: async db => (await service.inForce(db)).version,
    requirements: async (question, db) =>
      requirementsOf(await service.inForce(db), question),
    windowAt: async (question, at, db) =>
      windowAt((await service.inForce(db)).policy, calendars, {
        question,
        at,
      }),
    async exception(at, db) {
      const { policy } = await service.inForce(db);
      return {
        breakGlass: policy.breakGlass,
        reviewBy: reviewBy(policy, calendars, at),
      };
    },
  };
}

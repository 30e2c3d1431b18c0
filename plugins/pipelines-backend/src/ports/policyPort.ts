import { digestOf } from '../canonical/digest';
import {
  type Policies,
  requirementsOf,
  reviewBy,
  standardChange,
  windowAt,
} from '../policies';
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
    async standardChange({ uses, ...of }, db) {
      const { policy } = await service.inForce(db);
      const found = standardChange(policy, {
        ...of,
        uses: new Map(
          (policy.standardChanges ?? []).flatMap(template => {
            const used = uses.get(digestOf(template));
            return used ? [[template.name, used] as const] : [];
          }),
        ),
      });
      if (!found.template) return undefined;
      const digest = digestOf(found.template);
      return {
        template: found.template.name,
        digest,
        reason: found.reason,
        use: (uses.get(digest)?.count ?? 0) + 1,
      };
    },
    async exception(at, db) {
      const { policy } = await service.inForce(db);
      return {
        breakGlass: policy.breakGlass,
        reviewBy: reviewBy(policy, calendars, at),
      };
    },
  };
}

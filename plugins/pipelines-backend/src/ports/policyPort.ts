import { type Policies, requirementsOf, reviewBy, windowAt } from '../policies';
import type { Member, PolicyQuestion, PolicyReader } from '../promotions';

/** Pipelines without a tier count as the ones that matter least. */
const NO_TIER = 9;

/** What promotions ask of policies. @internal */
export function policyPort({ calendars, service }: Policies): PolicyReader {
  const asked = (question: PolicyQuestion) => ({
    ...question,
    members: question.members.map((each: Member) => ({
      ...each,
      tier: each.tier ?? NO_TIER,
    })),
  });
  return {
    version: async db => (await service.inForce(db)).version,
    requirements: async (question, db) =>
      requirementsOf(await service.inForce(db), asked(question)),
    windowAt: async (question, at, db) =>
      windowAt((await service.inForce(db)).policy, calendars, {
        question: asked(question),
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

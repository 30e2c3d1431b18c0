import type { PromotionPlan } from '@sluice/plugin-pipelines-common';

/** What a promotion would do, for people. @public */
export function describePlan(plan: PromotionPlan): string[] {
  const { environment, gates, kind, members, problems, release } = plan;
  return [
    `Would ${kind} release ${release.sequence} of ${release.unit} to ${environment}, and asks for nothing`,
    `changes ${members.length > 0 ? members.join(', ') : 'nothing'}${
      plan.membersKnown ? '' : ' (not known for sure)'
    }`,
    ...gates.map(gate => `gate ${gate.gate}: ${gate.verdict}; ${gate.summary}`),
    ...(plan.withoutApproval
      ? [`needs no approval: ${plan.withoutApproval}`]
      : []),
    `rollback: ${plan.rollbackClass}`,
    ...problems.map(problem => `can't be asked for: ${problem}`),
    `plan ${plan.hash}`,
  ];
}

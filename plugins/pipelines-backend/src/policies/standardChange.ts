import { localDateOf } from '../slo';
import { isAbout, type PolicyQuestion } from './matching';
import {
  type Policy,
  STANDARD_FACTS,
  type StandardChange,
} from './policySchema';

/** What a machine says about a diff. What isn't said isn't known, and counts against it. @internal */
export type DiffFacts = {
  /** It changes pages of documentation, and nothing else. */
  onlyDocs?: boolean;
  onlyTests?: boolean;
  onlyTags?: boolean;
  /** It changes dbt models, none of them so that a reader breaks, and nothing else. */
  dbtNonBreaking?: boolean;
  migrations?: boolean;
  config?: boolean;
  infrastructure?: boolean;
};

/** How a template did since it came into force. @internal */
export type TemplateUses = { count: number; failures: number };

/** Whether a change is a standard change. @internal */
export type StandardChangeAnswer =
  | { template: string; reason: string }
  | { template: undefined; reason: string };

/** A template that was used for so many changes that failed is suspended. */
const MAX_FAILURES = 2;
const MAX_FAILURE_RATE = 0.05;
/** What no template may let through. */
const NEVER = ['migrations', 'config', 'infrastructure'] as const;

/**
 * The first template that a change matches, which spares it an approval of its own.
 *
 * @param options - `failureRate`: share of the unit's last 20 changes that failed, undefined if unknown; `uses` by name of template; `at` in
 *   ISO 8601
 * @returns its name with the reason, or why there is none
 * @internal
 */
export function standardChange(
  policy: Policy,
  options: {
    question: PolicyQuestion;
    facts: DiffFacts;
    failureRate: number | undefined;
    uses: ReadonlyMap<string, TemplateUses>;
    at: string;
  },
): StandardChangeAnswer {
  const { facts, question } = options;
  const no = (reason: string) => ({ template: undefined, reason });
  if (question.kind !== 'promote' || question.lane !== 'normal') {
    return no('Only a promotion in the normal lane can be a standard change');
  }
  if (question.members.length === 0) {
    return no('It is not known which pipelines it changes');
  }
  const sox = question.members.find(m => m.classification.includes('sox'));
  if (sox) return no(`${sox.entityRef} is under sox`);
  for (const each of NEVER) {
    // Not known is as good as changed.
    if (facts[each] !== false) {
      return no(
        facts[each]
          ? `It changes ${each}`
          : `It is not known whether it changes ${each}`,
      );
    }
  }
  const templates = policy.standardChanges ?? [];
  const refusals: string[] = [];
  for (const template of templates) {
    const refusal = refusalBy(template, options);
    if (!refusal) {
      const fact = template.allows.find(f => facts[f]);
      return {
        template: template.name,
        reason: `It matches ${template.name} (${fact}), until ${template.until}`,
      };
    }
    refusals.push(`${template.name}: ${refusal}`);
  }
  return no(
    refusals.length > 0
      ? `No template matches. ${refusals.join('; ')}`
      : 'The policy has no template for standard changes',
  );
}

function refusalBy(
  template: StandardChange,
  options: Parameters<typeof standardChange>[1],
): string | undefined {
  const { at, facts, failureRate, question, uses } = options;
  const { allows, maxFailureRate = MAX_FAILURE_RATE, name, until } = template;
  if (!question.members.every(m => isAbout(template.match, question, m))) {
    return 'it is about other pipelines';
  }
  if (!allows.some(fact => facts[fact] === true)) {
    return `the diff is none of ${STANDARD_FACTS.filter(f =>
      allows.includes(f),
    ).join(', ')}`;
  }
  // The last day of it, wherever people are.
  if (localDateOf(at, 'UTC') > until) return `it ended on ${until}`;
  const failures = uses.get(name)?.failures ?? 0;
  if (failures >= MAX_FAILURES) {
    return `it is suspended: ${failures} changes by it failed`;
  }
  if (failureRate === undefined) {
    return 'how many of the last changes failed is not known';
  }
  if (failureRate > maxFailureRate) {
    return `${percent(
      failureRate,
    )} of the last 20 changes failed, more than ${percent(maxFailureRate)}`;
  }
  return undefined;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

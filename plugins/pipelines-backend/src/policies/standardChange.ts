import type { ReleaseDiffFacts } from '@sluice/plugin-pipelines-common';
import { localDateOf } from '../slo';
import { isAbout, type PolicyQuestion } from './matching';
import {
  type Policy,
  STANDARD_FACTS,
  type StandardChange,
} from '@sluice/plugin-pipelines-node/documents';

/** What a machine says about a diff. What isn't said isn't known, and counts against it. @internal */
export type DiffFacts = Partial<ReleaseDiffFacts>;

/** How a template did since it came into force. @internal */
export type TemplateUses = { count: number; failures: number };

/** Whether a change is a standard change. @internal */
export type StandardChangeAnswer =
  | { template: StandardChange; reason: string }
  | { template: undefined; reason: string };

/** A template that was used for so many changes that failed is suspended. */
const MAX_FAILURES = 2;
const MAX_FAILURE_RATE = 0.05;
/** What no template may let through, with its name. */
const NEVER = [
  ['hasMigrations', 'migrations'],
  ['hasConfig', 'config'],
  ['hasInfrastructure', 'infrastructure'],
] as const;
/** A diff that is some of each is as plain as one that is one of them. */
const PLAIN = ['onlyDocs', 'onlyTests', 'onlyTags'] as const;

/**
 * The first template that a change matches, which spares it an approval of its own.
 *
 * @param options - `failureRate`: share of the unit's last 20 changes that failed, undefined if unknown; `uses` by name of template; `at` in
 *   ISO 8601
 * @returns it with the reason, or why there is none
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
  for (const [fact, what] of NEVER) {
    // Not known is as good as changed.
    if (facts[fact] !== false) {
      return no(
        facts[fact]
          ? `It changes ${what}`
          : `It is not known whether it changes ${what}`,
      );
    }
  }
  const templates = policy.standardChanges ?? [];
  const refusals: string[] = [];
  for (const template of templates) {
    const refusal = refusalBy(template, options);
    if (!refusal) {
      return {
        template,
        reason: `It matches ${template.name} (${matching(template, facts).join(
          ', ',
        )}), until ${template.until}`,
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
  if (matching(template, facts).length === 0) {
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

/** By what of it a diff is covered; empty if it isn't. */
function matching({ allows }: StandardChange, facts: DiffFacts): string[] {
  const one = allows.find(fact => facts[fact] === true);
  if (one) return [one];
  const mixed = PLAIN.every(fact => allows.includes(fact));
  return mixed && facts.onlyDocsTestsTags ? [...PLAIN] : [];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

import { isAbout } from './policyMatching';
import {
  LANES,
  type Policy,
  type PolicyRule,
  type PolicyWindow,
} from './policySchema';

/**
 * What a policy can refer to. What isn't known is not checked.
 *
 * @public
 */
export type PolicySurroundings = {
  /** Names of the portal's environments. */
  environments?: readonly string[];
  /** Names of those of `pipelines.calendars`. */
  calendars?: readonly string[];
  /** Names of the gates that are there. */
  gates?: readonly string[];
  /** What is wrong with the times of a window, as sentences that begin with `path`. Asked only where all that it names is there. */
  windowProblems?(window: PolicyWindow, path: string): string[];
};

/**
 * What of a policy refers to something that isn't there, or contradicts itself.
 *
 * @returns sentences that begin with the path, for example `rules[0].match.environments names qa, …`; empty if all is well
 * @public
 */
export function policyProblems(
  policy: Policy,
  context: PolicySurroundings,
): string[] {
  const { approvers, environments, policyChanges, review, rules } = policy;
  const templates = policy.standardChanges ?? [];
  const approverNames = approvers.map(a => a.name);
  return [
    ...unknown(
      'environments',
      environments,
      context.environments,
      'environment',
    ),
    ...twice('environments', environments),
    ...twice('approvers', approverNames),
    ...twice(
      'rules',
      rules.map(r => r.name),
    ),
    ...twice(
      'windows and freezes of rules: they',
      rules.flatMap(({ require: { freezes = [], windows = [] } }) =>
        [...freezes, ...windows].map(each => each.name),
      ),
    ),
    ...twice(
      'standardChanges',
      templates.map(t => t.name),
    ),
    ...rules.flatMap((rule, i) =>
      ruleProblems(rule, `rules[${i}]`, policy, context),
    ),
    ...templates.flatMap((template, i) =>
      unknown(
        `standardChanges[${i}].match.environments`,
        template.match?.environments,
        environments,
        'environment of the policy',
      ),
    ),
    ...unknown(
      'policyChanges.approvals',
      policyChanges?.approvals,
      approverNames,
      'approver of the policy',
    ),
    ...unknown(
      'review.calendar',
      review && [review.calendar],
      context.calendars,
      'calendar of pipelines.calendars',
    ),
    ...uncovered(policy),
  ];
}

function ruleProblems(
  { match, require }: PolicyRule,
  path: string,
  policy: Policy,
  context: PolicySurroundings,
): string[] {
  const { calendars } = context;
  const approvers = policy.approvers.map(a => a.name);
  const calendarNames = 'calendar of pipelines.calendars';
  return [
    ...unknown(
      `${path}.match.environments`,
      match?.environments,
      policy.environments,
      'environment of the policy',
    ),
    ...(['approvals', 'raised'] as const).flatMap(key =>
      unknown(
        `${path}.require.${key}`,
        require[key],
        approvers,
        'approver of the policy',
      ),
    ),
    ...unknown(
      `${path}.require.gates`,
      require.gates?.map(g => g.name),
      context.gates,
      'gate',
    ),
    // Elsewhere it would be written down and mean nothing.
    ...(require.exemptionDays !== undefined &&
    !match?.kinds?.includes('exemption')
      ? [
          `${path}.require.exemptionDays is about exemptions: name exemption in its match.kinds`,
        ]
      : []),
    ...(require.freezes ?? []).flatMap((freeze, i) =>
      unknown(
        `${path}.require.freezes[${i}].calendar`,
        [freeze.calendar],
        calendars,
        calendarNames,
      ),
    ),
    ...(require.windows ?? []).flatMap((window, i) => {
      const at = `${path}.require.windows[${i}]`;
      const wrong = (['on', 'notOn'] as const).flatMap(key =>
        unknown(`${at}.${key}`, window[key], calendars, calendarNames),
      );
      return wrong.length > 0
        ? wrong
        : context.windowProblems?.(window, at) ?? [];
    }),
  ];
}

/** Where a change could come that nobody could approve, since a request without a rule is never approved. */
function uncovered({ environments, rules }: Policy): string[] {
  return environments.flatMap(environment =>
    LANES.flatMap(lane => {
      const kinds = (['promote', 'rollback', 'redeploy'] as const).filter(
        kind =>
          !(lane === 'hotfix' && kind === 'rollback') &&
          !rules.some(
            rule =>
              rule.require.approvals?.length &&
              !rule.match?.units &&
              isAbout(
                rule.match,
                { environment, kind, lane, unit: '' },
                undefined,
              ),
          ),
      );
      return kinds.length > 0
        ? [
            `rules leave nobody to approve ${kinds.join(
              ', ',
            )} in ${environment} (lane ${lane}): add a rule with approvals that is about all pipelines and units there`,
          ]
        : [];
    }),
  );
}

function unknown(
  path: string,
  names: readonly string[] | undefined,
  known: readonly string[] | undefined,
  what: string,
): string[] {
  if (!known) return [];
  return (names ?? [])
    .filter(name => !known.includes(name))
    .map(
      name =>
        `${path} names ${name}, which is no ${what}${
          known.length > 0 ? `: there are ${known.join(', ')}` : ''
        }`,
    );
}

function twice(path: string, names: string[]): string[] {
  const again = names.filter((name, i) => names.indexOf(name) !== i);
  return [...new Set(again)].map(name => `${path} has ${name} twice`);
}

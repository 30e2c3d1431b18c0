import {
  type Policy,
  policyProblems,
  type PolicySurroundings,
  type PolicyWindow,
} from '@sluice/plugin-pipelines-node/documents';
import { HORIZON_DAYS } from './windows';
import { type Calendars, periodsOfWindow } from './windowTimes';

/** What a policy can refer to. @internal */
export type PolicyContext = {
  /** Names of the portal's environments. */
  environments: readonly string[];
  calendars: Calendars;
  /** Names of the gates that are there; undefined if that isn't known. */
  gates?: readonly string[];
  /** ISO 8601 in UTC. */
  now: string;
};

const DAY_MS = 24 * 3600_000;
/** An allow window that stays shut for longer never opens as far as anybody cares. */
const NEVER_DAYS = 400;

/**
 * What of a policy refers to something that isn't there, contradicts itself, or never opens.
 *
 * @returns sentences that begin with the path, for example `rules[0].match.environments names qa, …`; empty if all is well
 * @internal
 */
export function referenceProblems(
  policy: Policy,
  context: PolicyContext,
): string[] {
  return policyProblems(policy, surroundingsOf(context));
}

/** A portal's own, as documents are checked against them. @internal */
export function surroundingsOf(context: PolicyContext): PolicySurroundings {
  const { calendars, environments, gates } = context;
  return {
    environments,
    gates,
    calendars: [...calendars.keys()],
    windowProblems: (window, path) => timeProblems(window, path, context),
  };
}

/** Whether a window can be searched, and ever opens. */
function timeProblems(
  window: PolicyWindow,
  path: string,
  { calendars, now }: PolicyContext,
): string[] {
  const from = Date.parse(now);
  try {
    for (let days = 0; days < NEVER_DAYS; days += HORIZON_DAYS) {
      const start = from + days * DAY_MS;
      const end = start + HORIZON_DAYS * DAY_MS;
      if (periodsOfWindow(window, calendars, start, end).length > 0) return [];
    }
  } catch (error) {
    return [`${path} can't be used: ${(error as Error).message}`];
  }
  return window.effect === 'allow'
    ? [`${path} never opens: it has no start in the next ${NEVER_DAYS} days`]
    : [];
}

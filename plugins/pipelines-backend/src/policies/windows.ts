import { type PolicyQuestion, rulesForAll } from './matching';
import type {
  Policy,
  PolicyFreeze,
  PolicyRule,
  PolicyWindow,
} from '@sluice/plugin-pipelines-node/documents';
import {
  type Calendars,
  holdsAt,
  merged,
  type Period,
  periodsOfFreeze,
  periodsOfWindow,
} from './windowTimes';

/** Whether a promotion may start. @internal */
export type WindowState = {
  /** `error`: it can't be told, which is as good as closed. */
  state: 'open' | 'closed' | 'error';
  /** In a sentence, with the names of windows and freezes. */
  reason: string;
  /** When it opens next, if it does within {@link HORIZON_DAYS}; ISO 8601 in UTC. */
  opensAt?: string;
  /** When it closes next, if it does within {@link HORIZON_DAYS}; ISO 8601 in UTC. */
  closesAt?: string;
};

/** So far ahead it is looked for when a promotion may start. */
export const HORIZON_DAYS = 62;

/** What keeps a promotion from starting while `isClosed`. */
type Limit = {
  /** For example `the freeze period-close of the rule sox`. */
  says: string;
  closedWhen: 'inside' | 'outside';
  periods: Period[];
};

/**
 * Whether a promotion may start, by the windows and freezes of all rules that apply. Deny wins; where a rule has windows that allow, one
 * of them has to be open, for each such rule. What a window exempts passes it.
 *
 * If something can't be evaluated, nothing may start, except a rollback: for that only what can be evaluated counts.
 *
 * @param options - `at` in ISO 8601
 * @internal
 */
export function windowAt(
  policy: Policy,
  calendars: Calendars,
  options: { question: PolicyQuestion; at: string },
): WindowState {
  const { question } = options;
  const at = Date.parse(options.at);
  const until = at + HORIZON_DAYS * 24 * 3600_000;
  const { errors, limits } = limitsOf(
    rulesForAll(policy, question),
    question,
    calendars,
    { from: at, to: until },
  );
  if (errors.length > 0 && question.kind !== 'rollback') {
    return {
      state: 'error',
      reason: `It can't be told whether a promotion may start: ${errors.join(
        '; ',
      )}`,
    };
  }
  const closedBy = (when: number) =>
    limits.filter(
      limit => holdsAt(limit.periods, when) === (limit.closedWhen === 'inside'),
    );
  const changes = [
    ...new Set(limits.flatMap(l => l.periods.flatMap(p => [p.start, p.end]))),
  ]
    .filter(when => when > at && when < until)
    .sort((a, b) => a - b);
  const next = (isClosed: boolean) => {
    const when = changes.find(c => closedBy(c).length > 0 === isClosed);
    return when === undefined ? undefined : new Date(when).toISOString();
  };
  const closing = closedBy(at);
  if (closing.length > 0) {
    const opensAt = next(false);
    return {
      state: 'closed',
      reason: `${sentence(closing.map(describe).join(', and '))}${
        opensAt ? '' : `; it does not open within ${HORIZON_DAYS} days`
      }`,
      opensAt,
    };
  }
  const open = limits.length
    ? sentence(`open: ${limits.map(describeOpen).join(', and ')}`)
    : 'No window and no freeze applies';
  return {
    state: 'open',
    reason: errors.length
      ? `${open}. A rollback isn't stopped by what can't be evaluated: ${errors.join(
          '; ',
        )}`
      : open,
    closesAt: next(true),
  };
}

function limitsOf(
  rules: PolicyRule[],
  question: PolicyQuestion,
  calendars: Calendars,
  { from, to }: { from: number; to: number },
): { limits: Limit[]; errors: string[] } {
  const limits: Limit[] = [];
  const errors: string[] = [];
  for (const { name: rule, require } of rules) {
    const windows = (require.windows ?? []).filter(w => !passes(w, question));
    const freezes = (require.freezes ?? []).filter(f => !passes(f, question));
    const attempt = (what: string, read: () => Limit) => {
      try {
        limits.push(read());
      } catch (error) {
        errors.push(`${what} of the rule ${rule}: ${(error as Error).message}`);
      }
    };
    for (const freeze of freezes) {
      const what = `the freeze ${freeze.name}`;
      attempt(what, () => ({
        says: `${what} of the rule ${rule}`,
        closedWhen: 'inside',
        periods: periodsOfFreeze(freeze, calendars, from, to),
      }));
    }
    for (const window of windows.filter(w => w.effect === 'deny')) {
      const what = `the window ${window.name}`;
      attempt(what, () => ({
        says: `${what} of the rule ${rule}`,
        closedWhen: 'inside',
        periods: periodsOfWindow(window, calendars, from, to),
      }));
    }
    const allowing = windows.filter(w => w.effect === 'allow');
    if (allowing.length > 0) {
      const what = `the window${allowing.length > 1 ? 's' : ''} ${allowing
        .map(w => w.name)
        .join(', ')}`;
      attempt(what, () => ({
        says: `${what} of the rule ${rule}`,
        closedWhen: 'outside',
        periods: merged(
          allowing.flatMap(w => periodsOfWindow(w, calendars, from, to)),
          from,
          to,
        ),
      }));
    }
  }
  return { limits, errors };
}

function passes(
  { exempt = ['rollback', 'hotfix'] }: PolicyWindow | PolicyFreeze,
  question: PolicyQuestion,
): boolean {
  return (
    (question.kind === 'rollback' && exempt.includes('rollback')) ||
    (question.lane === 'hotfix' && exempt.includes('hotfix'))
  );
}

function describe({ closedWhen, says }: Limit): string {
  return closedWhen === 'inside'
    ? `closed by ${says}`
    : `closed outside of ${says}`;
}

function describeOpen({ closedWhen, says }: Limit): string {
  return closedWhen === 'inside' ? `${says} is not on` : `within ${says}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { draws } from '../simulation/draws';
import { DAY, HOUR, MINUTE } from '../simulation/time';
import type { ReleaseHistory } from '../simulation/versions';
import type { UnitStory } from './UnitStory';

const REASONS = [
  'Verified in staging, and wanted for tomorrow morning',
  'Finance waits for it',
  'Part of this week’s work; nothing downstream changes',
  'Small and verified; better today than with the next five',
  'Asked for by the store team',
];

/** Units whose targets take releases at certain hours only: they go to production the next day at noon. */
const BY_WINDOW = ['payments-cdc', 'pos-stream-sink'];

/** How a release fares. `held-back`: it got as far as staging when the next one was there. */
type Fate = 'good' | 'held-back' | 'bad-in-staging' | 'bad-in-production';

function fateOf(words: Array<string | number>, canRollBack: boolean): Fate {
  const [draw] = draws('fate', ...words);
  if (draw < 0.05) return canRollBack ? 'bad-in-production' : 'bad-in-staging';
  if (draw < 0.08) return 'bad-in-staging';
  return draw < 0.24 ? 'held-back' : 'good';
}

/**
 * What becomes of a unit's builds on ordinary days: into dev and staging within the hour, into production the same day. About one in twenty
 * fails; what can be pointed back is rolled back by the policy, and the next build mends it.
 *
 * @param range - builds of that time, milliseconds since 1970; what follows from the last ones takes about eight hours
 * @internal
 */
export function everyday(
  story: UnitStory,
  options: {
    seed: string;
    releases: ReleaseHistory;
    /** Of the builds that are told of. */
    share: number;
    range: { from: number; to: number };
  },
): void {
  const { range, releases, seed, share } = options;
  const [lead] = story.members;
  const canRollBack =
    lead.type === 'airflow-dag' || lead.type === 'dbt-selection';
  let toMend: string | undefined;
  let successes = 0;
  for (const { at, count } of releases.builds(lead, range)) {
    const words = [seed, story.unit, count];
    if (draws('told', ...words)[0] >= share) continue;
    // The first ones go well, or there would be nothing to go back to.
    const fate = successes < 3 || toMend ? 'good' : fateOf(words, canRollBack);
    const release = story.release(at, {
      ...(toMend && { title: toMend, kind: 'code' as const }),
      more:
        fate === 'bad-in-production'
          ? { simulatedRegression: 'runs' }
          : undefined,
    });
    toMend = undefined;
    if (lead.type === 'airflow-dag') {
      story.ship(at + 4 * MINUTE, release, 'dev');
    }
    const isBadInStaging = fate === 'bad-in-staging';
    story.ship(at + 70 * MINUTE, release, 'staging', {
      state: isBadInStaging ? 'failed' : 'success',
    });
    if (isBadInStaging || fate === 'held-back') {
      if (isBadInStaging) toMend = 'Fix what failed in staging';
      continue;
    }
    const isByWindow = BY_WINDOW.includes(story.unit);
    const asked = isByWindow
      ? Math.floor(at / DAY) * DAY + DAY + 11.2 * HOUR
      : at + 3 * HOUR;
    if (asked > range.to + 6 * HOUR) continue;
    const [reason] = draws('reason', ...words);
    const approvedAfter = (12 + Math.floor(reason * 30)) * MINUTE;
    story.ship(asked, release, 'prod', {
      approvedAfter,
      state: fate === 'bad-in-production' ? 'failed' : 'success',
      reason: REASONS[Math.floor(reason * REASONS.length)],
    });
    if (fate === 'bad-in-production') {
      // What was rolled back to runs as it did before.
      story.run(asked + approvedAfter + 40 * MINUTE, 'prod');
      story.run(asked + 3.5 * HOUR, 'prod', { runs: 3 });
      toMend = 'Fix the load that failed in production';
    } else {
      story.run(asked + 2.5 * HOUR, 'prod', { runs: 3 });
      successes++;
    }
  }
}

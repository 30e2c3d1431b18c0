import type {
  Deployer,
  PastClock,
  PastDelivery,
  PastEvent,
} from '@sluice/plugin-pipelines-node';
import { DAY, HOUR, iso, MINUTE } from '../simulation/time';
import type { ReleaseHistory } from '../simulation/versions';
import { everyday } from './everyday';
import { CLUSTERS } from '../streams';
import { AISHA, JONAS, MAREK } from './people';
import { SCENES, type Stage } from './scenes';
import { UnitStory } from './UnitStory';

/**
 * Since when the units are under Sluice, in days before the first start: the platform team took them one by one. `share` of their builds are
 * told of: a few a day in all. More would take the first start longer than a minute, for each is played through all of Sluice.
 *
 * @internal
 */
export const ADOPTED: Record<string, { days: number; share: number }> = {
  'northstar-dags-finance': { days: 60, share: 0.2 },
  'spark-orders': { days: 57, share: 0.3 },
  'payments-cdc': { days: 55, share: 0.3 },
  'northstar-dbt-finance': { days: 52, share: 0.15 },
  'orders-enrichment': { days: 50, share: 0.3 },
  'northstar-dags-commerce': { days: 44, share: 0.2 },
  'northstar-dags-platform': { days: 38, share: 0.2 },
  'northstar-dbt-commerce': { days: 30, share: 0.2 },
  'spark-web': { days: 26, share: 0.3 },
  'invoice-events-sink': { days: 24, share: 0.3 },
  'spark-attribution': { days: 23, share: 0.3 },
  'clickstream-ingest': { days: 22, share: 0.3 },
  'stock-movements': { days: 21, share: 0.3 },
  'refunds-cdc': { days: 20, share: 0.3 },
  'spark-supply': { days: 19, share: 0.3 },
  'supplier-asn-sink': { days: 18, share: 0.3 },
  'spark-customer': { days: 17, share: 0.3 },
  'cart-abandonment': { days: 16, share: 0.3 },
  'loyalty-events-sink': { days: 15, share: 0.3 },
};

/** The last days of a unit are told by its scene. */
const QUIET_BEFORE: Record<string, number> = {
  'clickstream-ingest': 4 * DAY,
  'stock-movements': 10 * DAY,
  'spark-supply': 3 * DAY,
};

/**
 * The 60 days before the first start: releases, promotions and what became of them.
 *
 * @param options - `now`: the first start, milliseconds since 1970
 * @returns the oldest first
 * @internal
 */
export function northstarPast(options: {
  seed: string;
  releases: ReleaseHistory;
  now: number;
  /** How many days are told of; the last eleven have scenes of their own. */
  days: number;
  stage: Stage;
}): PastEvent[] {
  const { now, stage } = options;
  const events = Object.entries(ADOPTED).flatMap(([unit, { days, share }]) => {
    const story = new UnitStory({ ...options, unit });
    const from = now - Math.min(days, options.days) * DAY;
    story.tell(from, { does: 'happen', happens: () => stage.settle(unit) });
    story.adopt(from, JONAS, 'Its releases go through Sluice from now on');
    everyday(story, {
      ...options,
      share,
      range: {
        from: from + HOUR,
        to: now - (QUIET_BEFORE[unit] ?? 2 * DAY),
      },
    });
    SCENES[unit]?.(story, now, stage);
    return story.events;
  });
  events.push({
    at: iso(now - 4 * HOUR),
    does: 'propose-policy',
    edit: yaml => yaml.replace('timeoutMinutes: 120', 'timeoutMinutes: 180'),
    by: AISHA.ref,
    reason: 'Some jobs of the night start two hours after the deployment',
  });
  events.push({
    at: iso(now - 3 * HOUR),
    does: 'ask-operation',
    sourceId: CLUSTERS.main,
    request: {
      kind: 'reset-offsets',
      group: 'bi.orders-export',
      to: { at: 'time', time: iso(now - 2 * DAY) },
    },
    by: MAREK.ref,
    reason:
      'Two days of orders were exported without their discounts: the export reads them again once it is fixed',
  });
  for (let day = options.days - 1; day > 0; day--) {
    events.push({ at: iso(now - day * DAY + 30 * MINUTE), does: 'pass' });
  }
  // Stable: what a unit does at the same time stays in its order.
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** What a {@link NorthstarPast} needs. @internal */
export type NorthstarPastOptions = {
  seed: string;
  releases: ReleaseHistory;
  days: number;
  /** The simulated environments as they were, by a clock. */
  open: (clock: PastClock) => { deployer: Deployer; stage: Stage };
};

/** What the demo tells of the time before it was first started. @internal */
export class NorthstarPast implements PastDelivery {
  readonly name = 'Northstar Retail';
  readonly units = Object.keys(ADOPTED);
  readonly #options: NorthstarPastOptions;

  constructor(options: NorthstarPastOptions) {
    this.#options = options;
  }

  events(now: Date, clock: PastClock): PastEvent[] {
    return northstarPast({
      ...this.#options,
      now: now.getTime(),
      stage: this.#options.open(clock).stage,
    });
  }

  deployer(clock: PastClock): Deployer {
    return this.#options.open(clock).deployer;
  }
}

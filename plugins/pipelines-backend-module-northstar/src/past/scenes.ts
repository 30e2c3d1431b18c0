import { DAY, HOUR, MINUTE } from '../simulation/time';
import { iso } from '../simulation/time';
import {
  AISHA,
  GRACE,
  INES,
  JONAS,
  MAREK,
  PRIYA,
  TOMAS,
  type Colleague,
} from './people';
import type { ToldRelease, UnitStory } from './UnitStory';

/** What the scenes do to simulated environments, besides deploying. @internal */
export type Stage = {
  /** From now on only deployments change what a unit runs. */
  settle(unit: string): Promise<void>;
  /** Somebody puts a version there behind Sluice's back. */
  change(how: {
    unit: string;
    environment: string;
    version: string;
    actor: string;
  }): Promise<void>;
  /** The next deployment is done by half, and then the target of the unit doesn't answer. */
  lose(how: { unit: string; environment: string }): Promise<void>;
};

type Scene = (story: UnitStory, now: number, stage: Stage) => void;

/** Into dev and staging, all well. */
function prepare(
  story: UnitStory,
  at: number,
  options: Parameters<UnitStory['release']>[1] = {},
): ToldRelease {
  const release = story.release(at, options);
  story.ship(at + 4 * MINUTE, release, 'dev');
  story.ship(at + 60 * MINUTE, release, 'staging');
  return release;
}

/** Only somebody of these votes. */
function votes(
  story: UnitStory,
  at: number,
  promotion: string,
  by: Colleague[],
  comment?: string,
): void {
  story.tell(at, {
    does: 'approve',
    promotion,
    by: by.map(each => each.ref),
    ...(comment && { comment }),
  });
}

/**
 * How the last days went, so that the demo begins with something to decide and with each thing that can become of a promotion. One scene a
 * unit; times are counted back from the first start.
 *
 * @internal
 */
export const SCENES: Record<string, Scene> = {
  /** Waits for a vote of anybody but Priya. */
  'northstar-dags-commerce'(story, now) {
    const release = prepare(story, now - 5 * HOUR, {
      author: PRIYA,
      title: 'Take promotions of the loyalty programme into the basket',
    });
    story.request(now - 40 * MINUTE, release, 'prod', {
      reason: 'The campaign starts on Friday',
    });
  },

  /** An engineer has agreed, finance hasn't yet. */
  'northstar-dags-finance'(story, now) {
    const release = prepare(story, now - 7 * HOUR, {
      author: INES,
      title: 'Post late invoices to the day they are of',
      member: 'finance_close_daily',
    });
    const promotion = story.request(now - 3 * HOUR, release, 'prod', {
      reason: 'Audit asked for it by the end of the period',
    });
    votes(
      story,
      now - 160 * MINUTE,
      promotion,
      [MAREK],
      'Read the diff: only the posting date changes',
    );
  },

  /** It was in staging for less than the hour that the policy wants. */
  'northstar-dbt-finance'(story, now) {
    const release = story.release(now - 100 * MINUTE, {
      author: PRIYA,
      title: 'Add the cost centre to the marts of the ledger',
      member: 'gl_marts',
    });
    story.ship(now - 95 * MINUTE, release, 'dev');
    story.ship(now - 36 * MINUTE, release, 'staging', {
      approvedAfter: 4 * MINUTE,
      verifiedAfter: 15 * MINUTE,
    });
    story.request(now - 14 * MINUTE, release, 'prod', {
      reason: 'The controller needs it for tomorrow’s review',
    });
  },

  /** Approved, for tonight. */
  'northstar-dbt-commerce'(story, now) {
    const release = prepare(story, now - 12 * HOUR, {
      author: TOMAS,
      coAuthor: AISHA,
      title: 'Count returns in the week in which they arrive',
    });
    const promotion = story.request(now - 9 * HOUR, release, 'prod', {
      by: TOMAS,
      startAt: iso(now + 9 * HOUR),
      reason: 'After the stores have closed, so that nobody sees two numbers',
    });
    votes(story, now - 8 * HOUR, promotion, [MAREK, JONAS]);
  },

  /** Approved, and waits for its window and for the end of the peak season. */
  'payments-cdc'(story, now) {
    const release = prepare(story, now - 6 * HOUR, { author: INES });
    const promotion = story.request(now - 3.5 * HOUR, release, 'prod', {
      reason: 'Reads the new field of the payment provider',
    });
    votes(story, now - 3 * HOUR, promotion, [MAREK, GRACE, JONAS, AISHA]);
  },

  /** Deployed a quarter of an hour ago; no run has ended since. */
  'spark-orders'(story, now) {
    const release = prepare(story, now - 5 * HOUR, { author: MAREK });
    const promotion = story.request(now - 70 * MINUTE, release, 'prod', {
      reason: 'Half the shuffle of the nightly join',
    });
    votes(story, now - 20 * MINUTE, promotion, [PRIYA, JONAS, AISHA]);
  },

  /** Verified, and baking. */
  'orders-enrichment'(story, now) {
    const release = prepare(story, now - 6 * HOUR, { author: PRIYA });
    const promotion = story.request(now - 2 * HOUR, release, 'prod');
    votes(story, now - 55 * MINUTE, promotion, [TOMAS, JONAS, AISHA]);
    story.run(now - 35 * MINUTE, 'prod');
  },

  /** Went bad, was rolled back by the policy; what mends it waits for a vote. */
  'northstar-dags-platform'(story, now) {
    const bad = prepare(story, now - 27 * HOUR, {
      author: JONAS,
      title: 'Read the load times of the warehouse by the hour',
      kind: 'code',
      more: { simulatedRegression: 'runs' },
    });
    story.ship(now - 24 * HOUR, bad, 'prod', { state: 'failed' });
    story.run(now - 24 * HOUR + 50 * MINUTE, 'prod');
    story.run(now - 22 * HOUR, 'prod', { runs: 3 });
    const mended = prepare(story, now - 7 * HOUR, {
      author: JONAS,
      title: 'Fix the hour of the load times: it was of another zone',
      kind: 'code',
    });
    story.request(now - 90 * MINUTE, mended, 'prod', {
      reason: 'Mends what was rolled back last night',
    });
  },

  /** Refused by finance. */
  'invoice-events-sink'(story, now) {
    const release = prepare(story, now - 28 * HOUR, { author: INES });
    const promotion = story.request(now - 25 * HOUR, release, 'prod');
    votes(story, now - 24.5 * HOUR, promotion, [TOMAS]);
    story.tell(now - 22 * HOUR, {
      does: 'reject',
      promotion,
      by: GRACE.ref,
      comment:
        'Not before the period is closed: the auditors compare the two lists this week',
    });
  },

  /** Nobody voted in three days. */
  'clickstream-ingest'(story, now) {
    const release = prepare(story, now - 80 * HOUR, { author: MAREK });
    story.request(now - 76 * HOUR, release, 'prod');
    story.tell(now - 3.2 * HOUR, { does: 'pass' });
  },

  /** Taken back by whoever asked. */
  'loyalty-events-sink'(story, now) {
    const release = prepare(story, now - 12 * HOUR, { author: PRIYA });
    const promotion = story.request(now - 9 * HOUR, release, 'prod');
    story.tell(now - 8 * HOUR, {
      does: 'cancel',
      promotion,
      by: PRIYA.ref,
      reason: 'Found a case that it counts twice',
    });
  },

  /** A newer one was approved first. */
  'refunds-cdc'(story, now) {
    const first = prepare(story, now - 32 * HOUR, { author: INES });
    story.request(now - 29 * HOUR, first, 'prod');
    const second = prepare(story, now - 28 * HOUR, { author: INES });
    const promotion = story.request(now - 25 * HOUR, second, 'prod');
    votes(story, now - 24 * HOUR, promotion, [TOMAS, GRACE, JONAS, AISHA]);
    story.run(now - 23.5 * HOUR, 'prod');
    story.run(now - 22 * HOUR, 'prod', { runs: 3 });
  },

  /** Rolled back with one click, by a person who saw what nothing measures. */
  'spark-web'(story, now) {
    const release = prepare(story, now - 34 * HOUR, { author: MAREK });
    const promotion = story.request(now - 31 * HOUR, release, 'prod');
    votes(story, now - 30.5 * HOUR, promotion, [PRIYA, JONAS, AISHA]);
    story.run(now - 30 * HOUR, 'prod');
    story.tell(now - 29 * HOUR, {
      does: 'roll-back',
      unit: story.unit,
      environment: 'prod',
      by: MAREK.ref,
      reason: 'Sessions look twice as long as yesterday',
    });
    story.run(now - 28.5 * HOUR, 'prod');
    story.run(now - 27 * HOUR, 'prod', { runs: 3 });
  },

  /** Nobody knows what runs there. */
  'spark-attribution'(story, now, stage) {
    const release = prepare(story, now - 6 * HOUR, { author: MAREK });
    const promotion = story.request(now - 40 * MINUTE, release, 'prod');
    story.tell(now - 15 * MINUTE, {
      does: 'happen',
      happens: () => stage.lose({ unit: story.unit, environment: 'prod' }),
    });
    votes(story, now - 14 * MINUTE, promotion, [PRIYA, JONAS, AISHA]);
  },

  /** A hotfix nine days ago, reviewed the next morning. */
  'stock-movements'(story, now) {
    const at = now - 9 * DAY;
    story.openIncident(at, {
      name: 'stock-movements',
      title: 'Stock of store 114 goes below zero',
      by: TOMAS,
    });
    const release = story.release(at + 14 * MINUTE, {
      author: TOMAS,
      title: 'Fix the order of movements within a second',
      kind: 'code',
    });
    const promotion = story.request(at + 17 * MINUTE, release, 'prod', {
      lane: 'hotfix',
      incident: 'stock-movements',
      reason: 'Stores can’t reserve until it is right',
    });
    votes(story, at + 20 * MINUTE, promotion, [AISHA, JONAS]);
    story.run(at + 27 * MINUTE, 'prod');
    story.tell(at + 40 * MINUTE, {
      does: 'close-incident',
      incident: 'stock-movements',
      by: TOMAS.ref,
      note: 'Movements are in order again since the hotfix',
    });
    story.run(at + 3 * HOUR, 'prod', { runs: 3 });
    story.tell(at + 18 * HOUR, {
      does: 'review',
      promotion,
      by: PRIYA.ref,
      text: 'The fix is right; a test for movements within a second came with the next release',
    });
  },

  /** The glass was broken this morning; its review is open. */
  'cart-abandonment'(story, now) {
    const at = now - 6 * HOUR;
    story.openIncident(at, {
      name: 'cart-abandonment',
      title: 'Reminders go out to customers who have paid',
      by: JONAS,
    });
    const release = story.release(at + 9 * MINUTE, {
      author: JONAS,
      title: 'Fix: leave out carts with a payment',
      kind: 'code',
    });
    story.request(at + 12 * MINUTE, release, 'prod', {
      lane: 'hotfix',
      breakGlass: true,
      incident: 'cart-abandonment',
      reason: 'Nobody else is awake, and each minute sends 300 wrong mails',
    });
    story.run(at + 30 * MINUTE, 'prod');
    story.tell(at + 45 * MINUTE, {
      does: 'close-incident',
      incident: 'cart-abandonment',
      by: JONAS.ref,
      note: 'No wrong reminder since',
    });
    story.run(at + 2 * HOUR, 'prod', { runs: 3 });
  },

  /** Somebody put another image there, and nobody has acknowledged it yet. */
  'supplier-asn-sink'(story, now, stage) {
    const target = { unit: story.unit, environment: 'prod' };
    story.tell(now - 40 * HOUR, {
      does: 'happen',
      happens: () =>
        stage.change({
          ...target,
          version: 'debug-2',
          actor: 'kafka-ops@northstar.example',
        }),
    });
    story.tell(now - 40 * HOUR + MINUTE, { does: 'look', target });
  },

  /** What waited for a vote was for something else than what runs now. */
  'spark-supply'(story, now, stage) {
    const target = { unit: story.unit, environment: 'prod' };
    const release = prepare(story, now - 54 * HOUR, { author: TOMAS });
    const promotion = story.request(now - 51 * HOUR, release, 'prod');
    story.tell(now - 50 * HOUR, {
      does: 'happen',
      happens: () =>
        stage.change({
          ...target,
          version: 'patched-by-hand',
          actor: 'emr-admin@northstar.example',
        }),
    });
    story.tell(now - 50 * HOUR + MINUTE, { does: 'look', target });
    votes(story, now - 49 * HOUR, promotion, [AISHA, JONAS]);
    story.tell(now - 48 * HOUR, {
      does: 'acknowledge',
      unit: story.unit,
      by: AISHA.ref,
      reason: 'Memory of the nightly job, agreed in the morning round',
    });
  },

  /** Held by the platform team. */
  'spark-customer'(story, now) {
    story.tell(now - 26 * HOUR, {
      does: 'hold',
      target: { unit: story.unit, environment: 'prod' },
      by: JONAS.ref,
      reason: 'EMR moves to a new release this week',
    });
  },
};

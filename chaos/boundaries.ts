/*
 * Where a worker is killed: on both sides of whatever it does that lasts. `before` is when all of a transaction was sent and its commit was not, or
 * when a call is about to be made; `after` is when it has happened, and nobody was told.
 */

/** What the ledger calls transactions that every promotion goes through. */
const ON_EVERY_WAY = [
  'promotion.requested',
  'approval.voted',
  'approval.approved',
  'promotion.approved',
  'promotion.queued',
  'promotion.dispatched',
  'promotion.step-done',
  'promotion.deployed',
  'promotion.succeeded',
  'promotion.baked',
];

/** And those that only some do. */
const ON_SOME_WAYS = [
  'promotion.preapproved',
  'promotion.superseded',
  'promotion.cancelled',
  'promotion.abort-asked',
  'promotion.aborted',
  'promotion.failed',
  'promotion.bake-broken',
  'promotion.indeterminate',
  'promotion.reconciling',
  'promotion.resumed',
  'release.quarantined',
  'hold.ended',
];

/** What changes rows or the target without a row of the ledger. */
const WITHOUT_LEDGER = ['claim', 'step.running', 'apply.fetch', 'apply.pin'];

const bothSides = (names: string[]) =>
  names.flatMap(name => [`before ${name}`, `after ${name}`]);

/** Met by whatever goes its usual way, so that a short run meets each of them too. */
export const USUAL_BOUNDARIES = bothSides([...WITHOUT_LEDGER, ...ON_EVERY_WAY]);

/** All of them. */
export const BOUNDARIES = [
  ...USUAL_BOUNDARIES,
  ...bothSides([...ON_SOME_WAYS, 'step.waiting', 'read']),
];

/**
 * The boundaries to kill at next, whichever is met first: those with the fewest kills.
 *
 * @param kills - so far, by boundary
 * @param count - how many at most
 */
export function nextBoundaries(
  boundaries: readonly string[],
  kills: ReadonlyMap<string, number>,
  count: number,
): string[] {
  const of = (each: string) => kills.get(each) ?? 0;
  return [...boundaries].sort((a, b) => of(a) - of(b)).slice(0, count);
}

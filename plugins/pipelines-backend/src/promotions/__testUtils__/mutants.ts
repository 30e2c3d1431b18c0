import type { Knex } from 'knex';

/** A copy of the engine in which one guard is missing: the tests of its invariant have to notice. */
export type Mutant = {
  /** Of the invariant in docs/promotions.md. */
  invariant: number;
  name: string;
  /** Takes the guard away. Called before anything of the context is loaded. */
  plant(): void;
};

/** Puts something else in the place of what a module exports. */
function replace(
  path: string,
  change: (actual: Record<string, any>) => Record<string, unknown>,
): void {
  jest.doMock(path, () => {
    const actual = jest.requireActual(path);
    return { ...actual, ...change(actual) };
  });
}

/** Puts something else in the place of a method of a class that a module exports. */
function override(
  path: string,
  className: string,
  method: string,
  change: (original: (...args: any[]) => any) => (...args: any[]) => any,
): void {
  const { prototype } = jest.requireActual(path)[className];
  const original = prototype[method];
  prototype[method] = function mutated(this: unknown, ...args: unknown[]) {
    return change(original.bind(this)).apply(this, args);
  };
}

/** One for each invariant. */
export const MUTANTS: Mutant[] = [
  {
    invariant: 1,
    name: 'what is approved is not put together again',
    plant: () =>
      override(
        '../PromotionSubjects',
        'PromotionSubjects',
        'recompute',
        () => async request => request.subject,
      ),
  },
  {
    invariant: 2,
    name: 'live gates are not asked again',
    plant: () => replace('../gates/verdicts', () => ({ stoppersOf: () => [] })),
  },
  {
    invariant: 3,
    name: 'nobody is excluded',
    plant: () =>
      override(
        '../../approvals/RequestService',
        'RequestService',
        'check',
        original => rules => original(rules, []),
      ),
  },
  {
    invariant: 4,
    name: 'a rule that nobody can satisfy is taken',
    plant: () =>
      replace('../../approvals/quorum', () => ({ unsatisfiable: () => [] })),
  },
  {
    invariant: 5,
    name: 'an approval stays approved after it was used',
    plant: () =>
      override(
        '../../approvals/Lifecycle',
        'Lifecycle',
        'move',
        original => async (request, event, how, tx) => {
          const moved = await original(request, event, how, tx);
          if (event === 'consume') {
            await tx('approval_requests')
              .where({ id: request.id })
              .update({ state: 'Approved' });
          }
          return moved;
        },
      ),
  },
  {
    invariant: 6,
    name: 'an older promotion is not replaced by a newer one',
    plant: () =>
      override(
        '../PromotionStore',
        'DatabasePromotionStore',
        'inStates',
        () => async () => [],
      ),
  },
  {
    invariant: 7,
    name: 'the target does not look at fencing tokens',
    plant() {
      const { prototype } = jest.requireActual('./FakeDeployer').FakeDeployer;
      const { apply } = prototype;
      prototype.apply = function mutated(this: any, command: unknown) {
        this.tokens.get = () => 0;
        return apply.call(this, command);
      };
    },
  },
  {
    invariant: 8,
    name: 'keys are not remembered',
    plant: () =>
      override(
        '../../idempotency/IdempotencyStore',
        'IdempotencyStore',
        'once',
        () => (_call: unknown, _tx: Knex.Transaction, work) => work(),
      ),
  },
  {
    invariant: 9,
    name: 'what went bad during its bake counts as good',
    plant: () =>
      replace('../units/rollbackOptions', actual => ({
        rollbackOptions: (facts: any) =>
          actual.rollbackOptions({
            ...facts,
            quarantines: [],
            promotions: facts.promotions.map((each: any) => ({
              ...each,
              bakeState: 'done',
            })),
          }),
      })),
  },
  {
    invariant: 10,
    name: 'a rollback is rolled back',
    plant: () =>
      replace('../engine/automaticRollback', actual => ({
        whyNotAutomatic: (of: any) =>
          actual.whyNotAutomatic({
            ...of,
            promotion: { ...of.promotion, kind: 'promote' },
          }),
      })),
  },
  {
    invariant: 11,
    name: 'data that is not repointable is touched',
    plant: () =>
      replace('../engine/automaticRollback', actual => ({
        whyNotAutomatic: (of: any) =>
          actual.whyNotAutomatic({
            ...of,
            promotion: { ...of.promotion, rollbackClass: 'repointable' },
          }),
      })),
  },
  {
    invariant: 12,
    name: 'windows are not looked at',
    plant() {
      // First what the class below loads.
      replace('../gates/verdicts', actual => ({
        stoppersOf: (now: any[], ...rest: any[]) =>
          actual.stoppersOf(
            now.filter(each => each.gate !== 'window'),
            ...rest,
          ),
      }));
      override(
        '../engine/Dispatcher',
        'Dispatcher',
        'schedule',
        original => promotion => original({ ...promotion, breakGlass: true }),
      );
    },
  },
  {
    invariant: 13,
    name: 'reviews that are overdue lock nothing',
    plant: () =>
      replace('../gates/targetGates', actual => ({
        reviewGate: (store: unknown) => ({
          ...actual.reviewGate(store),
          evaluate: async () => ({ verdict: 'pass', summary: '' }),
        }),
      })),
  },
  {
    invariant: 14,
    name: 'a step of the way is not recorded',
    plant: () =>
      override(
        '../../ledger/LedgerService',
        'LedgerService',
        'append',
        original => (entries, tx) =>
          original(
            entries.filter((each: any) => each.type !== 'promotion.dispatched'),
            tx,
          ),
      ),
  },
  {
    invariant: 15,
    name: 'the clock of the database is not asked when an approval is used',
    plant: () =>
      override(
        '../../approvals/Lifecycle',
        'Lifecycle',
        'ending',
        original => (request, _at, tx) =>
          original(request, '2000-01-01T00:00:00.000Z', tx),
      ),
  },
  {
    invariant: 16,
    name: 'what is read back is not compared',
    plant: () =>
      override(
        '../units/ReconcileService',
        'ReconcileService',
        'look',
        () => async () => undefined,
      ),
  },
];

const wanted = process.env.SLUICE_MUTANT;
if (wanted) {
  const mutant = MUTANTS.find(each => String(each.invariant) === wanted);
  if (!mutant) throw new Error(`There is no mutant ${wanted}`);
  mutant.plant();
}

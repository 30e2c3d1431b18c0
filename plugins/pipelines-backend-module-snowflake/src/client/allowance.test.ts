import fc from 'fast-check';
import {
  Allowance,
  laterOf,
  nothingSpent,
  refusal,
  spend,
  type Spent,
} from './allowance';

const START = Date.parse('2026-11-25T12:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);
const LIMITS = { statementsPerSweep: 3, warehouseSecondsPerDay: 200 };

/** Statements by the second at which they start and end. */
const after = (...statements: Array<[number, number]>): Spent =>
  statements.reduce(
    (spent, [start, end]) =>
      spend(spent, { startedAt: at(start), endedAt: at(end) }),
    nothingSpent(at(0)),
  );

describe('spend', () => {
  it.each<[string, Array<[number, number]>, number]>([
    ['a short statement costs a minute', [[0, 1]], 60],
    ['a long one as long as it takes', [[0, 90]], 90],
    [
      'others in that minute cost nothing',
      [
        [0, 1],
        [5, 6],
        [59, 60],
      ],
      60,
    ],
    [
      'one that goes on beyond it costs the rest',
      [
        [0, 1],
        [50, 75],
      ],
      75,
    ],
    [
      'one after it costs a minute again',
      [
        [0, 1],
        [60, 61],
      ],
      120,
    ],
    ['a clock that goes back costs nothing less', [[10, 5]], 60],
  ])('%s', (_, statements, seconds) => {
    expect(after(...statements)).toMatchObject({
      seconds,
      statements: statements.length,
    });
  });

  it('begins anew with each UTC day, and what is paid for stays paid for', () => {
    const midnight = 12 * 3600;
    const before = after([midnight - 10, midnight - 9]);
    expect(before).toMatchObject({ day: '2026-11-25', seconds: 60 });
    const next = spend(before, {
      startedAt: at(midnight + 5),
      endedAt: at(midnight + 6),
    });
    expect(next).toMatchObject({
      day: '2026-11-26',
      statements: 1,
      seconds: 0,
    });
  });

  it('never counts less than the statements took, nor more than a minute for each beside', () => {
    const statement = fc.record({
      wait: fc.integer({ min: 0, max: 300 }),
      takes: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 20 }), statements => {
        let clock = 0;
        let spent = nothingSpent(at(0));
        let total = 0;
        for (const { wait, takes } of statements) {
          const before = spent.seconds;
          clock += wait;
          spent = spend(spent, {
            startedAt: at(clock),
            endedAt: at(clock + takes),
          });
          clock += takes;
          total += takes;
          expect(spent.seconds).toBeGreaterThanOrEqual(before);
        }
        expect(spent.seconds).toBeGreaterThanOrEqual(total);
        expect(spent.seconds).toBeLessThanOrEqual(
          total + 60 * statements.length,
        );
        expect(spent.statements).toBe(statements.length);
      }),
    );
  });
});

describe('refusal', () => {
  const ask = (spent: Spent, sweepStatements = 0, now = at(300)) =>
    refusal({ spent, sweepStatements, limits: LIMITS, now });

  it('is none while something is left', () => {
    expect(ask(after([0, 199]), 2)).toBeUndefined();
  });

  it('comes with the last statement of a sweep', () => {
    expect(ask(after(), 3)).toMatch(
      /^the resource cap of 3 statements a sweep is used up/,
    );
  });

  it('comes with the last second of a day, says when it ends, and ends', () => {
    const spent = after([0, 200]);
    expect(ask(spent)).toMatch(
      /200 s of warehouse time a day is used up .*until 2026-11-26T00:00:00\.000Z/,
    );
    expect(ask(spent, 0, at(12 * 3600))).toBeUndefined();
  });
});

describe('The minute that is paid for', () => {
  it('may be used up, also beyond the cap', () => {
    const limits = { statementsPerSweep: 10, warehouseSecondsPerDay: 60 };
    const spent = after([0, 1]);
    const ask = (seconds: number) =>
      refusal({ spent, sweepStatements: 1, limits, now: at(seconds) });
    expect(ask(59)).toBeUndefined();
    expect(ask(60)).toMatch('warehouse time');
  });
});

describe('laterOf', () => {
  it('is the account of the later day, or the one that counted more', () => {
    const today = after([0, 1]);
    const more = after([0, 1], [2, 3]);
    const tomorrow = nothingSpent(at(24 * 3600));
    expect(laterOf(today, more)).toBe(more);
    expect(laterOf(more, today)).toBe(more);
    expect(laterOf(more, tomorrow)).toBe(tomorrow);
  });
});

describe('Allowance', () => {
  it('counts what fails as well, and stops at the cap', async () => {
    let time = 0;
    const allowance = new Allowance({
      limits: LIMITS,
      spent: nothingSpent(at(0)),
      now: () => at(time),
    });
    await allowance.count(async () => {
      time += 100;
    });
    await expect(
      allowance.count(async () => {
        time += 60;
        throw new Error('down');
      }),
    ).rejects.toThrow('down');
    expect(allowance.spent).toMatchObject({ statements: 2, seconds: 160 });
    expect(allowance.usedShare).toBe(0.8);
    expect(allowance.refusal()).toBeUndefined();
    await allowance.count(async () => {});
    expect(allowance.refusal()).toMatch('statements a sweep');
    time += 24 * 3600;
    expect(allowance.usedShare).toBe(0);
  });
});

import fc from 'fast-check';
import { type DeploymentRecord, newUnitState, takeIn } from './records';

const AT = '2026-11-21T09:45:00.000Z';
const runs = (version: string) =>
  ({ version, by: 'promotion 1', regression: 'none' } as const);

const effect = (
  token: number,
  stepKey: string,
  isWhole = true,
): DeploymentRecord => ({
  id: `${token}-${stepKey}`,
  at: AT,
  unit: 'u',
  kind: 'effect',
  token,
  stepKey,
  step: 'write-pin',
  promotionId: 1,
  isWhole,
  detail: '',
  runs: runs(stepKey),
});

const common = { id: 'x', at: AT, unit: 'u' };

describe('takeIn', () => {
  const anyRecord: fc.Arbitrary<DeploymentRecord> = fc.oneof(
    fc.nat(5).map(token => ({ ...common, kind: 'claim' as const, token })),
    fc
      .tuple(fc.nat(5), fc.constantFrom('a', 'b', 'c'), fc.boolean())
      .map(args => effect(...args)),
    fc.constantFrom('f', 'g').map(fault => ({
      ...common,
      kind: 'unmanaged' as const,
      fault,
      runs: runs(fault),
    })),
  );

  it('lets no token go down, and does no step twice', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 40 }), records => {
        const state = newUnitState();
        for (const record of records) {
          const before = state.token;
          const taken = takeIn(state, record);
          expect(state.token).toBeGreaterThanOrEqual(before);
          const isStale = 'token' in record && record.token < before;
          expect(taken === 'stale').toBe(isStale);
        }
        expect(new Set(state.stepKeys).size).toBe(state.stepKeys.length);
      }),
    );
  });

  it('changes nothing but what counts', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { maxLength: 20 }),
        anyRecord,
        (records, last) => {
          const stateAfter = () => {
            const state = newUnitState();
            records.forEach(record => takeIn(state, record));
            return state;
          };
          const state = stateAfter();
          if (takeIn(state, last) !== 'stale') return;
          expect(state).toEqual(stateAfter());
        },
      ),
    );
  });

  it('knows half a step until it is done', () => {
    const state = newUnitState();
    takeIn(state, effect(1, 'a', false));
    expect(state).toMatchObject({ half: { version: 'a' }, stepKeys: [] });
    takeIn(state, effect(1, 'a'));
    expect(state.half).toBeUndefined();
    expect(state.deployed.map(({ version }) => version)).toEqual(['a']);
  });

  it('lets a fault go off as often as it was staged', () => {
    const state = newUnitState();
    const fault = { ...common, kind: 'fault', fault: 'f', times: 2 } as const;
    expect([1, 2, 3].map(() => takeIn(state, fault))).toEqual([
      'taken',
      'taken',
      'known',
    ]);
  });
});

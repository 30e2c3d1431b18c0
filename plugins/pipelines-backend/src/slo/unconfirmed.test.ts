import type {
  DeadlineSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { SloDecision, SloVersion } from './sloRecords';
import { formerPromise, laterBySeconds } from './unconfirmed';

const day = (n: number) => `2026-11-0${n}T00:00:00.000Z`;

function promise(target: number, time = '06:00'): DeadlineSlo {
  return {
    name: 'by-six',
    kind: 'deadline',
    target,
    window: { type: 'rolling', days: 28 },
    deadline: {
      time,
      timezone: 'UTC',
      dataThrough: '00:00',
      completion: { type: 'run' },
    },
  };
}

const version = (n: number, definition: SloDefinition) =>
  ({ validFrom: day(n), definition } as SloVersion);

const decision = (
  id: number,
  n: number,
  options: Partial<SloDecision> = {},
): SloDecision =>
  ({ id, kind: 'loosened-target', fromAt: day(n), ...options } as SloDecision);

describe('formerPromise', () => {
  const versions = [version(1, promise(99)), version(2, promise(95))];

  it('is what was promised before it was loosened, until that is confirmed', () => {
    expect(formerPromise(versions, [decision(7, 2)])).toEqual({
      decisionId: 7,
      since: day(2),
      before: promise(99),
    });
    expect(
      formerPromise(versions, [decision(7, 2, { confirmedAt: day(3) })]),
    ).toBeUndefined();
    expect(formerPromise(versions, [])).toBeUndefined();
  });

  it('stays what it was if the loosening is refused, or a confirmed one taken back', () => {
    const refused = decision(7, 2, { withdrawnAt: day(3) });
    expect(formerPromise(versions, [refused])?.before.target).toBe(99);
    const back = decision(7, 2, { confirmedAt: day(3), withdrawnAt: day(4) });
    expect(formerPromise(versions, [back])?.before.target).toBe(99);
  });

  it('goes back to the strictest of several, and names the newest decision', () => {
    const more = [...versions, version(3, promise(90))];
    expect(formerPromise(more, [decision(7, 2), decision(8, 3)])).toMatchObject(
      { decisionId: 8, since: day(2), before: { target: 99 } },
    );
    expect(
      formerPromise(more, [
        decision(7, 2, { confirmedAt: day(3) }),
        decision(8, 3),
      ]),
    ).toMatchObject({ decisionId: 8, since: day(3), before: { target: 95 } });
  });

  it('is over once the promise is as strict again', () => {
    const again = [...versions, version(3, promise(99.5))];
    expect(formerPromise(again, [decision(7, 2)])).toBeUndefined();
  });
});

describe('laterBySeconds', () => {
  it('says by how much a limit is later, where a verdict can tell', () => {
    expect(laterBySeconds(promise(99), promise(99, '06:30'))).toBe(1800);
    expect(laterBySeconds(promise(99, '06:30'), promise(99))).toBe(0);
    const elsewhere = promise(99, '07:00');
    elsewhere.deadline.timezone = 'Asia/Kolkata';
    expect(laterBySeconds(promise(99), elsewhere)).toBeUndefined();
  });
});

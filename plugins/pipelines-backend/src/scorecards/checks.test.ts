import fc from 'fast-check';
import type { FactReading } from '@sluice/plugin-pipelines-node';
import { checkPipeline, type Exemption } from './checks';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const SUBJECT = {
  entityRef: 'component:default/orders',
  type: 'airflow-dag',
  tier: 1,
  lifecycle: 'production',
  classification: ['sox'],
  owner: 'group:default/commerce',
};
const AT = '2026-11-26T12:00:00.000Z';
const known = (
  value: boolean | number | string,
  at: string = AT,
): FactReading => ({
  entityRef: SUBJECT.entityRef,
  fact: 'f',
  at,
  source: 'test',
  state: 'known',
  value,
});

const scorecardWith = (check: object) =>
  scorecardSchema.parse({
    id: 'readiness',
    title: 'Readiness',
    levels: [
      {
        name: 'bronze',
        checks: [
          { id: 'one', title: 'One', fact: 'f', toPass: 'Do it', ...check },
        ],
      },
    ],
  });

const check = (
  how: object,
  reading: FactReading | undefined,
  exemptions: Exemption[] = [],
  at: string = AT,
) =>
  checkPipeline({
    scorecard: scorecardWith(how),
    subject: SUBJECT,
    readings: new Map(reading ? [['f', reading]] : []),
    exemptions,
    at,
  });

const exemption = (from: string, until: string): Exemption => ({
  scorecard: 'readiness',
  check: 'one',
  entityRef: SUBJECT.entityRef,
  from,
  until,
});

describe('checkPipeline', () => {
  it.each<[object, boolean | number | string, string]>([
    [{ is: true }, true, 'passed'],
    [{ is: true }, false, 'failed'],
    [{ is: false }, false, 'passed'],
    [{ atLeast: 5 }, 5, 'passed'],
    [{ atLeast: 5 }, 4.99, 'failed'],
    [{ atMost: 0 }, 0, 'passed'],
    [{ atMost: 0 }, 1, 'failed'],
    [{ oneOf: ['FULL', 'BACKWARD'] }, 'BACKWARD', 'passed'],
    [{ oneOf: ['FULL', 'BACKWARD'] }, 'NONE', 'failed'],
  ])('%j of %s has %s', (how, value, state) => {
    expect(check(how, known(value))).toEqual([{ check: 'one', state, value }]);
  });

  it('says of what nobody read that it is unknown', () => {
    expect(check({ is: true }, undefined)).toEqual([
      { check: 'one', state: 'unknown', reason: 'Nobody has read it yet' },
    ]);
  });

  it('takes the word of a provider that it can’t tell, or that it makes no sense', () => {
    for (const state of ['unknown', 'not-applicable'] as const) {
      const { at, entityRef, fact, source } = known(true);
      expect(
        check(
          { is: true },
          { entityRef, fact, at, source, state, reason: 'Why' },
        ),
      ).toEqual([{ check: 'one', state, reason: 'Why' }]);
    }
  });

  it('believes no fact that is too old', () => {
    const old = known(true, '2026-11-25T11:59:00.000Z');
    expect(check({ is: true, maxAgeHours: 25 }, old)).toMatchObject([
      { state: 'passed' },
    ]);
    expect(check({ is: true, maxAgeHours: 24 }, old)).toEqual([
      {
        check: 'one',
        state: 'unknown',
        value: true,
        reason: 'It was read 24 h ago, and may be 24 h old',
      },
    ]);
  });

  it('leaves out checks of other pipelines', () => {
    expect(
      check({ is: true, appliesTo: { types: ['spark-job'] } }, known(true)),
    ).toEqual([]);
  });

  it('exempts what fails or is unknown, until the later end', () => {
    const of = [
      exemption('2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      exemption('2026-11-01T00:00:00.000Z', '2026-12-24T00:00:00.000Z'),
    ];
    const exempt = { state: 'exempt', exemptUntil: of[1].until };
    expect(check({ is: true }, known(false), of)).toMatchObject([exempt]);
    expect(check({ is: true }, undefined, of)).toMatchObject([exempt]);
    // What passes needs none.
    expect(check({ is: true }, known(true), of)).toEqual([
      { check: 'one', state: 'passed', value: true },
    ]);
  });

  it('exempts nothing by an exemption of another pipeline, check or scorecard', () => {
    const other = exemption(
      '2026-11-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    );
    for (const of of [
      { ...other, entityRef: 'component:default/other' },
      { ...other, check: 'two' },
      { ...other, scorecard: 'sox' },
    ]) {
      expect(check({ is: true }, known(false), [of])).toMatchObject([
        { state: 'failed' },
      ]);
    }
  });

  it('knows an exemption from its first moment to the one before its end, and not a millisecond longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: -10, max: 2_000_010 }),
        (from, length, at) => {
          const start = Date.parse(AT);
          const iso = (ms: number) => new Date(start + ms).toISOString();
          const [{ state }] = check(
            { is: true },
            known(false),
            [exemption(iso(from), iso(from + length))],
            iso(at),
          );
          expect(state).toBe(
            at >= from && at < from + length ? 'exempt' : 'failed',
          );
        },
      ),
    );
  });
});

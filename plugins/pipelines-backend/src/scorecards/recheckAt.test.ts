import fc from 'fast-check';
import type { FactReading } from '@sluice/plugin-pipelines-node';
import { checkPipeline, type Exemption } from './checks';
import { recheckAt } from './recheckAt';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const START = Date.parse('2026-11-26T12:00:00.000Z');
const iso = (minutes: number) =>
  new Date(START + minutes * 60_000).toISOString();

const SCORECARD = scorecardSchema.parse({
  id: 'readiness',
  title: 'Readiness',
  levels: [
    {
      name: 'bronze',
      checks: [
        {
          id: 'a',
          title: 'A',
          fact: 'f',
          is: true,
          toPass: 'x',
          maxAgeHours: 1,
        },
        { id: 'b', title: 'B', fact: 'g', is: true, toPass: 'x' },
      ],
    },
  ],
});
const SUBJECT = {
  entityRef: 'component:default/orders',
  type: 'airflow-dag',
  tier: 1,
  lifecycle: 'production',
  classification: [],
  owner: 'group:default/commerce',
};
const reading = (fact: string, at: number, value: boolean): FactReading => ({
  entityRef: SUBJECT.entityRef,
  fact,
  at: iso(at),
  source: 'test',
  state: 'known',
  value,
});

describe('recheckAt', () => {
  it('is never where nothing depends on time', () => {
    expect(
      recheckAt({
        scorecard: SCORECARD,
        readings: new Map([['g', reading('g', -600, true)]]),
        exemptions: [],
        at: iso(0),
      }),
    ).toBeUndefined();
  });

  it('misses no moment at which a result changes by itself', () => {
    const exemption = fc
      .record({
        check: fc.constantFrom('a', 'b'),
        from: fc.integer({ min: -100, max: 100 }),
        length: fc.integer({ min: 1, max: 100 }),
      })
      .map(
        ({ check, from, length }): Exemption => ({
          scorecard: 'readiness',
          check,
          entityRef: SUBJECT.entityRef,
          from: iso(from),
          until: iso(from + length),
        }),
      );
    fc.assert(
      fc.property(
        fc.array(exemption, { maxLength: 4 }),
        fc.tuple(fc.boolean(), fc.boolean()),
        fc.integer({ min: -90, max: 0 }),
        fc.integer({ min: 1, max: 200 }),
        (exemptions, [f, g], readAt, later) => {
          const readings = new Map([
            ['f', reading('f', readAt, f)],
            ['g', reading('g', readAt, g)],
          ]);
          const of = { scorecard: SCORECARD, readings, exemptions };
          const at = (minutes: number) =>
            checkPipeline({ ...of, subject: SUBJECT, at: iso(minutes) }).map(
              ({ exemptUntil, state }) => [state, exemptUntil],
            );
          const next = recheckAt({ ...of, at: iso(0) });
          fc.pre(next === undefined || iso(later) < next);
          expect(at(later)).toEqual(at(0));
        },
      ),
    );
  });
});

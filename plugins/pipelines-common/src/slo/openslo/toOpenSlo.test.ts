import fc from 'fast-check';
import { arbitrarySlo } from '../__testUtils__/arbitrarySlo';
import type { SloDefinition } from '../definition';
import { fromOpenSlo } from './fromOpenSlo';
import { toOpenSlo } from './toOpenSlo';

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const entityRefOf = (slo: SloDefinition) =>
  `${slo.selector ? 'system' : 'component'}:default/orders`;

describe('toOpenSlo', () => {
  it('writes a deadline with what OpenSLO has no words for in annotations', () => {
    expect(
      toOpenSlo(
        {
          name: 'by-six',
          kind: 'deadline',
          title: 'Ready at 06:00',
          target: 99,
          window: {
            type: 'calendar',
            unit: 'quarter',
            timezone: 'America/New_York',
          },
          owner: 'group:default/finance-data',
          selector: { tiers: [1] },
          deadline: {
            time: '06:00',
            timezone: 'America/New_York',
            calendar: 'business-days',
            dataThrough: '04:30',
            completion: { type: 'task', taskId: 'load' },
          },
        },
        { entityRef: 'system:default/finance' },
      ),
    ).toEqual({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: {
        name: 'by-six',
        displayName: 'Ready at 06:00',
        annotations: {
          'sluice.dev/slo-entity': 'system:default/finance',
          'sluice.dev/slo-kind': 'deadline',
          'sluice.dev/slo-owner': 'group:default/finance-data',
          'sluice.dev/slo-selector': '{"tier":[1]}',
          'sluice.dev/slo-deadline': '06:00',
          'sluice.dev/slo-zone': 'America/New_York',
          'sluice.dev/slo-calendar': 'business-days',
          'sluice.dev/slo-data-through': '04:30',
          'sluice.dev/slo-completion': 'task:load',
        },
      },
      spec: {
        service: 'finance',
        indicator: {
          metadata: { name: 'by-six' },
          spec: {
            ratioMetric: {
              counter: false,
              good: {
                metricSource: {
                  type: 'sluice',
                  spec: {
                    entityRef: 'system:default/finance',
                    slo: 'by-six',
                    count: 'good',
                  },
                },
              },
              total: {
                metricSource: {
                  type: 'sluice',
                  spec: {
                    entityRef: 'system:default/finance',
                    slo: 'by-six',
                    count: 'total',
                  },
                },
              },
            },
          },
        },
        timeWindow: [
          {
            duration: '1Q',
            isRolling: false,
            calendar: {
              startTime: '2026-01-01 00:00:00',
              timeZone: 'America/New_York',
            },
          },
        ],
        budgetingMethod: 'Occurrences',
        objectives: [{ targetPercent: 99 }],
      },
    });
  });

  it.each([
    [60, '1m'],
    [300, '5m'],
    [3_600, '1h'],
    [30, 0.5],
  ])('writes slices of %d s as %p', (sliceSeconds, expected) => {
    const { spec } = toOpenSlo(
      {
        name: 'fresh',
        kind: 'freshness',
        target: 99,
        window: { type: 'rolling', days: 30 },
        freshness: { maxSeconds: 180, sliceSeconds },
      },
      { entityRef: 'component:default/orders' },
    );
    expect(spec).toMatchObject({
      budgetingMethod: 'Timeslices',
      timeWindow: [{ duration: '30d', isRolling: true }],
      objectives: [
        {
          op: 'lt',
          value: 180,
          targetPercent: 99,
          timeSliceTarget: 1,
          timeSliceWindow: expected,
        },
      ],
    });
  });

  it('is read back as the same definition, and nothing is lost', () => {
    fc.assert(
      fc.property(arbitrarySlo(), slo => {
        const entityRef = entityRefOf(slo);
        const { slos, problems } = fromOpenSlo([
          throughJson(toOpenSlo(slo, { entityRef })),
        ]);
        expect(problems.filter(p => p.level === 'error')).toEqual([]);
        expect(slos).toStrictEqual([
          { slo, service: 'orders', entityRef, lost: [] },
        ]);
      }),
    );
  });

  it('is written again as the same document', () => {
    fc.assert(
      fc.property(arbitrarySlo(), slo => {
        const document = toOpenSlo(slo, { entityRef: entityRefOf(slo) });
        const [read] = fromOpenSlo([throughJson(document)]).slos;
        expect(
          toOpenSlo(read.slo, { entityRef: read.entityRef! }),
        ).toStrictEqual(document);
      }),
    );
  });
});

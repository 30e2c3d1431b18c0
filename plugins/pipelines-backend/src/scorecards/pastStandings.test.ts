import type { FactReading } from '@sluice/plugin-pipelines-node';
import { pastStandings } from './pastStandings';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const A = 'component:default/a';
const NOW = '2026-11-26T12:00:00.000Z';
const versioned = {
  digest: 'd',
  scorecard: scorecardSchema.parse({
    id: 'readiness',
    title: 'Readiness',
    levels: [
      {
        name: 'bronze',
        checks: [
          { id: 'docs', title: 'D', fact: 'docs', is: true, toPass: 'W' },
        ],
      },
    ],
  }),
};
const subject = {
  entityRef: A,
  type: 'airflow-dag',
  tier: 1,
  lifecycle: 'production',
  classification: [],
  owner: 'group:default/x',
};
const docs = (reading: Partial<FactReading>): FactReading =>
  ({
    entityRef: A,
    fact: 'docs',
    at: NOW,
    source: 'catalog',
    ...reading,
  } as FactReading);

const told = (reading: FactReading, otherwiseUntil: number) =>
  pastStandings({
    versioned,
    subjects: [subject],
    readings: new Map([[A, new Map([['docs', reading]])]]),
    days: 5,
    before: daysAgo =>
      daysAgo >= otherwiseUntil
        ? [{ entityRef: A, fact: 'docs', value: false }]
        : [],
    now: NOW,
  });

describe('pastStandings', () => {
  it('checks each day by the facts of then, and says when a level changed', () => {
    const { changes, days, since } = told(
      docs({ state: 'known', value: true }),
      3,
    );
    expect(days.map(({ date, level }) => [date, level])).toEqual([
      ['2026-11-21', ''],
      ['2026-11-22', ''],
      ['2026-11-23', ''],
      ['2026-11-24', 'bronze'],
      ['2026-11-25', 'bronze'],
    ]);
    expect(changes).toMatchObject([
      { from: undefined, to: 'bronze', reasons: [{ check: 'docs' }] },
    ]);
    expect(changes[0].at.slice(0, 10)).toBe('2026-11-24');
    expect(since.get(A)).toBe(changes[0].at);
  });

  it('makes nothing up of what isn’t known', () => {
    const { changes, days } = told(
      docs({ state: 'unknown', reason: 'Down' }),
      3,
    );
    expect(new Set(days.map(({ level }) => level))).toEqual(new Set(['']));
    expect(changes).toEqual([]);
  });
});

import type { CheckState } from './checks';
import { moversOf, ownerStandings, toDosOf, trendOf } from './ownerStandings';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const check = (id: string, effort: string) => ({
  id,
  title: id,
  fact: id,
  is: true,
  toPass: 'x',
  effort,
});
const scorecard = scorecardSchema.parse({
  id: 'readiness',
  title: 'Readiness',
  levels: [
    { name: 'bronze', checks: [check('docs', 'hours')] },
    {
      name: 'silver',
      checks: [check('budget', 'weeks'), check('runbook', 'minutes')],
    },
  ],
});
const result = (
  name: string,
  owner: string,
  level: string | null,
  states: CheckState[],
) => ({
  entityRef: `component:default/${name}`,
  owner,
  level,
  checks: ['docs', 'budget', 'runbook'].map((id, i) => ({
    check: id,
    state: states[i],
  })),
});
const results = [
  result('a', 'x', 'bronze', ['passed', 'failed', 'unknown']),
  result('b', 'x', 'bronze', ['passed', 'passed', 'failed']),
  result('c', 'y', null, ['failed', 'passed', 'failed']),
  result('d', 'z', 'silver', ['passed', 'exempt', 'passed']),
];
const days = [
  { date: '2026-11-24', owner: 'x', level: '', pipelines: 2 },
  { date: '2026-11-25', owner: 'x', level: 'bronze', pipelines: 1 },
  { date: '2026-11-25', owner: 'x', level: '', pipelines: 1 },
  { date: '2026-11-25', owner: 'y', level: 'gone', pipelines: 1 },
];

describe('ownerStandings', () => {
  const owners = ownerStandings({
    scorecard,
    results,
    days,
    moved: new Map([['x', { up: 1, down: 0 }]]),
  });

  it('puts the lowest first, with counts, trend and exemptions', () => {
    expect(
      owners.map(({ exemptions, level, levels, owner, trend, up }) => [
        owner,
        level,
        levels,
        exemptions,
        up,
        trend.length,
      ]),
    ).toEqual([
      ['y', undefined, [1, 0, 0], 0, 0, 1],
      ['x', 'bronze', [0, 2, 0], 0, 1, 2],
      ['z', 'silver', [0, 0, 1], 1, 0, 0],
    ]);
    expect(owners[1].checks[2]).toEqual({
      check: 'runbook',
      passed: 0,
      failed: 1,
      unknown: 1,
      exempt: 0,
      notApplicable: 0,
    });
  });

  it('says who moved most since the trend began', () => {
    expect(moversOf(owners)).toEqual([{ owner: 'x', from: 0, to: 1 }]);
  });

  it('counts a level that the scorecard no longer has as below the first', () => {
    expect(trendOf(scorecard, days).at(-1)).toEqual({
      date: '2026-11-25',
      level: undefined,
      pipelines: [2, 1, 0],
    });
  });
});

it('says what moves most pipelines up, with the least effort first', () => {
  expect(
    toDosOf(scorecard, results).map(({ check: id, movesUp, pipelines }) => [
      id,
      movesUp,
      pipelines.length,
    ]),
  ).toEqual([
    ['runbook', 1, 2],
    ['docs', 1, 1],
    ['budget', 0, 1],
  ]);
});

import {
  campaignPipelines,
  campaignProgress,
  dueAt,
  reminderDue,
} from './campaignProgress';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const scorecard = scorecardSchema.parse({
  id: 'readiness',
  title: 'Readiness',
  levels: [
    {
      name: 'bronze',
      checks: [
        { id: 'docs', title: 'Docs', fact: 'docs', is: true, toPass: 'Write' },
      ],
    },
  ],
});
const campaign = {
  id: 'write',
  title: 'Write docs',
  scorecard: 'readiness',
  check: 'docs',
  due: '2026-12-18',
  remindDays: [14, 3],
};
const result = (name: string, owner: string, state: string) => ({
  entityRef: `component:default/${name}`,
  owner: `group:default/${owner}`,
  level: null,
  checks: [{ check: 'docs', state: state as 'passed' }],
});
const results = [
  result('a', 'x', 'passed'),
  result('b', 'x', 'failed'),
  result('c', 'y', 'unknown'),
  result('d', 'y', 'exempt'),
  result('e', 'y', 'not-applicable'),
];

describe('campaignProgress', () => {
  const progress = (owners: string[] | undefined, at: string) =>
    campaignProgress({
      campaign,
      scorecard,
      pipelines: campaignPipelines({ check: 'docs', owners }, results),
      reminded: new Map([['group:default/x', at]]),
      at,
    });

  it('counts what isn’t known as left, and leaves out what the check makes no sense of', () => {
    expect(progress(undefined, '2026-12-01T00:00:00.000Z')).toMatchObject({
      state: 'running',
      pipelines: 4,
      passed: 1,
      exempt: 1,
      left: 2,
      owners: [
        { owner: 'group:default/x', left: 1, passed: 1 },
        { owner: 'group:default/y', left: 1, exempt: 1 },
      ],
    });
  });

  it('is overdue from the end of its last day on, and about its owners alone', () => {
    expect(dueAt(campaign)).toBe('2026-12-19T00:00:00.000Z');
    expect(progress(undefined, '2026-12-18T23:59:59.999Z').state).toBe(
      'running',
    );
    expect(progress(['group:default/x'], dueAt(campaign))).toMatchObject({
      state: 'overdue',
      pipelines: 2,
    });
  });

  it('is done when nothing is left, and when it is about nothing', () => {
    expect(progress(['group:default/nobody'], dueAt(campaign))).toMatchObject({
      state: 'done',
      pipelines: 0,
    });
  });
});

describe('reminderDue', () => {
  it.each([
    ['2026-12-01T00:00:00.000Z', undefined],
    ['2026-12-04T00:00:00.000Z', 14],
    ['2026-12-14T23:59:59.000Z', 14],
    ['2026-12-15T00:00:00.000Z', 3],
    ['2026-12-18T23:59:59.999Z', 3],
    ['2026-12-19T00:00:00.000Z', -1],
  ])('at %s is %s', (at, days) => {
    expect(reminderDue(campaign, at)).toBe(days);
  });
});

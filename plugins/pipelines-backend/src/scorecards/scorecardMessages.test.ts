import type { LevelChange } from './ResultStore';
import {
  campaignMessage,
  exemptionMessage,
  levelMessages,
} from './scorecardMessages';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';

const AT = '2026-11-26T12:00:00.000Z';
const check = { title: 'D', fact: 'd', is: true, toPass: 'W' };
const scorecard = scorecardSchema.parse({
  id: 'readiness',
  title: 'Readiness',
  levels: [
    { name: 'bronze', checks: [{ ...check, id: 'docs' }] },
    { name: 'silver', checks: [{ ...check, id: 'runbook' }] },
  ],
});
const change = (
  name: string,
  from: string | undefined,
  to: string | undefined,
  states: [LevelChange['reasons'][0]['from'], LevelChange['reasons'][0]['to']],
): LevelChange => ({
  scorecardId: 'readiness',
  entityRef: `component:default/${name}`,
  owner: 'group:default/x',
  at: AT,
  from,
  to,
  reasons: [{ check: 'docs', from: states[0], to: states[1] }],
});

describe('levelMessages', () => {
  const of = (...changes: LevelChange[]) =>
    levelMessages(changes, id => (id === 'readiness' ? scorecard : undefined));

  it('tells an owner once of all that moved', () => {
    const [message, ...others] = of(
      change('a', 'silver', undefined, ['passed', 'failed']),
      change('b', 'bronze', 'silver', ['failed', 'passed']),
    );
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      to: { type: 'owner', ref: 'group:default/x' },
      message: {
        title: 'Readiness: 1 rose, 1 fell',
        severity: 'normal',
        urgency: 'maintenance',
        link: '/pipelines/scorecards/readiness',
      },
    });
    expect(message.message.description).toContain(
      'a: silver → no level (docs failed)',
    );
  });

  it('names the one that moved', () => {
    expect(
      of(change('a', 'silver', 'bronze', ['passed', 'failed']))[0].message
        .title,
    ).toBe('Readiness: a fell to bronze');
  });

  it.each([
    ['became known', 'unknown', 'passed'],
    ['can’t be read any more', 'passed', 'unknown'],
  ] as const)('tells nobody of what only %s', (_, from, to) => {
    expect(of(change('a', 'bronze', 'silver', [from, to]))).toEqual([]);
  });
});

it('tells of an exemption that ends, and of a campaign', () => {
  expect(
    exemptionMessage(
      {
        id: 3,
        scorecardId: 'readiness',
        check: 'docs',
        entityRef: 'component:default/a',
        reason: 'It moves',
        requestedBy: 'user:default/ines',
        requestedAt: AT,
        approvalId: 1,
        fromAt: AT,
        untilAt: '2026-12-01T08:00:00.000Z',
        endedAt: null,
        endedBy: null,
        remindedAt: null,
      },
      { owner: 'group:default/x', checkTitle: 'Documented', at: AT },
    ).message.title,
  ).toBe('An exemption of a ends on 2026-12-01');
  const campaign = {
    id: 'write',
    title: 'Write docs',
    scorecard: 'readiness',
    check: 'docs',
    due: '2026-12-18',
    remindDays: [],
  };
  const of = {
    owner: 'group:default/x',
    left: ['component:default/a'],
    at: AT,
  };
  expect(
    [false, true].map(
      isOverdue =>
        campaignMessage(campaign, { ...of, isOverdue }).message.title,
    ),
  ).toEqual([
    'Write docs: 1 to do by 2026-12-18',
    'Write docs: 1 overdue since 2026-12-18',
  ]);
});

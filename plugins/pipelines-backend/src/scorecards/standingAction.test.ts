import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { registerStandingAction } from './standingAction';

const standing = {
  scorecardId: 'readiness',
  scorecardTitle: 'Readiness',
  levels: ['bronze', 'silver'],
  entityRef: 'component:default/a',
  owner: 'group:default/x',
  level: 'bronze',
  levelSince: '2026-11-26T12:00:00.000Z',
  changedAt: '2026-11-26T12:00:00.000Z',
  coverage: 1,
  checks: [],
  next: {
    level: 'silver',
    lacksCoverage: false,
    missing: [
      {
        check: 'budget',
        title: 'Budget left',
        level: 'silver',
        state: 'unknown' as const,
        reason: 'Its source is down',
        condition: { atLeast: 0.1 },
        effort: 'weeks' as const,
        toPass: 'Repair it',
      },
    ],
  },
};

const open = () => {
  const registry = actionsRegistryServiceMock();
  registerStandingAction({
    registry,
    queries: {
      ofPipeline: async ref => (ref === standing.entityRef ? [standing] : []),
      ofOwner: async owner => ({ owner, items: [], toDo: [] }),
    },
    scopeOf: async () => ({}),
  });
  return (entityRef: string) =>
    registry.invoke({
      id: 'test:scorecard-standing',
      input: { entityRef },
      credentials: mockCredentials.user(),
    });
};

describe('the action scorecard-standing', () => {
  it('tells how a pipeline stands, and what would move it up', async () => {
    const { output } = await open()('Component:default/A');
    expect(output).toEqual({
      entityRef: 'component:default/a',
      standings: [
        {
          scorecard: 'Readiness',
          level: 'bronze',
          pipelines: 1,
          nextLevel: 'silver',
        },
      ],
      steps: [
        {
          scorecard: 'Readiness',
          check: 'Budget left',
          effort: 'weeks',
          toDo: 'Repair it',
          because: "It isn't known: Its source is down",
        },
      ],
    });
  });

  it.each([
    ['orders', 'has to be a full ref'],
    ['group:default/nobody', 'No scorecard is about group:default/nobody'],
  ])('refuses %s', async (ref, message) => {
    await expect(open()(ref)).rejects.toThrow(message);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { ScorecardTask, subjectOf } from './ScorecardTask';

const START = Date.parse('2026-11-26T12:00:00.000Z');
const time = { now: START };

/** A task whose rounds find nothing to do. */
function open(options: { caughtUpAfterMs: number; known?: string[] }) {
  const rounds: number[] = [];
  const nothing = async () => {};
  const task = new ScorecardTask({
    database: { transaction: nothing } as never,
    fleet: { facts: async () => [] },
    providers: () => [],
    past: () => undefined,
    library: {
      read: async () => {
        rounds.push(time.now - START);
      },
      keep: nothing,
      current: async () => ({ scorecards: [], campaigns: [], problems: [] }),
    } as never,
    evaluator: { recheck: nothing, check: nothing } as never,
    readings: { remove: nothing } as never,
    results: { entityRefs: async () => options.known ?? [] } as never,
    days: { count: nothing, trim: nothing } as never,
    campaigns: { remind: nothing } as never,
    reminders: { run: nothing } as never,
    demo: {} as never,
    everyMinutes: 5,
    isCaughtUp: async () => time.now - START >= options.caughtUpAfterMs,
    logger: mockServices.logger.mock(),
    now: () => new Date(time.now),
  });
  return { task, rounds };
}

async function firstRound(options: Parameters<typeof open>[0]) {
  time.now = START;
  const { rounds, task } = open(options);
  const scheduler = mockServices.scheduler();
  await task.schedule(scheduler);
  await scheduler.triggerTask('pipelines-scorecards');
  while (rounds.length === 0) {
    time.now += 10_000;
    await scheduler.triggerTask('pipelines-scorecards-changes');
  }
  // It is over with that: the next one comes by its schedule.
  await scheduler.triggerTask('pipelines-scorecards-changes');
  expect(rounds).toHaveLength(1);
  return rounds[0];
}

describe('ScorecardTask', () => {
  it.each([
    ['at once where all is judged', { caughtUpAfterMs: 0 }, 0],
    ['once all is judged', { caughtUpAfterMs: 25_000 }, 30_000],
    ['after a minute whatever is left', { caughtUpAfterMs: Infinity }, 60_000],
    [
      'at once where it has begun before',
      { caughtUpAfterMs: Infinity, known: ['component:default/a'] },
      0,
    ],
  ])('begins %s', async (_, options, after) => {
    expect(await firstRound(options)).toBe(after);
  });
});

it('takes a pipeline without a domain for one of none', () => {
  const pipeline = {
    entityRef: 'component:default/a',
    type: 'airflow-dag',
    tier: 1,
    lifecycle: 'production',
    classification: [],
    owner: 'group:default/x',
    domain: '',
  };
  expect(subjectOf(pipeline).domain).toBeUndefined();
});

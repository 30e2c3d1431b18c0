import type {
  DurationSlo,
  SloCompletion,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { RunHistory } from '../observations';
import { judgeMember } from './judgeMember';

const NOW = new Date('2026-11-21T06:00:00.000Z');

const history: RunHistory = {
  runs: [],
  readThrough: NOW.toISOString(),
  schedule: { cron: '0 0 * * *', timezone: 'UTC' },
  paused: false,
};

const bySix = (completion: SloCompletion): SloDefinition => ({
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { type: 'rolling', days: 28 },
  deadline: {
    time: '06:00',
    timezone: 'UTC',
    dataThrough: '00:00',
    completion,
  },
});
const within = (duration: Partial<DurationSlo['duration']>): SloDefinition => ({
  name: 'within',
  kind: 'duration',
  target: 95,
  window: { type: 'rolling', days: 28 },
  duration: { maxSeconds: 3600, completion: { type: 'run' }, ...duration },
});

const states = async (definition: SloDefinition, runs = history) => {
  const judged = await judgeMember({
    definition,
    due: { from: '2026-11-19T00:00:00.000Z' },
    activeFrom: '2026-11-01T00:00:00.000Z',
    now: NOW,
    decisions: [],
    history: async () => runs,
  });
  return judged?.verdicts.map(v => v.state);
};

describe('judgeMember', () => {
  it.each([
    ['a run', bySix({ type: 'run' }), 'MISSING'],
    ['a task of a run', bySix({ type: 'task', taskId: 'load' }), 'MISSING'],
    ['a run in time', within({}), 'MISSING'],
  ])('judges by %s', async (_, definition, state) => {
    expect(await states(definition)).toContain(state);
  });

  it.each([
    [
      'the update of a dataset',
      bySix({ type: 'dataset', entityRef: 'resource:default/t' }),
    ],
    ['the reach of the data', bySix({ type: 'freshness' })],
    [
      'a path to a dataset',
      within({ from: 'component:default/a', to: 'resource:default/t' }),
    ],
  ])(
    'claims nothing about %s, which is not observed',
    async (_, definition) => {
      expect(await states(definition)).toBeUndefined();
    },
  );

  it('does not expect what is switched off to run', async () => {
    expect(
      await states(bySix({ type: 'run' }), { ...history, paused: true }),
    ).not.toContain('MISSING');
  });

  it('can not tell about a task whose run is there, but not its tasks', async () => {
    const run = {
      id: 1,
      sourceId: 'airflow',
      environment: 'prod',
      externalPipelineId: 1,
      externalRunId: 'r1',
      state: 'success' as const,
      runType: 'scheduled' as const,
      runAfter: '2026-11-20T00:00:00.000Z',
      logicalDate: null,
      dataIntervalStart: '2026-11-19T00:00:00.000Z',
      dataIntervalEnd: '2026-11-20T00:00:00.000Z',
      queuedAt: null,
      startedAt: '2026-11-20T00:05:00.000Z',
      endedAt: '2026-11-20T01:00:00.000Z',
      version: null,
      url: null,
      note: null,
      observedAt: '2026-11-20T01:00:10.000Z',
      firstStartedAt: '2026-11-20T00:05:00.000Z',
      firstSuccessAt: '2026-11-20T01:00:00.000Z',
      cleared: false,
      durationMs: 3_300_000,
      doneAfterMs: 3_600_000,
    };
    const task = bySix({ type: 'task', taskId: 'load' });
    expect(await states(task, { ...history, runs: [run] })).toContain(
      'UNKNOWN',
    );
    expect(
      await states(bySix({ type: 'run' }), { ...history, runs: [run] }),
    ).toContain('GOOD');
  });
});

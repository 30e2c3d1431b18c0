import type { LagStatus } from '@sluice/plugin-pipelines-common';
import { memberHealth } from './memberHealth';

const MEMBER = 'component:default/orders_enrichment';
const DEPLOYED = '2026-03-02T10:00:00.000Z';
const minute = (minutes: number) =>
  new Date(Date.parse(DEPLOYED) + minutes * 60_000).toISOString();

const run = (id: string, startedAt: string, more: object = {}) => ({
  externalRunId: id,
  runType: 'continuous',
  state: 'running',
  startedAt,
  endedAt: null,
  version: null,
  ...more,
});

/** What is known half an hour after the deployment. */
const runsSince = (known: {
  runs?: object[];
  readThrough?: string;
  schedule?: object;
  groups?: Array<{
    readAt: string;
    changes: Array<{ at: string; status: LagStatus }>;
  }>;
}) => {
  const { groups = [], readThrough = minute(30), runs = [], schedule } = known;
  return memberHealth({
    fleet: { findAll: async () => new Map([[MEMBER, { id: 7 }]]) },
    observations: {
      history: async () => ({
        runs,
        readThrough: runs.length > 0 ? readThrough : null,
        schedule,
        firstPlace: runs.length > 0 ? minute(-600) : undefined,
      }),
    },
    lag: { service: { healthSince: async () => groups } },
    slos: {},
    production: 'prod',
    now: () => new Date(minute(30)),
  } as any).runsSince([MEMBER], 'prod', DEPLOYED);
};

const groupOk = {
  readAt: minute(30),
  changes: [{ at: minute(-60), status: 'ok' as const }],
};

describe('memberHealth', () => {
  it('takes runs that started since as they are', async () => {
    const runs = [
      run('before', minute(-5), { runType: 'scheduled' }),
      run('good', minute(1), {
        runType: 'scheduled',
        state: 'success',
        endedAt: minute(4),
        version: '2.0.0',
      }),
      run('queued', minute(8), { runType: 'manual', state: 'queued' }),
    ];
    expect(await runsSince({ runs, groups: [groupOk] })).toEqual([
      {
        member: MEMBER,
        runId: 'good',
        state: 'success',
        startedAt: minute(1),
        endedAt: minute(4),
        scheduled: true,
        version: '2.0.0',
      },
      {
        member: MEMBER,
        runId: 'queued',
        state: 'running',
        startedAt: minute(8),
        endedAt: undefined,
        scheduled: false,
        version: undefined,
      },
    ]);
  });

  it('counts ten minutes in which a consumer lives and reads as a run', async () => {
    const runs = [run('p1', minute(1), { version: '2.0.0' })];
    const found = await runsSince({ runs, groups: [groupOk] });
    expect(found.map(each => [each.runId, each.state])).toEqual([
      ['p1', 'running'],
      [`steady since ${minute(1)}`, 'success'],
      [`steady since ${minute(11)}`, 'success'],
    ]);
    expect(found.map(each => each.version)).toEqual(Array(3).fill('2.0.0'));
  });

  it('counts none of a process that has not been read for long', async () => {
    const runs = [run('p1', minute(1))];
    const found = await runsSince({ runs, readThrough: minute(9) });
    expect(found.map(each => each.state)).toEqual(['running']);
  });

  it('counts none where the process is still the one from before', async () => {
    const runs = [run('p0', minute(-300))];
    expect(await runsSince({ runs, groups: [groupOk] })).toEqual([]);
  });

  it('goes by the consumer group where nothing shows processes', async () => {
    expect(await runsSince({ groups: [groupOk] })).toHaveLength(3);
    const stalls = {
      ...groupOk,
      changes: [{ at: minute(2), status: 'stall' as const }],
    };
    expect(await runsSince({ groups: [groupOk, stalls] })).toEqual([]);
  });

  it('counts none where nothing is watched, nor of what has a schedule', async () => {
    expect(await runsSince({})).toEqual([]);
    expect(
      await runsSince({ groups: [groupOk], schedule: { cron: '0 6 * * *' } }),
    ).toEqual([]);
  });
});

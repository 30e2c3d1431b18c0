import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunBatch, RunSource } from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';

jest.setTimeout(60_000);

/** A source that gives the next of the scripted answers at each sweep, and remembers the cursors that it was given. */
function scripted(
  answers: Array<RunBatch[] | Error>,
  options: Partial<RunSource> = {},
) {
  const cursors: unknown[] = [];
  const source = fakeSource({
    ...options,
    async *collect({ cursor }) {
      cursors.push(cursor);
      const answer = answers.shift() ?? [];
      if (answer instanceof Error) throw answer;
      yield* answer;
    },
  });
  return { source, cursors };
}

describe('collecting', () => {
  const databases = TestDatabases.create();
  const entities = [dagEntity('close-day', 'close_day')];
  const start = (databaseId: any, sources: RunSource[], more: object = {}) =>
    createPortal({ databases, databaseId, sources, entities, ...more });

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    it('shows an outage as unknown within two polls, and the recovery with the next success', async () => {
      const down = new Error('connect ECONNREFUSED 10.0.0.7:8080');
      const { source } = scripted([
        [{ cursor: 1, runs: [run()], definitions: [definition('close_day')] }],
        down,
        down,
        [{ cursor: 2 }],
      ]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({ status: 'ok' });

      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({ status: 'ok' });
      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({
        status: 'unknown',
        statusReason: {
          code: 'source-failing',
          source: 'Airflow production',
          at: expect.stringMatching(/^2026-11-21T06:01/),
        },
        lastRun: { state: 'success' },
      });
      expect(await portal.observations.sources()).toMatchObject([
        {
          consecutiveErrors: 2,
          message: 'connect ECONNREFUSED 10.0.0.7:8080',
          health: { status: 'failing', readable: false },
        },
      ]);

      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({ status: 'ok' });
      expect(portal.signals.sources).toEqual([
        ['airflow-prod'],
        ['airflow-prod'],
        ['airflow-prod'],
        ['airflow-prod'],
      ]);
      expect(portal.signals.runs.at(-1)).toEqual([
        'component:default/close-day',
      ]);
    });

    it('makes a source that nobody reads any more unknown by time alone', async () => {
      const { source } = scripted([[{ cursor: 1, runs: [run()] }]]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      portal.pass(1);
      await portal.refresh();
      expect(await portal.row('close-day')).toMatchObject({ status: 'ok' });
      portal.pass(2);
      await portal.refresh();
      expect(await portal.row('close-day')).toMatchObject({
        status: 'unknown',
        statusReason: {
          code: 'source-stale',
          source: 'Airflow production',
          at: expect.stringMatching(/^2026-11-21T06:01/),
        },
      });
    });

    it('keeps the first success of a run that was cleared, and says that it was', async () => {
      const dates = { startedAt: at(5), endedAt: undefined };
      const { source } = scripted([
        [{ cursor: 1, runs: [run()] }],
        [{ cursor: 2, runs: [run({ state: 'running', ...dates })] }],
        [
          {
            cursor: 3,
            runs: [run({ state: 'failed', ...dates, endedAt: at(6) })],
          },
        ],
      ]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      for (const state of ['running', 'failed']) {
        portal.pass(1);
        await portal.sweep();
        expect(await portal.runs('close-day')).toMatchObject([
          {
            state,
            cleared: true,
            startedAt: at(5),
            firstSuccessAt: at(-20),
            firstStartedAt: at(-30),
          },
        ]);
      }
    });

    it('saves the cursor with its batch or not at all', async () => {
      const { source, cursors } = scripted([
        [{ cursor: 'first', runs: [run()] }],
        [{ cursor: 'second', runs: [run({ externalId: 'r2' })] }],
        [{ cursor: 'second', runs: [run({ externalId: 'r2' })] }],
        [],
      ]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      // The crash: the rows are written, and the cursor can't be.
      await portal.database.raw(
        databaseId === 'SQLITE_3'
          ? `create trigger crash before update of cursor on sources when new.cursor = '"second"' begin select raise(abort, 'crash'); end`
          : `alter table sources add constraint crash check (cursor <> '"second"')`,
      );
      await portal.sweep();
      expect(await portal.runs('close-day')).toHaveLength(1);
      await portal.database.raw(
        databaseId === 'SQLITE_3'
          ? 'drop trigger crash'
          : 'alter table sources drop constraint crash',
      );
      await portal.sweep();
      expect(await portal.runs('close-day')).toHaveLength(2);
      await portal.sweep();
      expect(cursors).toEqual([undefined, 'first', 'first', 'second']);
    });

    it('counts a batch that is delivered twice once', async () => {
      const batch = {
        cursor: 1,
        runs: [run(), run(), run({ externalId: 'r2' })],
      };
      const { source } = scripted([[batch, batch], [batch]]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      await portal.sweep();
      expect(await portal.runs('close-day')).toHaveLength(2);
      expect(await portal.observations.sources()).toMatchObject([{ rows: 0 }]);
    });

    it('reads two sources side by side, and a failing one stops no other', async () => {
      const staging = scripted([new Error('no route to host')], {
        id: 'airflow-staging',
        environment: 'staging',
      });
      const prod = scripted([
        [
          {
            cursor: 1,
            runs: Array.from({ length: 900 }, (_, i) =>
              run({ externalId: `r${i}` }),
            ),
          },
        ],
      ]);
      const portal = await start(databaseId, [staging.source, prod.source]);
      await portal.reconcile();
      await Promise.all([portal.sweep('airflow-staging'), portal.sweep()]);
      expect(await portal.runs('close-day')).toHaveLength(400);
      expect(await portal.observations.sources()).toMatchObject([
        { id: 'airflow-prod', rows: 900, health: { status: 'healthy' } },
        { id: 'airflow-staging', health: { status: 'failing' } },
      ]);
    });

    it('leaves out rows that can not be stored, one by one, and says which', async () => {
      const { source } = scripted([
        [
          {
            cursor: 1,
            runs: [
              run({ externalId: 'ok' }),
              run({ externalId: '' }),
              run({ externalId: 'bad-date', startedAt: 'yesterday' }),
              run({ externalId: 'ahead', startedAt: at(30), endedAt: at(40) }),
              run({ externalId: 'null\0', note: 'x' }),
              run({ externalId: 'note', note: 'a\0b' }),
            ],
          },
        ],
      ]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      const runs = await portal.runs('close-day');
      expect(runs.map(r => r.externalRunId).sort()).toEqual([
        'ahead',
        'note',
        'ok',
      ]);
      const [{ readingIssues }] = await portal.observations.sources();
      expect(readingIssues.map(i => [i.kind, i.title])).toEqual([
        ['skipped-run', 'close_day'],
        ['skipped-run', 'close_day bad-date'],
        ['clock-skew', 'close_day ahead'],
        ['skipped-run', 'close_day null\0'],
      ]);
      expect(readingIssues[1].message).toContain(
        'its startedAt "yesterday" is not a time',
      );
    });

    it('takes names in any script, up to 250 characters', async () => {
      const dagId = '日次締め'.repeat(62);
      const { source } = scripted([
        [
          {
            cursor: 1,
            runs: [
              run({
                pipelineExternalId: dagId,
                externalId: '実行'.repeat(125),
              }),
            ],
          },
        ],
      ]);
      const portal = await start(databaseId, [source], {
        entities: [dagEntity('long', dagId)],
      });
      await portal.reconcile();
      await portal.sweep();
      expect(await portal.runs('long')).toHaveLength(1);
      const page = await portal.fleet.page({ text: '締め 日次' }, {});
      expect(page.totalItems).toBe(1);
    });

    it('marks definitions that a complete listing left out as gone, and keeps their runs', async () => {
      const { source } = scripted([
        [
          {
            cursor: 1,
            runs: [run()],
            definitions: [definition('close_day'), definition('other')],
            definitionsComplete: true,
          },
        ],
        [
          {
            cursor: 2,
            definitions: [definition('other')],
            definitionsComplete: true,
          },
        ],
      ]);
      const portal = await start(databaseId, [source]);
      await portal.reconcile();
      await portal.sweep();
      portal.pass(1);
      await portal.sweep();
      const record = await portal.fleet.find('component:default/close-day', {});
      expect(await portal.fleet.overview(record!)).toMatchObject({
        row: { status: 'unknown', lastRun: { state: 'success' } },
        problems: [{ kind: 'gone', source: 'airflow-prod' }],
      });
    });

    it('waits longer after many errors, for that source alone', async () => {
      const { source, cursors } = scripted(
        Array.from({ length: 20 }, () => new Error('down')),
      );
      const portal = await start(databaseId, [source]);
      for (let i = 0; i < 6; i++) await portal.sweep();
      expect(cursors).toHaveLength(4);
      portal.pass(5);
      await portal.sweep();
      expect(cursors).toHaveLength(5);
    });

    it('deletes old runs, but never the last thirty', async () => {
      const days = (n: number) => at(-n * 24 * 60);
      const { source } = scripted([
        [
          {
            cursor: 1,
            runs: Array.from({ length: 100 }, (_, i) =>
              run({
                externalId: `r${i}`,
                runAfter: days(i),
                startedAt: days(i),
                endedAt: days(i),
              }),
            ),
          },
        ],
        [
          {
            cursor: 2,
            runs: Array.from({ length: 40 }, (_, i) =>
              run({
                pipelineExternalId: 'old',
                externalId: `r${i}`,
                runAfter: days(100 + i),
              }),
            ),
          },
        ],
      ]);
      const portal = await start(databaseId, [source], {
        entities: [...entities, dagEntity('old')],
      });
      await portal.reconcile();
      await portal.sweep();
      await portal.sweep();
      await portal.retention();
      expect(await portal.runs('close-day')).toHaveLength(60);
      const old = await portal.runs('old');
      expect(old).toHaveLength(30);
      expect(old[0].runAfter).toBe(days(100));
    });
  });

  it('ends a sweep of a source that does not listen to its signal', async () => {
    const source = fakeSource({
      schedule: { intervalSeconds: 30, timeoutSeconds: 0.05 },
      // eslint-disable-next-line require-yield
      async *collect() {
        await new Promise(() => {});
      },
    });
    const portal = await start('SQLITE_3', [source]);
    await portal.sweep();
    expect(await portal.observations.sources()).toMatchObject([
      { message: expect.stringMatching(/^The sweep took longer than 0.05 s/) },
    ]);
  });
});

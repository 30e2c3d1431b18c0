import { sdkError } from './__testUtils__/FakeSnowflake';
import { fixture } from './__testUtils__/fixtures';
import { createSourceRig } from './__testUtils__/SourceRig';

const LOADED = '2026-11-25T11:00:00Z';

function rig(parts: { loads?: true; tasks?: true; costs?: true }) {
  const created = createSourceRig({
    instance: parts,
    declared: [
      { name: 'RAW.A' },
      { name: 'RAW.B' },
      { name: 'RAW.V' },
      { name: 'RAW.GONE' },
    ],
  });
  created.snowflake.tables = {
    'DB.RAW.A': { alteredAt: LOADED },
    'DB.RAW.B': { alteredAt: LOADED },
    'DB.RAW.V': { type: 'VIEW', alteredAt: LOADED },
  };
  created.snowflake.answers = [
    ['copy_history', fixture('copy_history')],
    ['task_history', fixture('task_history')],
    ['warehouse_metering_history', fixture('warehouse_metering_history')],
    ['query_attribution_history', fixture('query_attribution_history')],
  ];
  return created;
}

const asks = (statements: string[], what: string) =>
  statements.filter(text => text.includes(what));

describe('Loads', () => {
  it('are counted by hour, in one statement for all tables that are there', async () => {
    const portal = rig({ loads: true });
    const { counts } = await portal.sweep();
    const [statement] = portal.snowflake.statements.filter(({ sqlText }) =>
      sqlText.includes('copy_history'),
    );
    expect(statement.binds).toEqual([
      0,
      '"DB"."RAW"."A"',
      '2026-11-24T11:00:00.000Z',
      '2026-11-25T12:00:00.000Z',
      1,
      '"DB"."RAW"."B"',
      '2026-11-24T11:00:00.000Z',
      '2026-11-25T12:00:00.000Z',
    ]);
    expect(counts).toHaveLength(2 * 25);
    expect(
      counts
        .filter(({ count }) => count > 0)
        .map(({ count, from, subject }) => [subject.dataset, from, count]),
    ).toEqual([
      ['RAW.A', '2026-11-25T10:00:00.000Z', 8123456],
      ['RAW.A', '2026-11-25T11:00:00.000Z', 12],
    ]);
  });

  it('are asked for once an hour', async () => {
    const portal = rig({ loads: true });
    await portal.sweep();
    portal.pass(10);
    expect((await portal.sweep()).counts).toEqual([]);
    portal.pass(50);
    expect((await portal.sweep()).counts).toHaveLength(2 * 2);
  });
});

describe('Tasks', () => {
  it('that failed last are issues', async () => {
    const portal = rig({ tasks: true });
    const { issues } = await portal.sweep();
    expect(issues.filter(({ kind }) => kind === 'task-failed')).toEqual([
      {
        kind: 'task-failed',
        title: 'DB.OPS.CLOSE_DAY',
        message:
          'The last run of this task failed (error 100038); the query is 01b2c3d4-0001-8e6f-0000-0000a1b2c3d5',
        at: '2026-11-25T05:10:00.000Z',
      },
      {
        kind: 'task-failed',
        title: 'DB.OPS."load weather"',
        message:
          'The last run of this task failed, and Snowflake suspended the task (error 002003)',
        at: '2026-11-25T04:00:00.000Z',
      },
    ]);
  });
});

describe('Costs', () => {
  it('of the past come once from ACCOUNT_USAGE, then from INFORMATION_SCHEMA', async () => {
    const portal = rig({ costs: true });
    const first = await portal.sweep();
    expect(
      first.costs
        .filter(({ basis }) => basis === 'attributed')
        .map(({ amount, label }) => [label, amount]),
    ).toEqual([
      ['dbt', 0.911],
      ['sluice', 0.000016],
      [undefined, expect.closeTo(0.15)],
    ]);
    expect(
      first.costs.filter(({ resource }) => resource === 'CLOUD_SERVICES_ONLY'),
    ).toHaveLength(2);
    const statements = portal.snowflake.takeStatements();
    expect(asks(statements, 'account_usage.warehouse_metering')).toHaveLength(
      1,
    );
    expect(
      asks(statements, 'information_schema.warehouse_metering'),
    ).toHaveLength(1);

    portal.pass(10);
    expect((await portal.sweep()).costs).toEqual([]);
    portal.pass(60);
    portal.snowflake.takeStatements();
    expect((await portal.sweep()).costs).toHaveLength(3 + 3);
    expect(
      asks(portal.snowflake.takeStatements(), 'account_usage.warehouse'),
    ).toEqual([]);
  });
});

describe('Many costs', () => {
  it('are cut off, and said to be', async () => {
    const [row] = fixture('warehouse_metering_history');
    const portal = createSourceRig({
      instance: { costs: true, limits: { maxRows: 100 } as never },
    });
    portal.snowflake.answers = [
      ['metering', Array(100).fill(row)],
      ['attribution', []],
    ];
    const { issues } = await portal.sweep();
    expect(issues.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('cut off at 100 rows'),
    );
  });
});

describe('A part that the role may not read', () => {
  it('is an issue that says what it needs, and keeps nothing else from being read', async () => {
    const portal = rig({ loads: true, tasks: true, costs: true });
    portal.snowflake.answers = [
      ['copy_history', fixture('copy_history')],
      ['task_history', sdkError('003001', 'Insufficient privileges')],
      ['metering', sdkError('002003', 'does not exist or not authorized')],
    ];
    const { counts, error, freshness, issues } = await portal.sweep();
    expect(error).toBeUndefined();
    expect(freshness).toHaveLength(4);
    expect(counts).toHaveLength(50);
    expect(
      issues
        .filter(({ title }) => !title.startsWith('RAW'))
        .map(({ message, title }) => [title, message]),
    ).toEqual([
      ['costs', expect.stringMatching(/002003.*MONITOR USAGE/)],
      ['tasks', expect.stringMatching(/003001.*MONITOR EXECUTION/)],
    ]);
    // It is tried again: its cursor didn't move.
    expect(portal.cursor).toMatchObject({ loadsTo: expect.any(String) });
    expect(portal.cursor.costsTo).toBeUndefined();
  });
});

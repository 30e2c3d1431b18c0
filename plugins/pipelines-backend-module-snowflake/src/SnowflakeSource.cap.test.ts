import { sdkError } from './__testUtils__/FakeSnowflake';
import { createSourceRig } from './__testUtils__/SourceRig';

const LOADED = '2026-11-25T11:00:00Z';
const TABLES = { 'DB.RAW.A': { alteredAt: LOADED, loadedAt: { TS: LOADED } } };

function rig(limits: object, names = ['A']) {
  const created = createSourceRig({
    instance: { limits: limits as never },
    declared: names.map(name => ({ name: `RAW.${name}`, column: 'TS' })),
  });
  created.snowflake.tables = { ...TABLES };
  return created;
}

describe('The resource cap', () => {
  it('ends reading for the day, whatever is tried, and not beyond it', async () => {
    const { cursor: _, ...portal } = rig({ warehouseSecondsPerDay: 180 });
    const { snowflake } = portal;
    const outcomes = [];
    for (let sweep = 0; sweep < 6; sweep++) {
      const { error, freshness } = await portal.sweep();
      outcomes.push(error?.message ?? freshness.length);
      portal.pass(10);
    }
    expect(outcomes).toEqual([
      1,
      1,
      1,
      ...Array(3).fill(
        expect.stringMatching(
          /^Reading the tables of DB was not tried: the resource cap of 180 s .* until 2026-11-26T00:00:00\.000Z/,
        ),
      ),
    ]);
    // Two statements in each of the sweeps that were allowed: what costs is that the warehouse resumes.
    expect(snowflake.takeStatements()).toHaveLength(6);
    portal.pass(24 * 60);
    expect((await portal.sweep()).freshness).toHaveLength(1);
  });

  it('is kept over a restart, and by sweeps that fail', async () => {
    const portal = rig({ warehouseSecondsPerDay: 120 });
    await portal.sweep();
    expect(portal.cursor.spent).toMatchObject({ statements: 2, seconds: 60 });
    portal.restart();
    portal.pass(10);
    portal.snowflake.errors.push(sdkError('000603', 'internal'));
    portal.snowflake.errors.push(sdkError('000603', 'internal'));
    await portal.sweep();
    expect(portal.cursor.spent.seconds).toBe(120);
    portal.restart();
    portal.pass(10);
    expect((await portal.sweep()).error?.message).toContain('resource cap');
  });

  it('counts what a sweep used that was cut off', async () => {
    const portal = rig({ warehouseSecondsPerDay: 60 });
    const stop = new AbortController();
    portal.snowflake.onStatement = () => stop.abort(new Error('time is up'));
    expect((await portal.sweep(stop.signal)).error?.message).toBe('time is up');
    expect(portal.cursor).toBeUndefined();
    portal.snowflake.onStatement = () => {};
    portal.pass(10);
    expect((await portal.sweep()).error?.message).toContain('resource cap');
  });

  it('warns before it is reached', async () => {
    const portal = rig({ warehouseSecondsPerDay: 75 });
    expect((await portal.sweep()).issues).toMatchObject([
      {
        kind: 'resource-cap',
        message: expect.stringMatching(/^80 % of today/),
      },
    ]);
  });

  it('of statements ends a sweep that looks for bad columns, and keeps what it found', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    const portal = rig({ statementsPerSweep: 4 }, names);
    portal.snowflake.tables = Object.fromEntries(
      names.map(name => [
        `DB.RAW.${name}`,
        {
          alteredAt: LOADED,
          loadedAt: name === 'C' ? {} : { TS: LOADED },
        },
      ]),
    );
    const { error, freshness } = await portal.sweep();
    expect(portal.snowflake.statements).toHaveLength(4);
    expect(error?.message).toContain('the resource cap of 4 statements');
    expect(freshness).toHaveLength(8);
    // A and B were found; C and D stand together, and E to H were not asked for any more.
    expect(
      freshness
        .filter(({ ageSeconds }) => ageSeconds !== undefined)
        .map(({ subject }) => subject.dataset),
    ).toEqual(['RAW.A', 'RAW.B']);
  });
});

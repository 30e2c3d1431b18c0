import { z } from 'zod';
import { FakeSnowflake, sdkError } from '../__testUtils__/FakeSnowflake';
import { fakeInstance } from '../__testUtils__/instance';
import { Allowance, nothingSpent } from './allowance';
import { SnowflakeClient } from './SnowflakeClient';
import type { Statement } from './Statement';

const ONE: Statement<{ N: string }> = {
  reads: 'the number one',
  sqlText: 'select ? as "N"',
  binds: ['1'],
  row: z.object({ N: z.string() }),
};

function rig(options: { statementsPerSweep?: number } = {}) {
  const { statementsPerSweep = 10 } = options;
  const snowflake = new FakeSnowflake();
  snowflake.answers = [['select ?', [{ N: '1' }]]];
  const client = SnowflakeClient.create({
    instance: fakeInstance(),
    sessions: snowflake.sessions,
    retry: { minTimeoutMs: 1 },
  });
  const now = () => new Date();
  const allowance = new Allowance({
    limits: { statementsPerSweep, warehouseSecondsPerDay: 600 },
    spent: nothingSpent(now()),
    now,
  });
  const stop = new AbortController();
  return {
    snowflake,
    client,
    allowance,
    stop,
    run: (statement: Statement<any> = ONE) =>
      client.run(statement, { allowance, signal: stop.signal }),
  };
}

describe('SnowflakeClient', () => {
  it('binds values, and sends the tag, the time-out and the zone with each statement', async () => {
    const { client, run, snowflake } = rig();
    expect(await run()).toEqual([{ N: '1' }]);
    await run({ ...ONE, timezone: 'Europe/Berlin' });
    expect(snowflake.statements).toMatchObject([
      {
        sqlText: 'select ? as "N"',
        binds: ['1'],
        fetchAsString: ['Number'],
        parameters: {
          QUERY_TAG: 'sluice',
          STATEMENT_TIMEOUT_IN_SECONDS: 30,
          TIMEZONE: 'UTC',
        },
      },
      { parameters: { TIMEZONE: 'Europe/Berlin' } },
    ]);
    expect(snowflake.logins).toBe(1);
    await client.close();
    expect(snowflake.open).toBe(0);
  });

  it('logs in once more when its session is lost, and only once', async () => {
    const { run, snowflake } = rig();
    await run();
    snowflake.errors.push(sdkError('390112', 'Session token expired'));
    expect(await run()).toEqual([{ N: '1' }]);
    expect(snowflake.logins).toBe(2);
    expect(snowflake.open).toBe(1);

    snowflake.errors.push(
      sdkError('390114', 'Master token expired'),
      sdkError('390114', 'Master token expired'),
    );
    await expect(run()).rejects.toThrow(
      'Reading the number one failed (390114): Master token expired',
    );
    expect(snowflake.logins).toBe(3);
  });

  it('tries again what the network lost, and gives up', async () => {
    const { allowance, run, snowflake } = rig();
    const lost = () => sdkError(401001, 'connect ECONNREFUSED');
    snowflake.errors.push(lost(), lost());
    expect(await run()).toEqual([{ N: '1' }]);
    snowflake.errors.push(lost(), lost(), lost());
    await expect(run()).rejects.toMatchObject({ failure: 'network' });
    // Each try counts.
    expect(allowance.spent.statements).toBe(6);
    snowflake.loginErrors.push(lost());
    expect(await run()).toEqual([{ N: '1' }]);
  });

  it('says at once why a login was refused', async () => {
    const { allowance, run, snowflake } = rig();
    snowflake.loginErrors.push(sdkError('390144', 'JWT token is invalid.'));
    await expect(run()).rejects.toMatchObject({
      failure: 'login-refused',
      message: expect.stringContaining(
        'The login of SVC to FAKE failed (390144): JWT token is invalid.',
      ),
    });
    expect(snowflake.logins).toBe(1);
    expect(allowance.spent.statements).toBe(0);
    expect(await run()).toEqual([{ N: '1' }]);
  });

  it('sends nothing more once the cap is reached, tries again neither', async () => {
    const { run, snowflake } = rig({ statementsPerSweep: 2 });
    snowflake.errors.push(sdkError(401001, 'lost'));
    await run();
    await expect(run()).rejects.toMatchObject({
      failure: 'capped',
      message: expect.stringMatching(
        /^Reading the number one was not tried: the resource cap of 2 statements/,
      ),
    });
    expect(snowflake.statements).toHaveLength(2);
  });

  it('cancels a statement that nobody waits for any more', async () => {
    const { run, snowflake, stop } = rig();
    snowflake.hangs = true;
    const running = run();
    while (snowflake.statements.length === 0) await new Promise(setImmediate);
    stop.abort(new Error('The backend stops'));
    await expect(running).rejects.toThrow('The backend stops');
    expect(snowflake.cancelled).toEqual(['select ? as "N"']);
    await expect(run()).rejects.toThrow('The backend stops');
  });

  it('sends nothing after a login that took longer than anybody waits', async () => {
    const { run, snowflake, stop } = rig();
    snowflake.onLogin = () => stop.abort(new Error('time is up'));
    await expect(run()).rejects.toThrow('time is up');
    expect(snowflake.open).toBe(1);
    expect(snowflake.statements).toEqual([]);
  });

  it('names the field of a row that is not as expected', async () => {
    const { run, snowflake } = rig();
    snowflake.answers = [['select ?', [{ N: null }]]];
    await expect(run()).rejects.toThrow(
      'Reading the number one brought a row in which N is not as expected',
    );
  });
});

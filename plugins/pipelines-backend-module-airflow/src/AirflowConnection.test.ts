import { FakeConnection } from './__testUtils__/FakeConnection';
import { recordedBody } from './__testUtils__/fixtures';

const START = Date.parse('2026-11-21T12:00:00Z');

describe('AirflowConnection', () => {
  let fake: FakeConnection;
  const now = () => new Date(START);
  const pulse = () => fake.connection.pulse({ signal: fake.signal, now });

  afterEach(() => fake.stop());

  it.each([
    [2 as const, '2.11.2', ['/api/v2/version', '/api/v1/version']],
    [3 as const, '3.3.2', ['/api/v2/version']],
  ])('finds out once that it is %i', async (major, version, asked) => {
    fake = await FakeConnection.start(major);
    const airflow = await fake.connection.get(fake.signal);
    expect(airflow.version).toBe(version);
    expect(airflow.api.dialect.major).toBe(major);
    expect(fake.asked()).toEqual(asked);
    expect(await fake.connection.get(fake.signal)).toBe(airflow);
    expect(fake.asked()).toEqual([]);
  });

  it('keeps what it learned of an API when it is asked again', async () => {
    fake = await FakeConnection.start(3);
    const api = await fake.api();
    fake.airflow.version = '3.4.0';
    const again = await fake.connection.detect(fake.signal);
    expect(again.version).toBe('3.4.0');
    expect(again.api).toBe(api);
  });

  it('costs one request a sweep, and tells clock and health', async () => {
    fake = await FakeConnection.start(2);
    fake.airflow.now = () => new Date(START - 90_000);
    await pulse();
    fake.asked();
    const { pulse: felt } = await pulse();
    expect(fake.asked()).toEqual(['/api/v1/health']);
    expect(felt.serverNow).toEqual(new Date(START - 90_000));
    expect(felt.skewSeconds).toBeLessThanOrEqual(-89);
    expect(felt.health).toMatchObject({ scheduler: { status: 'healthy' } });
  });

  it('goes by our clock where the server tells no time', async () => {
    fake = await FakeConnection.start(3);
    fake.airflow.sendsDate = false;
    const { pulse: felt } = await pulse();
    expect(felt.serverNow).toEqual(new Date(START));
    expect(felt.skewSeconds).toBeUndefined();
  });

  it('notices an upgrade to the other API', async () => {
    fake = await FakeConnection.start(2);
    await pulse();
    fake.airflow.version = '3.3.2';
    fake.airflow.health = recordedBody('v2', 'health');
    const { airflow } = await pulse();
    expect(airflow.version).toBe('3.3.2');
    expect(airflow.api.dialect.major).toBe(3);
  });

  it('takes an outage for no upgrade', async () => {
    fake = await FakeConnection.start(2);
    await pulse();
    fake.asked();
    fake.airflow.onRequest = () => ({ status: 503 });
    await expect(pulse()).rejects.toThrow('(503)');
    expect(fake.asked()).toEqual(['/api/v1/health']);
  });
});

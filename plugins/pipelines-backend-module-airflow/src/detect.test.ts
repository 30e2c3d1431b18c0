import { FakeAirflow } from './__testUtils__/FakeAirflow';
import { anInstance } from './__testUtils__/instance';
import { AirflowClient } from './client';
import { detectAirflow } from './detect';

describe('detectAirflow', () => {
  let airflow: FakeAirflow;
  let client: AirflowClient;

  const detect = () =>
    detectAirflow({
      client,
      name: 'airflow-prod',
      configKey: 'pipelines.airflow[0]',
      signal: new AbortController().signal,
    });

  const start = async (major: 2 | 3) => {
    airflow = await FakeAirflow.start(major);
    client = AirflowClient.create({
      instance: anInstance(airflow.url),
      retry: { retries: 0 },
    });
  };

  afterEach(async () => {
    await client.close();
    await airflow.stop();
  });

  it.each([
    [2 as const, '2.11.2'],
    [3 as const, '3.3.2'],
  ])('finds Airflow %i', async (major, version) => {
    await start(major);
    const detected = await detect();
    expect(detected.dialect.major).toBe(major);
    expect(detected.version).toBe(version);
  });

  it('takes the page of 2.x for what it hasn’t got for a no', async () => {
    await start(2);
    airflow.onRequest = path =>
      path === '/api/v2/version'
        ? {
            status: 404,
            headers: { 'content-type': 'text/html' },
            body: '<!DOCTYPE html><title>Airflow 404</title>',
          }
        : undefined;
    expect((await detect()).dialect.major).toBe(2);
  });

  it('says what it asked when it is no Airflow', async () => {
    await start(2);
    airflow.onRequest = () => ({ status: 404 });
    await expect(detect()).rejects.toThrow(
      "Airflow airflow-prod answers neither /api/v2/version (3.x) nor /api/v1/version (2.x): is pipelines.airflow[0].url the API's base?",
    );
  });

  it('doesn’t guess when the server fails', async () => {
    await start(2);
    airflow.onRequest = () => ({ status: 500 });
    await expect(detect()).rejects.toThrow('(500)');
  });
});

import { ConfigReader } from '@backstage/config';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAirflowConfig } from './config';

const VALID = {
  name: 'airflow-prod',
  environment: 'prod',
  url: 'https://airflow.example.com/',
  auth: { type: 'basic', username: 'sluice', password: 'fake-secret' },
};

const read = (...airflow: object[]) =>
  readAirflowConfig(new ConfigReader({ pipelines: { airflow } } as any));

describe('readAirflowConfig', () => {
  it('fills in what is left out', () => {
    expect(read(VALID)).toEqual([
      {
        ...VALID,
        title: 'airflow-prod',
        url: 'https://airflow.example.com',
        uiUrl: 'https://airflow.example.com',
        schedule: { intervalSeconds: 30, timeoutSeconds: 55 },
        tls: { ca: undefined, rejectUnauthorized: true },
        dags: {},
        historyDays: 30,
        pins: [],
        configKey: 'pipelines.airflow[0]',
      },
    ]);
  });

  it('reads everything that can be set', () => {
    const [instance] = read({
      ...VALID,
      title: 'Airflow (prod)',
      uiUrl: 'https://airflow.northstar.example/',
      auth: { type: 'token', username: 'sluice', password: 'fake-secret' },
      schedule: { intervalSeconds: 10 },
      tls: { rejectUnauthorized: false },
      dags: { include: '^(finance|sales)_', exclude: '_tmp$' },
      historyDays: 7,
    });
    expect(instance).toMatchObject({
      title: 'Airflow (prod)',
      uiUrl: 'https://airflow.northstar.example',
      auth: { type: 'token', path: '/auth/token' },
      schedule: { intervalSeconds: 10, timeoutSeconds: 55 },
      tls: { rejectUnauthorized: false },
      dags: { include: /^(finance|sales)_/u, exclude: /_tmp$/u },
      historyDays: 7,
    });
  });

  it('is empty without the key', () => {
    expect(readAirflowConfig(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [
      'a missing password',
      { auth: { type: 'basic', username: 'sluice' } },
      'pipelines.airflow[1].auth.password is missing',
    ],
    [
      'a missing login',
      { auth: undefined },
      'pipelines.airflow[1].auth is missing',
    ],
    [
      'an unknown kind of login',
      { auth: { type: 'kerberos' } },
      'pipelines.airflow[1].auth.type must be one of basic, bearer, token',
    ],
    [
      'a bearer login without token',
      { auth: { type: 'bearer' } },
      'pipelines.airflow[1].auth.token is missing',
    ],
    [
      'a missing environment',
      { environment: undefined },
      'pipelines.airflow[1].environment is missing',
    ],
    ['an empty name', { name: '' }, 'pipelines.airflow[1].name must be'],
    [
      'a url that is none',
      { url: 'airflow.example.com' },
      'pipelines.airflow[1].url must be an http(s) URL',
    ],
    [
      'a url with the path of the API',
      { url: 'https://airflow.example.com/api/v1/' },
      'pipelines.airflow[1].url must be the base of the API: leave out /api/v1 or /api/v2',
    ],
    [
      'a pattern that is none',
      { dags: { include: '(' } },
      'pipelines.airflow[1].dags.include is no regular expression',
    ],
    [
      'a time-out that stops another replica from taking over',
      { schedule: { timeoutSeconds: 300 } },
      'pipelines.airflow[1].schedule.timeoutSeconds is wrong: Too big',
    ],
    [
      'a typing error in a key',
      { pasword: 'fake-secret' },
      'pipelines.airflow[1].pasword is not a known key',
    ],
    [
      'a certificate file that is not there',
      { tls: { ca: '/no/such/ca.pem' } },
      "pipelines.airflow[1].tls.ca can't be read: ENOENT",
    ],
    [
      'a unit that is none',
      { pins: [{ unit: '../orders' }] },
      'pipelines.airflow[1].pins[0].unit must be',
    ],
    [
      'a unit twice',
      { pins: [{ unit: 'a' }, { unit: 'b' }, { unit: 'a' }] },
      'pipelines.airflow[1].pins[2].unit is a, and so is',
    ],
    [
      'two with one name',
      { name: 'airflow-prod' },
      'pipelines.airflow[1].name is airflow-prod, and so is pipelines.airflow[0].name',
    ],
  ])('names the key of %s', (_, changes, message) => {
    expect(() =>
      read(VALID, { ...VALID, name: 'airflow-dev', ...changes }),
    ).toThrow(message);
  });

  it('names all keys at once and repeats no value', () => {
    expect(() =>
      read({
        name: 'fake-secret',
        url: 'fake-secret',
        auth: { type: 'fake-secret' },
      }),
    ).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('fake-secret'),
      }),
    );
  });

  it('refuses a certificate file that holds none', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sluice-')), 'ca.pem');
    writeFileSync(path, 'hello');
    expect(() => read({ ...VALID, tls: { ca: path } })).toThrow(
      'holds no PEM certificate',
    );
  });

  it('refuses what is no list', () => {
    const config = new ConfigReader({
      pipelines: { airflow: { name: 'x' } },
    } as any);
    expect(() => readAirflowConfig(config)).toThrow(
      'pipelines.airflow must be a list',
    );
  });
});

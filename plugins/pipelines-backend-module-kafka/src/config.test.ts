import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readKafkaConfig } from './config';

const read = (...kafka: unknown[]) =>
  readKafkaConfig(new ConfigReader({ pipelines: { kafka } } as any));

const CLUSTER = {
  name: 'kafka-prod',
  environment: 'prod',
  bootstrap: ['kafka-1.example.com:9092', '[::1]:9093'],
};

describe('readKafkaConfig', () => {
  it('fills in what is left out', () => {
    expect(read(CLUSTER)).toEqual([
      {
        name: 'kafka-prod',
        title: 'kafka-prod',
        environment: 'prod',
        bootstrap: [
          { host: 'kafka-1.example.com', port: 9092 },
          { host: '::1', port: 9093 },
        ],
        clientId: 'sluice',
        tls: undefined,
        sasl: undefined,
        groups: {},
        topics: {
          deadLetters: ['<topic>.dlq', '<topic>.dlt', 'error.<topic>.<group>'],
        },
        commits: { tail: false },
        discover: false,
        operations: [],
        schedule: {
          intervalSeconds: 15,
          timeoutSeconds: 30,
          anchorsSeconds: 300,
          quietSeconds: 60,
        },
        requestsPerSecond: 100,
        configKey: 'pipelines.kafka[0]',
      },
    ]);
  });

  it('has no clusters without config', () => {
    expect(readKafkaConfig(new ConfigReader({}))).toEqual([]);
  });

  it.each<[string, object]>([
    ['PLAIN', { mechanism: 'PLAIN', username: 'u', password: 'fake' }],
    ['SCRAM', { mechanism: 'SCRAM-SHA-512', username: 'u', password: 'fake' }],
    ['a token', { mechanism: 'OAUTHBEARER', token: 'fake' }],
    [
      'an issuer of tokens',
      {
        mechanism: 'OAUTHBEARER',
        tokenUrl: 'https://login.example.com/token',
        clientId: 'sluice',
        clientSecret: 'fake',
        scope: 'kafka',
      },
    ],
    ['IAM of AWS', { mechanism: 'AWS_MSK_IAM', region: 'eu-central-1' }],
  ])('takes %s', (_, sasl) => {
    expect(read({ ...CLUSTER, tls: true, sasl })[0]).toMatchObject({
      sasl,
      tls: { rejectUnauthorized: true },
    });
  });

  it.each<[string, object, string]>([
    [
      'no bootstrap',
      { bootstrap: undefined },
      'Kafka cluster kafka-prod: pipelines.kafka[0].bootstrap is missing',
    ],
    [
      'an empty bootstrap',
      { bootstrap: [] },
      'pipelines.kafka[0].bootstrap must name at least one broker',
    ],
    [
      'a URL for a broker',
      { bootstrap: ['PLAINTEXT://kafka:9092'] },
      'pipelines.kafka[0].bootstrap[0] must be host:port, such as kafka.example.com:9092',
    ],
    [
      'an absurd port',
      { bootstrap: ['kafka:99999'] },
      'pipelines.kafka[0].bootstrap[0] must be host:port',
    ],
    [
      'commits that are neither read nor not',
      { commits: { tail: 'yes' } },
      'pipelines.kafka[0].commits.tail',
    ],
    [
      'something else about commits',
      { commits: { follow: true } },
      'pipelines.kafka[0].commits',
    ],
    [
      'a negative interval',
      { schedule: { intervalSeconds: -1 } },
      'pipelines.kafka[0].schedule.intervalSeconds is wrong',
    ],
    [
      'a word that dead letters do not know',
      { topics: { deadLetters: ['<source>.dlq'] } },
      'pipelines.kafka[0].topics.deadLetters[0] may hold <topic>, <group> and *, such as <topic>.dlq',
    ],
    [
      'a dead-letter pattern that names a topic twice',
      { topics: { deadLetters: ['<topic>.<topic>'] } },
      'pipelines.kafka[0].topics.deadLetters[0] names <topic> or <group> twice',
    ],
    [
      'a dead-letter pattern that fits every topic',
      { topics: { deadLetters: ['*'] } },
      'pipelines.kafka[0].topics.deadLetters[0] fits every topic',
    ],
    [
      'no requests at all',
      { requestsPerSecond: 0 },
      'pipelines.kafka[0].requestsPerSecond is wrong',
    ],
    [
      'an unknown mechanism',
      { sasl: { mechanism: 'GSSAPI' } },
      'pipelines.kafka[0].sasl.mechanism must be one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER, AWS_MSK_IAM',
    ],
    [
      'a missing password',
      { sasl: { mechanism: 'PLAIN', username: 'u' } },
      'pipelines.kafka[0].sasl.password is missing',
    ],
    [
      'a token and an issuer',
      {
        sasl: {
          mechanism: 'OAUTHBEARER',
          token: 'fake',
          tokenUrl: 'https://x.example.com',
        },
      },
      'pipelines.kafka[0].sasl must have either token, or tokenUrl, clientId and clientSecret',
    ],
    [
      'IAM of AWS without TLS',
      { sasl: { mechanism: 'AWS_MSK_IAM', region: 'eu-central-1' } },
      'Kafka cluster kafka-prod: pipelines.kafka[0].tls must be on',
    ],
    [
      'a broken expression',
      { groups: { include: '(' } },
      'pipelines.kafka[0].groups.include is no regular expression',
    ],
    [
      'an unknown key',
      { brokers: ['a:1'] },
      'pipelines.kafka[0].brokers is not a known key',
    ],
    [
      'a file that is not there',
      { tls: { ca: '/nowhere/ca.pem' } },
      "Kafka cluster kafka-prod: pipelines.kafka[0].tls.ca can't be read",
    ],
    [
      'a certificate without its key',
      { tls: { cert: '/nowhere/cert.pem' } },
      'pipelines.kafka[0].tls must have both cert and key',
    ],
  ])('refuses %s, and names the key', (_, change, message) => {
    expect(() => read({ ...CLUSTER, ...change })).toThrow(message);
  });

  it('never repeats a secret', () => {
    const secret = 'not-a-real-secret';
    const sasl = { mechanism: 'X', password: secret };
    expect(() => read({ ...CLUSTER, sasl })).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining(secret),
      }),
    );
  });

  it('refuses two clusters of one name, and what is no list', () => {
    expect(() => read(CLUSTER, CLUSTER)).toThrow(
      'pipelines.kafka[1].name is kafka-prod, and so is pipelines.kafka[0].name',
    );
    expect(() =>
      readKafkaConfig(new ConfigReader({ pipelines: { kafka: 'a' } })),
    ).toThrow('pipelines.kafka must be a list of Kafka clusters');
  });

  it('reads files of certificates, and refuses those that hold none', () => {
    const dir = mkdtempSync(join(tmpdir(), 'kafka-config-'));
    try {
      const ca = join(dir, 'ca.pem');
      writeFileSync(ca, '-----BEGIN CERTIFICATE-----\nfake\n');
      const [{ tls }] = read({ ...CLUSTER, tls: { ca } });
      expect(tls?.ca?.at(-1)).toContain('fake');
      writeFileSync(ca, 'nothing');
      expect(() => read({ ...CLUSTER, tls: { ca } })).toThrow(
        'holds no -----BEGIN CERTIFICATE-----',
      );
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

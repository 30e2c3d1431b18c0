import { mockServices } from '@backstage/backend-test-utils';
import { readConfig } from './config';
import { resolveEnvironments } from './environments';
import { RegisteredSources } from './RegisteredSources';
import { fakeSource } from './__testUtils__/createPortal';

const read = (pipelines: object) =>
  readConfig(mockServices.rootConfig({ data: { pipelines } as any }));
const source = (id: string, environment: string) =>
  fakeSource({ id, environment, async *collect() {} });

describe('readConfig', () => {
  it('has defaults for all of it', () => {
    expect(readConfig(mockServices.rootConfig({ data: {} }))).toEqual({
      environments: undefined,
      targets: {
        runDurationSeconds: 2700,
        overdueGraceSeconds: 600,
        successRate: 0.999,
      },
      retentionRunsDays: 400,
      retentionReadingsDays: 14,
      retentionVerdictsDays: 400,
      retentionCostsDays: 400,
      allowedFileRoots: [],
      runbookUrls: {},
      clients: [],
      calendars: new Map(),
      sloDefaults: [],
      sloBackDays: 90,
      approvals: {
        pendingHours: 168,
        approvedHours: 24,
        remindHours: 24,
        escalateHours: 72,
        escalateTo: [],
      },
      policies: { content: undefined, file: undefined },
      promotions: {
        times: { pollSeconds: 30, leaseSeconds: 30 },
        reconcileSeconds: 60,
        valuesOf: expect.any(Function),
      },
      requestsThrough: [],
      releases: { artifactDirectory: undefined },
      ledger: {
        headFile: undefined,
        headEveryMinutes: 5,
        verifyEveryHours: 24,
      },
      scorecards: {
        folder: undefined,
        shipped: true,
        definitions: [],
        campaigns: undefined,
        everyMinutes: 5,
        exemptions: { maxDays: 90, approvers: undefined, remindDays: 7 },
      },
    });
  });

  it.each([
    [
      { targets: { successRate: 99.9 } },
      'pipelines.targets.successRate is 99.9',
    ],
    [
      { targets: { runDurationSeconds: 0 } },
      'pipelines.targets.runDurationSeconds is 0',
    ],
    [{ retention: { runsDays: 7 } }, 'pipelines.retention.runsDays is 7'],
    [
      { retention: { verdictsDays: 99 } },
      'pipelines.retention.verdictsDays is 99',
    ],
    [
      { retention: { readingsDays: 7 } },
      'pipelines.retention.readingsDays is 7',
    ],
    [{ slos: { backDays: 400 } }, 'pipelines.slos.backDays is 400'],
    [
      { ledger: { headEveryMinutes: 0 } },
      'pipelines.ledger.headEveryMinutes is 0',
    ],
    [
      { ledger: { verifyEveryHours: 999 } },
      'pipelines.ledger.verifyEveryHours is 999',
    ],
    [
      { runbooks: { 'kafka-lags': 'https://x.example.com' } },
      'pipelines.runbooks names kafka-lags, which is not one of failed-dag',
    ],
    [
      { runbooks: { 'kafka-lag': './lag.md' } },
      'pipelines.runbooks.kafka-lag is "./lag.md", but has to be an http(s) address',
    ],
    [
      { approvals: { pendingHours: 0 } },
      'pipelines.approvals.pendingHours is 0',
    ],
    [
      { approvals: { escalateTo: ['platform'] } },
      'pipelines.approvals.escalateTo[0] is "platform"',
    ],
    [
      { policies: {}, policyFile: 'policy.yaml' },
      'pipelines.policies and pipelines.policyFile both say',
    ],
    [{ environments: [] }, 'pipelines.environments is empty'],
    [
      { environments: [{ name: 'Prod' }] },
      'pipelines.environments[0].name is "Prod"',
    ],
    [{ environments: [{ name: 'a' }, { name: 'a' }] }, 'names a twice'],
    [
      { clients: [{ subject: 'external:x', permissions: ['all'] }] },
      'pipelines.clients[0].permissions names all',
    ],
    [
      { requestsThrough: ['scaffolder', 'plugin:mcp'] },
      'pipelines.requestsThrough[1] is "plugin:mcp"',
    ],
    [{ calendars: [{ name: 'a' }] }, 'pipelines.calendars[0] has no dates'],
    [
      { slos: { defaults: [{ types: ['airflow'], slos: [] }] } },
      'pipelines.slos.defaults[0].types[0] is "airflow"',
    ],
  ])('refuses %j and names the key', (pipelines, message) => {
    expect(() => read(pipelines)).toThrow(message);
  });
});

describe('resolveEnvironments', () => {
  it('takes those of the sources where none are configured', () => {
    const sources = [
      source('a', 'dev'),
      source('b', 'prod'),
      source('c', 'dev'),
    ];
    expect(resolveEnvironments(undefined, sources)).toEqual([
      { name: 'dev', title: 'dev' },
      { name: 'prod', title: 'prod' },
    ]);
  });

  it('refuses a source of another environment', () => {
    expect(() =>
      resolveEnvironments(
        [{ name: 'prod', title: 'Production' }],
        [source('a', 'dev')],
      ),
    ).toThrow(
      'Source a is of the environment dev, which pipelines.environments does not list',
    );
  });
});

describe('RegisteredSources', () => {
  it('refuses a second source with the same id', () => {
    const sources = new RegisteredSources();
    sources.addRunSource(source('a', 'dev'));
    expect(() => sources.addRunSource(source('a', 'prod'))).toThrow(
      'two sources with the id a',
    );
  });
});

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  createBackendModule,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import pipelinesPlugin from '@sluice/plugin-pipelines-backend';
import {
  type Deployer,
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
  type RunSource,
} from '@sluice/plugin-pipelines-node';
import { parse } from 'yaml';
import scaffolderModulePipelines from '.';
import { TestTask } from './__testUtils__/runAction';

// A backend takes long to start where other tests run beside it.
jest.setTimeout(120_000);

const entity = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'sluice.dev/airflow-dag-id': name } },
  spec: { type: 'airflow-dag', owner, lifecycle: 'production' },
});
const person = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { memberOf: [] },
});

const source: RunSource = {
  id: 'airflow-dev',
  technology: 'airflow',
  title: 'Airflow',
  environment: 'dev',
  schedule: { intervalSeconds: 60, timeoutSeconds: 20 },
  async *collect() {
    yield { cursor: null };
  },
};

const deployer: Deployer = {
  id: 'fake',
  title: 'A deployer that does nothing',
  handles: () => true,
  plan: async () => ({
    steps: [{ name: 'pin', title: 'Write the pin', timeoutSeconds: 5 }],
    rollbackClass: 'repointable',
    rollbackEffects: [],
  }),
  apply: async () => ({ state: 'done' }),
  read: async () => ({ stepKeys: [] }),
  verify: async () => [],
};

/** Who owns what may begin it and ask for promotions of it, and nobody may register anything else. */
const decide = async (requests: Array<{ permission: Permission }>) =>
  requests.map(({ permission: { name } }) => {
    if (name === 'pipelines.release.create') {
      return { result: AuthorizeResult.DENY };
    }
    return /create-first|promotion\.request/.test(name)
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'pipelines',
          resourceType: 'pipelines-pipeline',
          conditions: {
            rule: 'IS_OWNER',
            resourceType: 'pipelines-pipeline',
            params: { claims: ['group:default/finance'] },
          },
        }
      : { result: AuthorizeResult.ALLOW };
  });

async function start() {
  const actions: TemplateAction<any, any, any>[] = [];
  const permissions = mockServices.permissions.mock({
    authorizeConditional: decide as PermissionsService['authorizeConditional'],
    authorize: decide as PermissionsService['authorize'],
  });
  const { server } = await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        { addActions: (...added) => actions.push(...added) },
      ],
    ],
    features: [
      pipelinesPlugin,
      scaffolderModulePipelines,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          permission: { enabled: true },
          pipelines: {
            environments: [{ name: 'dev' }, { name: 'prod' }],
            requestsThrough: ['scaffolder'],
          },
        },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      catalogServiceMock.factory({
        entities: [
          entity('orders', 'finance'),
          entity('payroll', 'people'),
          person('ines'),
          person('tom'),
        ],
      }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fakes',
        register: reg =>
          reg.registerInit({
            deps: {
              delivery: pipelinesDeliveryExtensionPoint,
              pipelines: pipelinesExtensionPoint,
            },
            async init({ delivery, pipelines }) {
              pipelines.addRunSource(source);
              delivery.addDeployer(deployer);
            },
          }),
      }),
    ],
  });
  return {
    close: () => server.close(),
    actions,
    action: (id: string) => actions.find(each => each.id === id)!,
  };
}

describe('the module of actions', () => {
  let backend: Awaited<ReturnType<typeof start>>;
  let task: TestTask;
  beforeAll(async () => {
    backend = await start();
    task = new TestTask();
    mkdirSync(join(task.workspacePath, 'dags'));
    writeFileSync(join(task.workspacePath, 'dags/load.py'), 'load = 1\n');
  });
  afterAll(() => {
    task.remove();
    backend.close();
  });

  const run = (id: string, input: object) =>
    task.run(backend.action(id), input, {
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ines'),
    });
  const release = (unit: string, commit = 'a') =>
    run('pipelines:release:register', {
      unit,
      commit: commit.repeat(40),
      artifacts: [{ name: 'dags', kind: 'dag-bundle', path: 'dags' }],
      waitSeconds: 30,
    });

  it('has nine, none of which decides', () => {
    expect(backend.actions.map(({ id }) => id)).toEqual([
      'pipelines:name:check',
      'pipelines:slo:preview',
      'pipelines:schema:check',
      'pipelines:repo:init',
      'pipelines:release:register',
      'pipelines:promotion:request',
      'pipelines:rollback:request',
      'pipelines:exemption:request',
      'pipelines:operation:request',
    ]);
    expect(backend.actions.every(each => each.supportsDryRun)).toBe(true);
  });

  it('has what the templates of this repository ask of it', () => {
    const folder = join(__dirname, '../../../templates');
    const steps = readdirSync(folder, { withFileTypes: true })
      .map(each => join(folder, each.name, 'template.yaml'))
      .filter(path => existsSync(path))
      .flatMap(path => parse(readFileSync(path, 'utf8')).spec.steps)
      .filter(each => each.action.startsWith('pipelines:'));
    expect(steps.length).toBeGreaterThan(4);
    const missing = steps.flatMap(({ action, input }) => {
      const { properties = {}, required = [] } = (backend.action(action)?.schema
        ?.input ?? {}) as { properties?: object; required?: string[] };
      const given = Object.keys(input);
      return [
        ...given.filter(name => !Object.hasOwn(properties, name)),
        ...required.filter(name => !given.includes(name)),
      ].map(name => `${action}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('registers the first release of what is theirs, and asks for its promotion', async () => {
    const { outputs: first } = await release('orders');
    expect(first).toMatchObject({
      sequence: 1,
      link: `https://portal.example/pipelines/releases/${first.releaseId}`,
    });
    const promotion = {
      releaseId: first.releaseId,
      environment: 'dev',
      reason: 'The first release of a new pipeline',
    };
    const { outputs } = await run('pipelines:promotion:request', promotion);
    expect(outputs).toMatchObject({
      promotionId: expect.any(Number),
      approvalId: expect.any(Number),
      state: 'AwaitingApproval',
      link: `https://portal.example/pipelines/promotions/${outputs.promotionId}`,
    });
    // The process died before the scaffolder knew: what was made is found again.
    task.checkpoints.clear();
    expect((await release('orders')).outputs).toEqual(first);
    expect(await run('pipelines:promotion:request', promotion)).toEqual({
      outputs,
    });
  });

  it('registers nothing else for them', async () => {
    task.checkpoints.clear();
    await expect(release('payroll')).rejects.toThrow(
      'component:default/payroll is a member of payroll',
    );
    const other = new TestTask('task-2');
    mkdirSync(join(other.workspacePath, 'dags'));
    writeFileSync(join(other.workspacePath, 'dags/load.py'), 'load = 2\n');
    await expect(
      other.run(
        backend.action('pipelines:release:register'),
        {
          unit: 'orders',
          commit: 'b'.repeat(40),
          artifacts: [{ name: 'dags', kind: 'dag-bundle', path: 'dags' }],
        },
        {
          getInitiatorCredentials: async () =>
            mockCredentials.user('user:default/ines'),
        },
      ),
    ).rejects.toThrow('orders has releases already');
    other.remove();
  });

  it('tries an SLO on the past, and names what is taken', async () => {
    const slo = {
      name: 'by-six',
      kind: 'deadline',
      target: 99,
      window: { rolling: '28d' },
      deadline: { time: '06:00', timezone: 'Mars/Olympus' },
    };
    const entityRef = 'component:default/orders';
    await expect(
      run('pipelines:slo:preview', { entityRef, slo }),
    ).rejects.toThrow('deadline.timezone');
    slo.deadline.timezone = 'UTC';
    const { outputs } = await run('pipelines:slo:preview', { entityRef, slo });
    expect(outputs).toMatchObject({ yaml: expect.stringContaining('06:00') });
    await expect(
      run('pipelines:name:check', { name: 'orders' }),
    ).rejects.toThrow('The name orders is taken');
  });
});

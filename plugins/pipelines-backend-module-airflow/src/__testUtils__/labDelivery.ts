import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import pipelinesModuleGit from '@sluice/plugin-pipelines-backend-module-git';
import type { LabAirflow } from './labAirflow';
import { LabPortal } from './labPortal';

/** The release unit of the lab, and its members. */
export const UNIT = 'lab-orders';
export const DAGS = ['orders_load', 'orders_report'];

const TASKS: Record<string, string> = {
  orders_load: 'load',
  orders_report: 'report',
};
const CI = 'external:ci';
const RETRY_EVERY_MS = 1000;

type Target = 'dev' | 'prod';
type Person = 'mara' | 'deniz' | 'ines' | 'tomas' | 'fay' | 'fred';

const GROUPS: Record<string, Person[]> = {
  engineers: ['mara', 'deniz', 'ines', 'tomas'],
  finance: ['fay', 'fred'],
};

/** One approves whatever reaches production, and one of finance what is under sox. */
const POLICY = {
  title: 'Lab',
  environments: ['dev', 'prod'],
  approvers: [
    { name: 'independent engineer', from: ['group:default/engineers'] },
    { name: 'finance', from: ['group:default/finance'] },
  ],
  rules: [
    {
      name: 'everywhere',
      require: {
        approvals: ['independent engineer'],
        verify: { runs: 1, timeoutMinutes: 10 },
        bake: { runs: 1, minutes: 0 },
        rollbackPreAuthorised: true,
      },
    },
    {
      name: 'production',
      match: { environments: ['prod'] },
      require: { evidence: ['dag-import'], autoRollback: true },
    },
    {
      name: 'sox',
      match: { environments: ['prod'], classifications: ['sox'] },
      require: { approvals: ['finance'] },
    },
  ],
};

function people(): Entity[] {
  const users = Object.entries(GROUPS).flatMap(([group, members]) =>
    members.map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { profile: { email: `${name}@lab.test` }, memberOf: [group] },
      relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
    })),
  );
  const groups = Object.entries(GROUPS).map(([name, members]) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: members.map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  }));
  return [...users, ...groups];
}

const pipelines = (): Entity[] =>
  DAGS.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'sluice.dev/airflow-dag-id': name,
        'sluice.dev/release-unit': UNIT,
      },
    },
    spec: {
      type: 'airflow-dag',
      owner: 'group:default/engineers',
      lifecycle: 'production',
      ...(name === 'orders_report' && { classification: ['sox'] }),
    },
  }));

/** A version of a DAG. @param work - Python, the body of its task */
export const dagFile = (dagId: string, version: string, work = 'pass') => `
from datetime import datetime
try:  # Airflow 3
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.python import PythonOperator

def work(**context):
    ${work}

with DAG("${dagId}", description="${dagId} ${version}", schedule=None,
         start_date=datetime(2024, 1, 1), catchup=False) as dag:
    PythonOperator(task_id="${TASKS[dagId]}", python_callable=work)
`;

const digest = (text: string) =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The portal with promotions, whose git deployer writes what the lab's Airflows run: 2.11 in dev, 3.3 in prod. */
export class LabDelivery {
  readonly #portal: LabPortal;
  readonly #deployments: LabAirflow;
  readonly #airflows: Record<Target, LabAirflow>;
  readonly #artifactDirectory: string;
  #lastCommit: string | undefined;

  static async start(options: {
    deployments: LabAirflow;
    airflows: Record<Target, LabAirflow>;
  }): Promise<LabDelivery> {
    const { airflows, deployments } = options;
    // As if nothing had ever been deployed: a new portal counts from the beginning.
    await deployments.call('reset');
    const login = { username: 'sluice', password: 'sluice' }; // Fake: it opens the lab alone.
    const shared = { schedule: { intervalSeconds: 5, timeoutSeconds: 30 } };
    const artifactDirectory = mkdtempSync(join(tmpdir(), 'sluice-lab-'));
    const portal = await LabPortal.start({
      entities: [...people(), ...pipelines()],
      features: [pipelinesModuleGit],
      airflow: [
        {
          ...shared,
          name: airflows.dev.name,
          environment: 'dev',
          url: await airflows.dev.call('baseUrl'),
          auth: { type: 'basic', ...login },
          pins: [{ unit: UNIT }],
        },
        {
          ...shared,
          name: airflows.prod.name,
          environment: 'prod',
          url: await airflows.prod.call('baseUrl'),
          auth: { type: 'token', ...login },
          pins: [{ unit: UNIT, bundle: UNIT }],
        },
      ],
      config: {
        environments: [{ name: 'dev' }, { name: 'prod' }],
        policies: POLICY,
        releases: { artifactDirectory },
        clients: [
          {
            subject: CI,
            permissions: ['pipelines.release.create', 'pipelines.release.read'],
            units: [UNIT],
          },
        ],
        git: {
          deployers: [
            {
              id: 'lab',
              repository: { path: await deployments.call('path') },
              branch: 'deployed',
              units: [UNIT],
              environments: ['dev', 'prod'],
              content: { branch: 'main', folder: 'dags' },
            },
          ],
        },
      },
    });
    const delivery = new LabDelivery(portal, { ...options, artifactDirectory });
    await portal.task('pipelines-policies');
    await delivery.as('ines', `/units/${UNIT}/adoption`, {
      level: 'managed',
      reason: 'The lab deploys it by promotions',
    });
    return delivery;
  }

  private constructor(
    portal: LabPortal,
    options: {
      deployments: LabAirflow;
      airflows: Record<Target, LabAirflow>;
      artifactDirectory: string;
    },
  ) {
    this.#portal = portal;
    this.#artifactDirectory = options.artifactDirectory;
    this.#deployments = options.deployments;
    this.#airflows = options.airflows;
  }

  /** Somebody clicks. */
  as(person: Person, path: string, body: object): Promise<any> {
    return this.#portal.send('POST', path, {
      body,
      authorization: mockCredentials.user.header(`user:default/${person}`),
    });
  }

  get(path: string): Promise<any> {
    return this.#portal.get(path);
  }

  unit(): Promise<any> {
    return this.get(`/units/${UNIT}`);
  }

  /** CI's part: what is at a commit becomes a release, with evidence that its DAGs can be imported. @param commits - the oldest first */
  async release(
    label: string,
    commits: Array<{ sha: string; title: string; author: Person; dag: string }>,
  ): Promise<any> {
    const authorization = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(CI),
      targetPluginId: 'pipelines',
    });
    const commit = commits.at(-1)!.sha;
    const files: Record<string, string> = {};
    for (const dag of DAGS) {
      const text = await this.#deployments.call(
        'show',
        commit,
        `dags/${dag}.py`,
      );
      files[`dags/${dag}.py`] = digest(text);
    }
    const release = await this.#portal.send('POST', '/releases', {
      authorization,
      body: {
        unit: UNIT,
        commit,
        label,
        artifacts: [
          {
            name: 'dags',
            kind: 'dag-bundle',
            digest: digest(JSON.stringify(files)),
          },
        ],
        manifests: {
          files,
          dags: Object.fromEntries(
            DAGS.map(dag => [
              dag,
              {
                schedule: null,
                file: `dags/${dag}.py`,
                tasks: {
                  [TASKS[dag]]: { operator: 'PythonOperator', upstream: [] },
                },
              },
            ]),
          ),
        },
        ...(this.#lastCommit && { changesSince: this.#lastCommit }),
        commits: commits.map(({ author, dag, sha, title }) => ({
          sha,
          title,
          author: { name: author, email: `${author}@lab.test` },
          committedAt: new Date().toISOString(),
          paths: [`dags/${dag}.py`],
        })),
      },
    });
    this.#lastCommit = commit;
    await this.#portal.send('POST', `/releases/${release.id}/evidence`, {
      authorization,
      body: {
        kind: 'dag-import',
        format: 'junit',
        commit,
        releaseDigest: release.releaseDigest,
        content: `<testsuite>${DAGS.map(
          dag => `<testcase classname="dags" name="${dag}"/>`,
        ).join('')}</testsuite>`,
      },
    });
    return release;
  }

  /** Somebody changes a DAG. */
  async change(
    author: 'mara' | 'deniz',
    dag: string,
    text: string,
    title: string,
  ): Promise<{ sha: string; title: string; author: Person; dag: string }> {
    const sha = await this.#deployments.call('commit', {
      files: { [`dags/${dag}.py`]: text },
      message: title,
      author,
    });
    return { sha, title, author, dag };
  }

  async vote(promotionId: number, person: Person): Promise<void> {
    const { approvalId } = await this.promotion(promotionId);
    const { shown, subjectHash } = await this.get(`/approvals/${approvalId}`);
    await this.as(person, `/approvals/${approvalId}/votes`, {
      kind: 'approve',
      subjectHash,
      shownDigest: shown.digest,
    });
  }

  promotion(id: number): Promise<any> {
    return this.get(`/promotions/${id}`);
  }

  async promotions(environment: Target): Promise<any[]> {
    return (await this.get(`/promotions?environment=${environment}`)).items;
  }

  /** Reads both Airflows and lets promotions go on, until one of them is as wanted. */
  async until(
    what: string,
    look: () => Promise<any>,
    timeoutSeconds = 150,
  ): Promise<any> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    for (;;) {
      for (const { name } of Object.values(this.#airflows)) {
        await this.#portal.sweep(name);
      }
      await this.#portal.task('pipelines-promotions');
      const seen = await look();
      if (seen) return seen;
      if (Date.now() > deadline) {
        throw new Error(`Waited ${timeoutSeconds} s for ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }

  async untilState(id: number, ...states: string[]): Promise<any> {
    let last: any;
    try {
      return await this.until(`promotion ${id}`, async () => {
        last = await this.promotion(id);
        return states.includes(last.state) && last;
      });
    } catch (error) {
      throw new Error(
        `${(error as Error).message} to be ${states}: it is ${
          last?.state
        }, ${JSON.stringify(last?.stateReason ?? last?.steps)}`,
      );
    }
  }

  /** Real runs of both DAGs. @returns by DAG, the runs as Airflow tells them */
  async run(
    environment: Target,
    options: { conf?: object; state?: 'success' | 'failed' } = {},
  ): Promise<Record<string, any>> {
    const airflow = this.#airflows[environment];
    const { conf = {}, state = 'success' } = options;
    const started = await Promise.all(
      DAGS.map(dag => airflow.call('trigger', dag, { conf })),
    );
    const ended = await Promise.all(
      started.map(({ dag_id: dag, dag_run_id: run }) =>
        airflow.call('waitForRun', dag, run, state),
      ),
    );
    return Object.fromEntries(ended.map(each => [each.dag_id, each]));
  }

  /** What Airflow says that a DAG is now. */
  async description(environment: Target, dag: string): Promise<string> {
    const found = await this.#airflows[environment].call('waitForDag', dag);
    return found.description;
  }

  /** The release that a commit of the branch pins. */
  async pinned(commit: string, environment: Target): Promise<string> {
    const pin: string = await this.#deployments.call(
      'show',
      commit,
      `pins/${environment}/${UNIT}.yaml`,
    );
    return /^release: "?([0-9a-f]{64})/m.exec(pin)![1];
  }

  /** Compares what runs with what was recorded. */
  async reconcile(): Promise<void> {
    await this.#portal.task('pipelines-reconcile-git:lab');
  }

  async stop(): Promise<void> {
    await this.#portal.stop();
    rmSync(this.#artifactDirectory, { recursive: true, force: true });
  }
}

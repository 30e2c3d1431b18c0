/*
 * An incremental sweep of ours beside one request a DAG, which is how the community's Airflow plugin learns of runs (it asks
 * /dags page by page and then /dags/{dag}/dagRuns for each of them), in one run against the same real Airflow of the lab.
 *
 *   npm run bench -- airflow [airflow3|airflow2-dev]
 *
 * 500 DAGs with 2,000 runs, of which 90 have changed since the last sweep. Both use the same HTTP client and the same login.
 */
import { execFileSync } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { AirflowRunSource } from '../../plugins/pipelines-backend-module-airflow/src/AirflowRunSource';
import { AirflowClient } from '../../plugins/pipelines-backend-module-airflow/src/client';
import { readAirflowConfig } from '../../plugins/pipelines-backend-module-airflow/src/config';

const DAGS = 500;
const RUNS = 2000;
const CHANGED = 90;
const ROUNDS = 5;
/** As many as a browser opens to one host. */
const PEER_CONNECTIONS = 6;
const RUNS_SHOWN = 5;
const PAGE = 100;

const LOGINS = {
  'airflow2-dev': { type: 'basic', api: '/api/v1' },
  airflow3: { type: 'token', api: '/api/v2' },
} as const;

const name = (process.argv[2] ?? 'airflow3') as keyof typeof LOGINS;
const lab = resolve(__dirname, '../../lab');

let requests = 0;
subscribe('undici:request:create', () => {
  requests++;
});

type Measure = { requests: number; ms: number };

async function measure<T>(
  work: () => Promise<T>,
): Promise<Measure & { result: T }> {
  const before = requests;
  const started = performance.now();
  const result = await work();
  return {
    requests: requests - before,
    ms: performance.now() - started,
    result,
  };
}

const quiet: any = new Proxy(
  {},
  { get: () => (line: string) => line && undefined },
);

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** @returns what ends what this started, and nothing else */
function startLab(): () => void {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [resolve(lab, 'lab.mjs'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const wasRunning = run('up', '--detach', '--only', name).includes(
    'already running',
  );
  return () => {
    if (!wasRunning) run('down');
  };
}

async function main() {
  if (!LOGINS[name]) {
    throw new Error(`Unknown ${name}, there are: ${Object.keys(LOGINS)}`);
  }
  const stopLab = startLab();
  const { airflowControl } = await import('../../lab/airflow/control.mjs');
  const { withClient } = await import('../../lab/lib/database.mjs');
  const control = airflowControl(name);
  try {
    await control.bulkLoad({ dags: DAGS, runs: RUNS });
    const { type, api } = LOGINS[name];
    const [instance] = readAirflowConfig(
      new ConfigReader({
        pipelines: {
          airflow: [
            {
              name,
              environment: 'prod',
              url: control.baseUrl,
              // Fake: it opens the lab alone.
              auth: { type, username: 'sluice', password: 'sluice' },
            },
          ],
        },
      }),
    );
    const ours = await measureOurs(instance, () =>
      withClient(control.databaseUrl, client =>
        client.query(
          `update dag_run set updated_at = now() where id in
             (select id from dag_run where dag_id like 'bulk\\_%' order by id limit $1)`,
          [CHANGED],
        ),
      ),
    );
    const peer = await measurePeer(instance, api);
    const ratio = (of: keyof Measure) => (peer[of] / ours[of]).toFixed(1);
    say(
      `time: ours ${seconds(ours.ms)}, peer ${seconds(peer.ms)}, ratio ${ratio(
        'ms',
      )}`,
    );
    say(
      `AIRFLOW SWEEP: ours ${ours.requests} requests, peer ${
        peer.requests
      } requests, ratio ${ratio('requests')}`,
    );
  } finally {
    await control.bulkRemove();
    stopLab();
  }
}

/** @returns the median sweep, and the most requests of any */
async function measureOurs(
  instance: ReturnType<typeof readAirflowConfig>[number],
  change: () => Promise<unknown>,
): Promise<Measure> {
  const source = AirflowRunSource.create({ instance });
  let cursor: JsonValue | undefined;
  const sweep = async () => {
    let runs = 0;
    for await (const batch of source.collect({
      cursor,
      signal: AbortSignal.timeout(120_000),
      now: () => new Date(),
      logger: quiet,
    })) {
      cursor = batch.cursor;
      runs += batch.runs?.length ?? 0;
    }
    return runs;
  };
  try {
    const first = await measure(sweep);
    say(
      `first sweep of ${instance.name}: ${first.result} runs, ${
        first.requests
      } requests, ${seconds(first.ms)}`,
    );
    const rounds: Measure[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await change();
      const { result: found, ...cost } = await measure(sweep);
      if (found < CHANGED) throw new Error(`It found ${found} changed runs`);
      rounds.push(cost);
      say(`incremental sweep ${round + 1} of ${ROUNDS}: ${found} runs`);
    }
    return {
      requests: Math.max(...rounds.map(round => round.requests)),
      ms: median(rounds.map(round => round.ms)),
    };
  } finally {
    await source.close();
  }
}

async function measurePeer(
  instance: ReturnType<typeof readAirflowConfig>[number],
  api: string,
): Promise<Measure> {
  const client = AirflowClient.create({ instance });
  const { signal } = new AbortController();
  const get = async (path: string, query: Record<string, string | number>) =>
    (await client.get(`${api}${path}`, { query, signal })).body as any;
  try {
    return await measure(async () => {
      const waiting: string[] = [];
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const page = await get('/dags', { limit: PAGE, offset });
        total = page.total_entries;
        waiting.push(...page.dags.map((dag: any) => dag.dag_id));
      }
      const askOneByOne = async () => {
        for (let dag = waiting.pop(); dag; dag = waiting.pop()) {
          await get(`/dags/${encodeURIComponent(dag)}/dagRuns`, {
            limit: RUNS_SHOWN,
            order_by: '-start_date',
          });
        }
      };
      await Promise.all(Array.from({ length: PEER_CONNECTIONS }, askOneByOne));
    });
  } finally {
    await client.close();
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});

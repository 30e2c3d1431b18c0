import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { recordedBody } from './fixtures';

type Row = Record<string, any>;
type StoredRun = { id: number; updatedAt: number; body: Row };

/** What the fake answers instead of the truth. */
export type Fault = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Breaks the connection: before the answer, or in the middle of it. */
  breaks?: 'before' | 'middle';
  /** Never answers. */
  hangs?: boolean;
};

/**
 * An Airflow on loopback that lists runs and DAGs as the real ones do: bodies are recorded ones, pages are capped, runs can
 * be filtered by `updated_at` which their bodies don't show, and 3.x pages by cursor.
 */
export class FakeAirflow {
  version: string;
  /** The most rows on a page. */
  pageCap = 100;
  /** False for 3.x before cursors. */
  hasKeyset = true;
  /** What totals are said to be, given the truth. */
  lieAboutTotal = (total: number) => total;
  /** The server's clock. */
  now: () => Date = () => new Date();
  sendsDate = true;
  /** Accepted `Authorization` headers; undefined accepts all. */
  accepts?: (authorization: string | undefined) => boolean;
  /** Answers `POST /auth/token`. */
  issueToken: (login: Row) => Row | undefined = () => undefined;
  importErrors: Row[] = [];
  warnings: Row[] = [];
  datasets: Row[] = [];
  tasks: Row[] = [];
  /** False for 2.x before 2.9. */
  knowsTasksByRun = true;
  /** What was asked of tasks of many runs. */
  readonly taskQuestions: Row[] = [];
  dags: Row[] = [];
  /** By dag_id, what the details of a DAG say. */
  readonly zones = new Map<string, string>();
  health: Row;
  /** Called before each answer; changes the world, or makes this request fail. */
  onRequest: (path: string, query: URLSearchParams) => Fault | void = () => {};
  readonly requests: string[] = [];

  #runs: StoredRun[] = [];
  #lastId = 0;
  #server: Server;
  /** What new ones are made of. */
  #run: Row;
  #dag: Row;

  static async start(
    major: 2 | 3,
    tls?: { key: string; cert: string },
  ): Promise<FakeAirflow> {
    const fake = new FakeAirflow(major, tls);
    await new Promise<void>(resolve =>
      fake.#server.listen(0, '127.0.0.1', resolve),
    );
    return fake;
  }

  private constructor(major: 2 | 3, tls?: { key: string; cert: string }) {
    this.version = major === 2 ? '2.11.2' : '3.3.2';
    this.health = recordedBody(this.#fixtures, 'health');
    [this.#run] = recordedBody(this.#fixtures, 'dagRuns_limit1000').dag_runs;
    [this.#dag] = recordedBody(this.#fixtures, 'dags').dags;
    const listener: Parameters<typeof createServer>[1] = async (
      request,
      response,
    ) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://fake');
      this.requests.push(request.url!);
      const fault = this.onRequest(pathname, searchParams) ?? undefined;
      if (fault?.hangs) return;
      if (fault?.breaks === 'before') {
        request.socket.destroy();
        return;
      }
      const { status, body } = fault?.status
        ? { status: fault.status, body: undefined }
        : await this.#answer(request, pathname, searchParams);
      const text = fault?.body ?? JSON.stringify(body ?? {});
      response.sendDate = false;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(this.sendsDate && { date: this.now().toUTCString() }),
        ...fault?.headers,
      });
      if (fault?.breaks === 'middle') {
        response.write(text.slice(0, text.length / 2), () =>
          request.socket.destroy(),
        );
        return;
      }
      response.end(text);
    };
    this.#server = tls
      ? createTlsServer(tls, listener)
      : createServer(listener);
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    const scheme = 'setSecureContext' in this.#server ? 'https' : 'http';
    return `${scheme}://127.0.0.1:${port}`;
  }

  get #major() {
    return Number(this.version[0]);
  }

  /** Does nothing if it is stopped. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Adds a run, or changes one as Airflow would: it is now updated. */
  putRun(run: { dag_id: string; dag_run_id: string } & Row, at?: Date): void {
    const body = { ...this.#run, state: 'success', ...run };
    const updatedAt = (at ?? this.now()).getTime();
    const existing = this.#runs.find(
      ({ body: other }) =>
        other.dag_id === run.dag_id && other.dag_run_id === run.dag_run_id,
    );
    if (existing) {
      existing.body = { ...existing.body, ...run };
      existing.updatedAt = updatedAt;
    } else {
      this.#runs.push({ id: ++this.#lastId, updatedAt, body });
    }
  }

  deleteRun(dagId: string, runId: string): void {
    this.#runs = this.#runs.filter(
      ({ body }) => body.dag_id !== dagId || body.dag_run_id !== runId,
    );
  }

  addDag(dagId: string, changes: Row = {}): void {
    this.dags.push({ ...this.#dag, dag_id: dagId, ...changes });
    this.dags.sort((a, b) => (a.dag_id < b.dag_id ? -1 : 1));
  }

  get #fixtures() {
    return this.#major === 2 ? 'v1' : 'v2';
  }

  async #answer(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
  ): Promise<{ status: number; body?: unknown }> {
    if (path === '/auth/token' && request.method === 'POST') {
      const token = this.issueToken(await readBody(request));
      return token
        ? { status: 201, body: token }
        : { status: 401, body: recordedBody('v2', 'auth_token_401') };
    }
    const prefix = this.#major === 2 ? '/api/v1' : '/api/v2';
    if (!path.startsWith(`${prefix}/`)) return { status: 404 };
    const resource = path.slice(prefix.length);
    if (resource === '/version') {
      return { status: 200, body: { version: this.version } };
    }
    if (resource === (this.#major === 2 ? '/health' : '/monitor/health')) {
      return { status: 200, body: this.health };
    }
    if (this.accepts && !this.accepts(request.headers.authorization)) {
      return { status: 401, body: { detail: 'Not authenticated' } };
    }
    if (resource === '/dags/~/dagRuns/~/taskInstances/list') {
      return this.#taskList(await readBody(request));
    }
    if (resource === '/dags/~/dagRuns/list') {
      return this.#runList(await readBody(request));
    }
    return this.#list(resource, query);
  }

  #runList({ dag_ids, order_by, page_limit, start_date_gte }: Row) {
    const rows = this.#runs
      .map(({ body }) => body)
      .filter(
        run =>
          dag_ids.includes(run.dag_id) &&
          Date.parse(run.start_date) >= Date.parse(start_date_gte),
      )
      .sort((a, b) => (a.start_date < b.start_date ? 1 : -1));
    const isKnown = order_by === '-start_date';
    return isKnown
      ? {
          status: 200,
          body: {
            dag_runs: rows.slice(0, Math.min(page_limit, this.pageCap)),
            total_entries: rows.length,
          },
        }
      : { status: 400 };
  }

  /** As 2.9 and later answer; earlier ones know no lists of runs and tasks. */
  #taskList(body: Row) {
    this.taskQuestions.push(body);
    if (!this.knowsTasksByRun) {
      return {
        status: 400,
        body: { detail: "{'dag_run_ids': ['Unknown field.']}" },
      };
    }
    const { dag_ids, dag_run_ids, page_limit, page_offset, task_ids } = body;
    const rows = this.tasks.filter(
      task =>
        dag_ids.includes(task.dag_id) &&
        dag_run_ids.includes(task.dag_run_id) &&
        task_ids.includes(task.task_id),
    );
    const end = page_offset + Math.min(page_limit, this.pageCap);
    return {
      status: 200,
      body: {
        task_instances: rows.slice(page_offset, end),
        total_entries: rows.length,
      },
    };
  }

  #list(resource: string, query: URLSearchParams) {
    switch (resource) {
      case '/dags':
        return this.#page('dags', this.#dagsOf(query), query);
      case '/dags/~/dagRuns':
        return this.#runPage(query);
      case '/importErrors':
        return this.#page('import_errors', this.importErrors, query);
      case '/dagWarnings':
        return this.#page('dag_warnings', this.warnings, query);
      case '/datasets':
      case '/assets':
        return this.#page(resource.slice(1), this.datasets, query);
      default:
        return this.#one(resource, query);
    }
  }

  /** 2.x doesn't know bundles, and answers all. */
  #dagsOf(query: URLSearchParams) {
    const bundle = this.#major === 3 && query.get('bundle_name');
    return bundle
      ? this.dags.filter(dag => dag.bundle_name === bundle)
      : this.dags;
  }

  #one(resource: string, query: URLSearchParams) {
    const details = /^\/dags\/([^/]+)\/details$/.exec(resource);
    if (details) {
      const dagId = decodeURIComponent(details[1]);
      const zone = this.zones.get(dagId);
      return zone === undefined
        ? { status: 404, body: recordedBody(this.#fixtures, 'err_404_dag') }
        : { status: 200, body: { dag_id: dagId, timezone: zone } };
    }
    const [, , dagId, , runId, tasks] = resource
      .split('/')
      .map(decodeURIComponent);
    const run = this.#runs.find(
      ({ body }) => body.dag_id === dagId && body.dag_run_id === runId,
    );
    if (!run) {
      return { status: 404, body: recordedBody(this.#fixtures, 'err_404_run') };
    }
    return tasks
      ? this.#page('task_instances', this.tasks, query)
      : { status: 200, body: run.body };
  }

  #runPage(query: URLSearchParams) {
    const since = query.get('updated_at_gte');
    const states = query.getAll('state');
    const keyset = this.#major === 3 && this.hasKeyset && query.get('cursor');
    const found = this.#runs
      .filter(
        ({ updatedAt, body }) =>
          (!since || updatedAt >= Date.parse(since)) &&
          (!states.length || states.includes(body.state)),
      )
      .sort((a, b) => a.id - b.id);
    if (typeof keyset !== 'string') {
      const rows = found.map(({ body }) => body);
      return this.#page('dag_runs', rows, query);
    }
    const rest = found.filter(({ id }) => id > Number(keyset || 0));
    const page = rest.slice(0, this.#limit(query));
    return {
      status: 200,
      body: {
        dag_runs: page.map(({ body }) => body),
        total_entries: this.lieAboutTotal(found.length),
        next_cursor:
          page.length < rest.length ? String(page[page.length - 1].id) : null,
        previous_cursor: null,
      },
    };
  }

  #page(key: string, rows: Row[], query: URLSearchParams) {
    const offset = Number(query.get('offset') ?? 0);
    return {
      status: 200,
      body: {
        [key]: rows.slice(offset, offset + this.#limit(query)),
        total_entries: this.lieAboutTotal(rows.length),
      },
    };
  }

  #limit(query: URLSearchParams) {
    return Math.min(Number(query.get('limit') ?? 100), this.pageCap);
  }
}

async function readBody(request: IncomingMessage): Promise<Row> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

import {
  JsonClientError,
  OperationRefusedError,
  type OperationCommand,
} from '@sluice/plugin-pipelines-node';
import type { ConnectCluster } from './config';
import { ConnectOperations } from './ConnectOperations';

const SIGNAL = new AbortController().signal;

/** A worker that switches a connector when it is asked to, its tasks one look later. */
class FakeWorker {
  readonly asked: string[] = [];
  connector = 'RUNNING';
  tasks = ['RUNNING', 'RUNNING', 'FAILED'];
  #next: string | undefined;

  async get(path: string): Promise<unknown> {
    if (!path.startsWith('/connectors/orders%2Fsink/')) {
      throw new JsonClientError('none', { failure: 'not-found', status: 404 });
    }
    const status = {
      name: 'orders/sink',
      type: 'sink',
      connector: { state: this.connector, worker_id: 'w' },
      tasks: this.tasks.map((state, id) => ({ id, state })),
    };
    const next = this.#next;
    if (next) {
      this.tasks = this.tasks.map(each => (each === 'FAILED' ? each : next));
    }
    return status;
  }

  async put(path: string): Promise<unknown> {
    this.asked.push(path);
    this.#next = path.endsWith('/pause') ? 'PAUSED' : 'RUNNING';
    this.connector = this.#next;
    return undefined;
  }
}

function setUp() {
  const worker = new FakeWorker();
  const operations = new ConnectOperations({
    cluster: {
      name: 'connect-prod',
      configKey: 'pipelines.kafkaConnect[0]',
      operations: ['pause-connector', 'resume-connector'],
    } as ConnectCluster,
    client: worker,
  });
  const plan = (kind: 'pause-connector' | 'resume-connector', of?: string) =>
    operations.plan(
      { kind, connector: of ?? 'orders/sink' },
      { signal: SIGNAL },
    );
  const execute = (
    kind: 'pause-connector' | 'resume-connector',
    isMine: OperationCommand['isMine'] = async () => {},
  ) =>
    operations.execute({
      operationId: 7,
      request: { kind, connector: 'orders/sink' },
      plan: { partitions: [], notes: [] },
      attempt: 1,
      fencingToken: 3,
      signal: SIGNAL,
      isMine,
      progress: async () => {},
    });
  return { execute, operations, plan, worker };
}

describe('ConnectOperations', () => {
  it('says before how the connector and its tasks are, and changes nothing', async () => {
    const { plan, worker } = setUp();
    await expect(plan('pause-connector')).resolves.toEqual({
      partitions: [],
      notes: [
        'orders/sink is running now; tasks: 1 failed, 2 running',
        expect.stringContaining('what it reads piles up'),
      ],
    });
    expect(worker.asked).toEqual([]);
  });

  it('pauses, waits until the tasks have, and lets go on again', async () => {
    const { execute, worker } = setUp();
    await expect(execute('pause-connector')).resolves.toEqual({
      done: 1,
      total: 1,
    });
    expect(worker.tasks).toEqual(['PAUSED', 'PAUSED', 'FAILED']);
    await execute('resume-connector');
    expect(worker.asked).toEqual([
      '/connectors/orders%2Fsink/pause',
      '/connectors/orders%2Fsink/resume',
    ]);
  });

  it('does nothing that an earlier attempt has done', async () => {
    const { execute, worker } = setUp();
    await execute('pause-connector');
    await execute('pause-connector');
    expect(worker.asked).toHaveLength(1);
  });

  it('does nothing once another worker has taken over', async () => {
    const { execute, worker } = setUp();
    await expect(
      execute('pause-connector', async () => {
        throw new Error('taken over');
      }),
    ).rejects.toThrow('taken over');
    expect(worker.asked).toEqual([]);
  });

  it('refuses what is so already, what was stopped, what is not there, and what is for Kafka', async () => {
    const { operations, plan, worker } = setUp();
    await expect(plan('resume-connector')).rejects.toThrow(
      'orders/sink is running already, with all its tasks',
    );
    await expect(plan('pause-connector', 'nobody')).rejects.toThrow(
      'Kafka Connect connect-prod has no connector nobody',
    );
    worker.connector = 'STOPPED';
    worker.tasks = [];
    await expect(plan('resume-connector')).rejects.toThrow('was stopped');
    await expect(
      operations.plan(
        { kind: 'reset-offsets', group: 'g', to: { at: 'latest' } },
        { signal: SIGNAL },
      ),
    ).rejects.toThrow(OperationRefusedError);
  });
});

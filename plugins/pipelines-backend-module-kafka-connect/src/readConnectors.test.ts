import { connectorsBody, readConnectors } from './readConnectors';

const read = (body: unknown) => readConnectors(connectorsBody.parse(body));

/** As Kafka Connect 4.3.1 answered it, but for the name of the topic. */
const RECORDED = {
  'bad-sink': {
    status: {
      name: 'bad-sink',
      connector: {
        state: 'RUNNING',
        worker_id: '127.0.0.1:19083',
        version: '4.3.1',
      },
      tasks: [
        {
          id: 0,
          state: 'FAILED',
          worker_id: '127.0.0.1:19083',
          version: '4.3.1',
          trace:
            "org.apache.kafka.connect.errors.ConnectException: Couldn't find or create file '/nonexistent/dir/out.txt' for FileStreamSinkTask\n\tat org.apache.kafka.connect.file.FileStreamSinkTask.start(FileStreamSinkTask.java:74)",
        },
      ],
      type: 'sink',
    },
    info: {
      name: 'bad-sink',
      config: {
        'connector.class':
          'org.apache.kafka.connect.file.FileStreamSinkConnector',
        file: '/nonexistent/dir/out.txt',
        'tasks.max': '1',
        topics: 'orders.v1, orders.v2',
        name: 'bad-sink',
      },
      tasks: [{ connector: 'bad-sink', task: 0 }],
      type: 'sink',
    },
  },
};

describe('readConnectors', () => {
  it('reads a connector that runs while its task has failed', () => {
    expect(read(RECORDED)).toEqual([
      {
        name: 'bad-sink',
        type: 'sink',
        class: 'org.apache.kafka.connect.file.FileStreamSinkConnector',
        state: 'RUNNING',
        worker: '127.0.0.1:19083',
        tasks: [
          {
            id: 0,
            state: 'FAILED',
            worker: '127.0.0.1:19083',
            reason:
              "org.apache.kafka.connect.errors.ConnectException: Couldn't find or create file '/nonexistent/dir/out.txt' for FileStreamSinkTask",
          },
        ],
        group: 'connect-bad-sink',
        topics: ['orders.v1', 'orders.v2'],
      },
    ]);
  });

  const connector = (config: object, trace = '', type = 'source') =>
    read({
      x: {
        status: { connector: { state: 'FAILED', trace }, tasks: [], type },
        info: { config },
      },
    })[0];

  it('knows the group that a sink was told to be, and its dead letters', () => {
    const sink = connector(
      {
        'consumer.override.group.id': 'orders-sink',
        'errors.deadletterqueue.topic.name': 'orders.dlq',
      },
      '',
      'sink',
    );
    expect(sink).toMatchObject({
      group: 'orders-sink',
      deadLetters: 'orders.dlq',
    });
    expect(connector({})).not.toHaveProperty('group');
  });

  it.each([
    'Failed: jdbc:postgresql://ann:hunter2@db/orders',
    'Login failed; password=hunter2; user=ann',
    'connection.password: hunter2 is wrong',
  ])('keeps secrets of a config and of a trace to itself: %s', trace => {
    const found = connector(
      { 'connection.password': 'hunter2', topic: 'orders' },
      trace,
    );
    expect(JSON.stringify(found)).not.toContain('hunter2');
    expect(found.reason).toBeTruthy();
  });

  it('reads one of which the worker knows no config yet, or no type', () => {
    expect(
      read({
        x: { status: { connector: { state: 'UNASSIGNED' }, tasks: [] } },
      }),
    ).toEqual([{ name: 'x', type: 'unknown', state: 'UNASSIGNED', tasks: [] }]);
  });
});

import type {
  GroupPartition,
  GroupReading,
  LagReading,
} from '@sluice/plugin-pipelines-node';
import { SourceLag } from './SourceLag';

const T0 = Date.parse('2026-11-21T06:00:00.000Z');
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();
const TOPIC = 'orders.v1';
const MEMBER = { memberId: 'm1', clientId: 'c1', host: '/10.0.0.7' };

const empty = () =>
  new SourceLag({
    at: undefined,
    windows: new Map(),
    logs: [],
    topicIds: new Map(),
  });

const group = (
  partitions: Array<Partial<GroupPartition>>,
  options: Partial<GroupReading> = {},
): GroupReading => ({
  group: 'enrich',
  state: 'stable',
  members: [MEMBER],
  partitions: partitions.map((p, partition) => ({
    topic: TOPIC,
    partition,
    memberId: 'm1',
    ...p,
  })),
  ...options,
});

function sweep(
  seconds: number,
  ends: Array<number | undefined>,
  groups: GroupReading[],
  options: Partial<LagReading> & { topicId?: string } = {},
): LagReading {
  return {
    at: at(seconds),
    complete: true,
    groups,
    logs: ends.map((end, partition) => ({ topic: TOPIC, partition, end })),
    topics: [
      {
        topic: TOPIC,
        topicId: options.topicId ?? 'id1',
        partitions: ends.length,
        underReplicated: 0,
        offline: 0,
      },
    ],
    brokers: 1,
    requests: 6,
    ...options,
  };
}

describe('SourceLag', () => {
  it('tells lag in messages and seconds, rates, and how long it takes to catch up', () => {
    const lag = empty();
    let last;
    for (let i = 0; i < 10; i++) {
      [last] = lag.take(
        sweep(
          i * 15,
          [1000 + i * 150, 50],
          [group([{ committed: 100 + i * 240 }, { committed: 50 }])],
        ),
      );
    }
    expect(last).toMatchObject({
      group: 'enrich',
      status: 'ok',
      lag: 90,
      unknownPartitions: 0,
      inPerSecond: 10,
      outPerSecond: 16,
      seconds: 9,
      drainSeconds: 15,
      complete: 1,
    });
  });

  it('is unknown in time where one partition is, with what is known as a lower bound', () => {
    const lag = empty();
    lag.take(
      sweep(0, [1000, 50], [group([{ committed: 900 }, { committed: 40 }])]),
    );
    const [now] = lag.take(
      sweep(60, [1600, 90], [group([{ committed: 900 }, { committed: 70 }])]),
    );
    // 900 was written before the first sweep.
    expect(now).toMatchObject({ seconds: null, atLeastSeconds: 60, lag: 720 });
    expect(now.partitions.map(p => p.seconds)).toEqual([null, 30]);
  });

  it('knows the time of a topic at rest from its newest message, at the first sweep', () => {
    const [now] = empty().take(
      sweep(0, [100], [group([{ committed: 100 }])], {
        logs: [
          {
            topic: TOPIC,
            partition: 0,
            end: 100,
            newest: { offset: 99, at: at(-3600) },
          },
        ],
      }),
    );
    expect(now).toMatchObject({ seconds: 0, lag: 0, status: 'ok' });
    const lag = empty();
    const [stuck] = lag.take(
      sweep(
        0,
        [100],
        [group([{ committed: 99 }], { state: 'empty', members: [] })],
        {
          logs: [
            {
              topic: TOPIC,
              partition: 0,
              end: 100,
              newest: { offset: 99, at: at(-3600) },
            },
          ],
        },
      ),
    );
    expect(stuck).toMatchObject({ seconds: null, atLeastSeconds: 3600 });
  });

  it('costs a broker that is away only its partitions', () => {
    const lag = empty();
    lag.take(
      sweep(0, [100, 100], [group([{ committed: 90 }, { committed: 100 }])]),
    );
    const [now] = lag.take(
      sweep(
        15,
        [100, undefined],
        [group([{ committed: 90 }, { committed: 100 }])],
        {
          logs: [
            { topic: TOPIC, partition: 0, end: 100 },
            { topic: TOPIC, partition: 1, problem: 'no leader' },
          ],
        },
      ),
    );
    expect(now).toMatchObject({
      status: 'unknown',
      reason: 'orders.v1 partition 1: no leader',
      lag: 10,
      unknownPartitions: 1,
    });
    expect(now.partitions[0]).toMatchObject({ lag: 10, status: 'ok' });
  });

  it('keeps what it knew of a group whose coordinator moves', () => {
    const lag = empty();
    for (let i = 0; i < 5; i++) {
      lag.take(sweep(i * 15, [100 + i], [group([{ committed: 90 }])]));
    }
    const away = group([], {
      state: 'unknown',
      members: undefined,
      problem: 'its coordinator is moving',
    });
    const [gone] = lag.take(sweep(75, [105], [away]));
    expect(gone).toMatchObject({
      status: 'unknown',
      reason: 'its coordinator is moving',
      lag: null,
    });
    expect(lag.windowOf('enrich').get('orders.v1/0')).toHaveLength(5);
  });

  it('keeps groups that an incomplete sweep left out, and forgets those that a complete one did', () => {
    const lag = empty();
    lag.take(sweep(0, [100], [group([{ committed: 90 }])]));
    lag.take(sweep(15, [100], [], { complete: false }));
    expect(lag.windowOf('enrich').size).toBe(1);
    lag.take(sweep(30, [100], []));
    expect(lag.windowOf('enrich').size).toBe(0);
  });

  it('keeps the readings of groups that a sweep left out', () => {
    const lag = empty();
    const stuck = [group([{ committed: 1 }])];
    for (let i = 0; i < 10; i++) lag.take(sweep(i * 15, [9], stuck));
    const left = sweep(150, [9], [], { quietGroups: ['enrich'] });
    expect(lag.take(left)).toEqual([]);
    expect(lag.take(sweep(165, [9], stuck))).toMatchObject([
      { status: 'stall', complete: 1 },
    ]);
  });

  it('forgets the past of a topic that was made again', () => {
    const lag = empty();
    lag.take(sweep(0, [1000], [group([{ committed: 900 }])]));
    lag.take(sweep(15, [2000], [group([{ committed: 900 }])]));
    const [now] = lag.take(
      sweep(30, [40], [group([{ committed: 900 }])], { topicId: 'id2' }),
    );
    expect(now).toMatchObject({
      lag: null,
      seconds: null,
      unknownPartitions: 1,
    });
    expect(lag.logs).toMatchObject([{ history: [[40, T0 + 30_000]] }]);
  });

  it('takes a marker of a transaction for nothing where the topic is known to be written so', () => {
    const topics = [
      {
        topic: TOPIC,
        partitions: 1,
        underReplicated: 0,
        offline: 0,
        transactional: true,
      },
    ];
    const lag = empty();
    let now;
    for (let i = 0; i < 10; i++) {
      [now] = lag.take(
        sweep(i * 15, [100], [group([{ committed: 99 }])], { topics }),
      );
    }
    expect(now).toMatchObject({ status: 'ok', inferred: true });
  });

  describe('near what an SLO promises', () => {
    const promised = [{ pipelineExternalId: 'enrich', maxSeconds: 180 }];
    /** 10 messages a second, read 160 s late, in one of two partitions. */
    const late = (i: number, options = {}) =>
      sweep(
        i * 15,
        [i * 150, i * 150],
        [group([{ committed: i * 150 - 1600 }, { committed: i * 150 }])],
        options,
      );

    it('wants to know when the oldest unread message was written, and says it then', () => {
      const lag = empty();
      for (let i = 11; i < 40; i++) lag.take(late(i));
      expect(lag.wantedTimes(late(40), [])).toEqual([]);
      const wanted = lag.wantedTimes(late(40), promised);
      expect(wanted).toEqual([
        {
          topic: TOPIC,
          partition: 0,
          offset: 4400,
          after: at(435),
          before: at(450),
        },
      ]);
      // Nothing was taken in by the question.
      expect(lag.wantedTimes(late(40), promised)).toEqual(wanted);
      const reading = late(40);
      reading.logs[0].written = [
        { offset: 4399, at: at(1) },
        { offset: 4400, at: at(436.5) },
      ];
      const [now] = lag.take(reading);
      expect(now).toMatchObject({ seconds: 163.5, atLeastSeconds: 163.5 });
    });

    it('wants nothing of a log that is not the one it knew', () => {
      const lag = empty();
      for (let i = 11; i < 40; i++) lag.take(late(i));
      const again = late(40, { topicId: 'id2' });
      expect(lag.wantedTimes(again, promised)).toMatchObject([
        { after: at(384), before: at(600) },
      ]);
    });
  });

  it('goes on from what was stored', () => {
    const first = empty();
    for (let i = 0; i < 10; i++) {
      first.take(
        sweep(i * 15, [1000 + i * 150], [group([{ committed: 812 }])]),
      );
    }
    const second = new SourceLag({
      at: first.at,
      windows: new Map([['enrich', first.windowOf('enrich')]]),
      logs: first.logs,
      topicIds: new Map([[TOPIC, 'id1']]),
    });
    const [now] = second.take(
      sweep(150, [2500], [group([{ committed: 812 }])]),
    );
    expect(now).toMatchObject({
      status: 'stall',
      reason:
        'orders.v1 partition 0: 10 readings over 135 s, offset unchanged at 812, lag 1,688',
      inferred: true,
      complete: 1,
    });
  });

  describe('where a source reads commits one by one', () => {
    /** A member that commits the same offset every five seconds, up to a sweep, of sweeps 15 s apart. */
    const committing = (
      sweepNumber: number,
      options: { since?: string; until?: number } = {},
    ): GroupPartition['commits'] => {
      const { since = at(0), until = Infinity } = options;
      const made = [-10, -5, 0]
        .map(before => sweepNumber * 15 + before)
        .filter(seconds => seconds > 0 && seconds <= until)
        .map(seconds => ({ at: T0 + seconds * 1000, offset: 40 }));
      return { since, made, upToDate: true };
    };
    const reading = (
      i: number,
      partition: Partial<GroupPartition>,
      options: Partial<GroupReading> = {},
    ) =>
      sweep(
        i * 15,
        [100 + i * 10],
        [group([{ committed: 40, ...partition }], options)],
      );
    const run = (
      lag: SourceLag,
      sweeps: number,
      of: (i: number) => LagReading,
      from = 0,
    ) => {
      let last;
      for (let i = from; i < from + sweeps; i++) [last] = lag.take(of(i));
      return last;
    };

    it('tells who commits the same offset from who commits nothing', () => {
      const stalled = run(empty(), 12, i =>
        reading(i, { commits: committing(i) }),
      );
      expect(stalled).toMatchObject({
        status: 'stall',
        inferred: false,
        reason: expect.stringContaining(
          '10 commits over 45 s, offset unchanged at 40, lag 170',
        ),
      });
      const stopped = run(empty(), 12, i =>
        reading(i, { commits: committing(i, { until: 75 }) }),
      );
      expect(stopped).toMatchObject({
        status: 'stop',
        inferred: false,
        reason: expect.stringContaining(
          'no commit for 90 s, though a member lives',
        ),
      });
    });

    it('sees a rewind between two readings', () => {
      const back = { at: T0 + 140_300, offset: 7 };
      const lag = empty();
      run(lag, 10, i => reading(i, { commits: committing(i) }));
      const commits = committing(10)!;
      const [first, ...others] = commits.made;
      const made = [first, back, ...others];
      const [last] = lag.take(reading(10, { commits: { ...commits, made } }));
      expect(last).toMatchObject({ status: 'rewind', inferred: false });
    });

    it('infers again while commits cannot be read, and goes on where none was missed', () => {
      const lag = empty();
      run(lag, 11, i => reading(i, { commits: committing(i) }));
      expect(lag.take(reading(11, {}))).toMatchObject([
        { status: 'stall', inferred: true },
      ]);
      const since = { commits: committing(12) };
      expect(lag.take(reading(12, since))).toMatchObject([
        { status: 'stall', inferred: false },
      ]);
      // Some may have been missed: what was known before is forgotten.
      const anew = { commits: committing(13, { since: at(190) }) };
      expect(lag.take(reading(13, anew))).toMatchObject([
        { status: 'stall', inferred: true },
      ]);
    });

    it('keeps what was handed over while nothing else could be read', () => {
      const lag = empty();
      run(lag, 11, i =>
        reading(i, {
          commits: committing(i),
          ...(i > 6 && i < 10 && { committed: undefined, problem: 'moved' }),
        }),
      );
      const made = lag.windowOf('enrich').get(`${TOPIC}/0`)!.at(-1)!.commits!
        .made;
      expect(made).toHaveLength(10);
      expect(made.map(each => (each.at - T0) / 1000)).toEqual(
        Array.from({ length: 10 }, (_, i) => 105 + i * 5),
      );
    });

    it('forgets commits of what has expired', () => {
      const lag = empty();
      run(lag, 11, i => reading(i, { commits: committing(i) }));
      lag.take(reading(11, { committed: null, commits: committing(11) }));
      const window = lag.windowOf('enrich').get(`${TOPIC}/0`)!;
      expect(window.at(-1)).not.toHaveProperty('commits');
    });

    it('holds them once, with the newest reading', () => {
      const lag = empty();
      run(lag, 12, i => reading(i, { commits: committing(i) }));
      const window = lag.windowOf('enrich').get(`${TOPIC}/0`)!;
      expect(window.filter(each => each.commits)).toHaveLength(1);
    });
  });
});

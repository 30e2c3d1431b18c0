import * as fc from 'fast-check';
import type { Commit } from '@sluice/plugin-pipelines-node';
import { encodeKey, encodeValue } from '../__testUtils__/commitBytes';
import { FakeCluster, type FakeLog } from '../__testUtils__/FakeCluster';
import { offsetsPartition } from './offsetsPartition';
import { readCommits } from './readCommits';
import { packCursor, unpackCursor } from './tailCursor';

const START = Date.parse('2026-11-25T06:00:00.000Z');
const PARTITIONS = 4;
const SINCE = new Date(START).toISOString();

/** Ids of groups by the partition of `__consumer_offsets` that has their commits. */
const groupOf = (partition: number) => {
  for (let i = 0; ; i++) {
    const group = `g${i}`;
    if (offsetsPartition(group, PARTITIONS) === partition) return group;
  }
};

/** A cluster of two brokers that keeps commits, and whoever reads them sweep by sweep, each time from what was saved. */
function rig() {
  const cluster = new FakeCluster([1, 2]);
  const logs = Array.from({ length: PARTITIONS }, (_, partition) => {
    const log: FakeLog & { records: NonNullable<FakeLog['records']> } = {
      leader: 1 + (partition % 2),
      end: 1000,
      records: [],
    };
    cluster.logs.set(`__consumer_offsets/${partition}`, log);
    return log;
  });
  let time = START;
  let saved: unknown;
  const put = (
    partition: number,
    key: Buffer | null,
    value: Buffer | null,
  ): void => {
    logs[partition].records.push({ offset: logs[partition].end++, key, value });
  };
  return {
    cluster,
    logs,
    put,
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    /** What was saved is of a topic with another id. */
    saveAs(topicId: string) {
      saved = packCursor({ ...unpackCursor(saved)!, topicId });
    },
    /** A group commits in `t/0`, now and then. */
    commit(group: string, offset: number | null, at = time) {
      put(
        offsetsPartition(group, PARTITIONS),
        encodeKey({ group, topic: 't', partition: 0 }),
        offset === null ? null : encodeValue({ offset, at }),
      );
    },
    async read(options: { nodes?: number[]; groups?: string[] } = {}) {
      const groups = options.groups ?? [0, 1, 2, 3].map(groupOf);
      const read = await readCommits({
        client: cluster,
        cluster: await cluster.cluster(),
        nodes: new Set(options.nodes ?? [1, 2]),
        cursor: unpackCursor(saved),
        groups: new Set(groups),
        readsTopic: topic => topic === 't',
        now: () => new Date(time),
      });
      saved =
        read.cursor && JSON.parse(JSON.stringify(packCursor(read.cursor)));
      return read;
    },
  };
}

const offsetsOf = (commits?: { made: Commit[] }) =>
  commits?.made.map(({ offset }) => offset);

describe('readCommits', () => {
  it('begins at the end, and goes on where it was', async () => {
    const { commit, pass, read } = rig();
    const group = groupOf(0);
    commit(group, 1);
    expect((await read()).of(group, 't', 0)).toEqual({
      since: SINCE,
      made: [],
      upToDate: true,
    });
    pass(15);
    commit(group, 2, START + 5000);
    commit(group, 2, START + 10_000);
    const second = await read();
    expect(second.of(group, 't', 0)).toEqual({
      since: SINCE,
      made: [
        { at: START + 5000, offset: 2 },
        { at: START + 10_000, offset: 2 },
      ],
      upToDate: true,
    });
    expect([...second.active]).toEqual([group]);
    expect(second.partitionsOf(group)).toEqual([{ topic: 't', partition: 0 }]);
    expect(offsetsOf((await read()).of(group, 't', 0))).toEqual([]);
  });

  it('costs one request a broker while nothing is behind, and one more each at first', async () => {
    const { cluster, read } = rig();
    await read();
    expect(cluster.requests).toBe(1 + 2 + 2);
    cluster.requests = 0;
    await read();
    expect(cluster.requests).toBe(1 + 2);
  });

  it('looks at commits of groups and topics that are read alone', async () => {
    const { put, read } = rig();
    await read();
    const group = groupOf(0);
    put(0, encodeKey({ group: 'other', topic: 't', partition: 0 }), null);
    put(
      0,
      encodeKey({ group, topic: 'hidden', partition: 0 }),
      encodeValue({ offset: 1, at: START }),
    );
    // The members of a group.
    put(0, Buffer.from('00020001670000', 'hex'), Buffer.from('0003', 'hex'));
    const found = await read();
    expect([...found.active]).toEqual([]);
    expect(found.problems).toEqual([]);
  });

  it('forgets what was committed before a tombstone', async () => {
    const { commit, pass, read } = rig();
    await read();
    const group = groupOf(0);
    commit(group, 5);
    commit(group, null);
    pass(2);
    commit(group, 1);
    expect(offsetsOf((await read()).of(group, 't', 0))).toEqual([1]);
  });

  it('reads batch after batch, and says where it is not up to date', async () => {
    const { commit, logs, pass, read } = rig();
    await read();
    const group = groupOf(0);
    for (let i = 0; i < 20; i++) {
      pass(2);
      commit(group, i);
    }
    logs[0].atOnce = 2;
    const first = (await read()).of(group, 't', 0);
    expect(first).toMatchObject({ since: SINCE, upToDate: false });
    expect(offsetsOf(first)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    const second = (await read()).of(group, 't', 0);
    expect(second).toMatchObject({ since: SINCE, upToDate: true });
    expect(offsetsOf(second)).toEqual([16, 17, 18, 19]);
  });

  it('gives up what there is too much of, says so, and begins anew', async () => {
    const { commit, logs, pass, read } = rig();
    await read();
    const group = groupOf(0);
    for (let i = 0; i < 20; i++) commit(group, i);
    Object.assign(logs[0], { atOnce: 1, end: 600_000 });
    const lost = await read();
    expect(lost.problems).toEqual([
      expect.stringMatching(/^commits: 598992 of partition 0 .* were left out/),
    ]);
    expect(lost.of(group, 't', 0)).toBeUndefined();
    pass(15);
    expect((await read()).of(group, 't', 0)).toEqual({
      since: new Date(START + 15_000).toISOString(),
      made: [],
      upToDate: true,
    });
  });

  describe('a part that fails costs its own groups alone', () => {
    it('a broker that does not answer', async () => {
      const { cluster, commit, read } = rig();
      await read();
      for (const partition of [0, 1]) commit(groupOf(partition), 7);
      cluster.down.add('records:1');
      const found = await read();
      expect(found.of(groupOf(0), 't', 0)).toMatchObject({
        made: [],
        upToDate: false,
      });
      expect(offsetsOf(found.of(groupOf(1), 't', 0))).toEqual([7]);
      expect(found.problems).toHaveLength(1);
      cluster.down.clear();
      const next = await read();
      expect(next.of(groupOf(0), 't', 0)).toMatchObject({
        since: SINCE,
        upToDate: true,
      });
      expect(offsetsOf(next.of(groupOf(0), 't', 0))).toEqual([7]);
      expect(next.problems).toEqual([]);
    });

    it('a broker that did not list its groups: theirs are not lost', async () => {
      const { commit, read } = rig();
      await read();
      const group = groupOf(0);
      commit(group, 7);
      const others = [1, 3].map(groupOf);
      await read({ nodes: [2], groups: others });
      expect(offsetsOf((await read()).of(group, 't', 0))).toEqual([7]);
    });

    it.each<[string, number, string[]]>([
      ['a leader that moved', 6, []],
      [
        'no permission',
        29,
        [
          'commits: not authorised to read them (ACL: Read on Topic __consumer_offsets)',
        ],
      ],
      ['another error', 7, ['commits: the broker took too long']],
    ])('%s', async (_, recordsCode, problems) => {
      const { commit, logs, read } = rig();
      await read();
      const group = groupOf(0);
      commit(group, 7);
      logs[0].recordsCode = recordsCode;
      const found = await read();
      expect(found.of(group, 't', 0)).toMatchObject({
        made: [],
        upToDate: false,
      });
      expect(found.of(groupOf(2), 't', 0)).toMatchObject({ upToDate: true });
      expect(found.problems).toEqual(problems);
      logs[0].recordsCode = 0;
      expect(offsetsOf((await read()).of(group, 't', 0))).toEqual([7]);
    });

    it('what it would read next is gone: it begins anew', async () => {
      const { logs, pass, read } = rig();
      await read();
      logs[0].recordsCode = 1;
      expect((await read()).of(groupOf(0), 't', 0)).toBeUndefined();
      logs[0].recordsCode = 0;
      pass(15);
      expect((await read()).of(groupOf(0), 't', 0)).toMatchObject({
        since: new Date(START + 15_000).toISOString(),
      });
    });

    it('a record that cannot be understood: nothing before is taken for whole', async () => {
      const { commit, pass, put, read } = rig();
      await read();
      const group = groupOf(0);
      pass(15);
      put(
        0,
        encodeKey({ group, topic: 't', partition: 0 }),
        Buffer.from([9, 9]),
      );
      commit(group, 7);
      const found = await read();
      expect(found.of(group, 't', 0)).toMatchObject({
        since: new Date(START + 15_000).toISOString(),
      });
      expect(found.of(groupOf(2), 't', 0)).toMatchObject({ since: SINCE });
      expect(found.problems).toEqual([
        "commits: a record of partition 0 of __consumer_offsets can't be understood",
      ]);
    });
  });

  it('takes nothing for up to date behind a transaction that stays open', async () => {
    const { commit, logs, read } = rig();
    await read();
    const group = groupOf(0);
    commit(group, 7);
    logs[0].settled = logs[0].end;
    commit(group, 8);
    const first = (await read()).of(group, 't', 0);
    expect(offsetsOf(first)).toEqual([7]);
    expect(first).toMatchObject({ upToDate: true });
    expect((await read()).of(group, 't', 0)).toMatchObject({ upToDate: false });
    logs[0].settled = undefined;
    const last = (await read()).of(group, 't', 0);
    expect(offsetsOf(last)).toEqual([8]);
    expect(last).toMatchObject({ since: SINCE, upToDate: true });
  });

  it('gets over what compaction emptied', async () => {
    const { logs, read } = rig();
    await read();
    logs[0].end = 1200;
    expect((await read()).of(groupOf(0), 't', 0)).toMatchObject({
      upToDate: true,
    });
  });

  it('begins anew when the topic was made again', async () => {
    const { pass, read, saveAs } = rig();
    await read();
    pass(15);
    saveAs('another-topic');
    expect((await read()).of(groupOf(0), 't', 0)?.since).toBe(
      new Date(START + 15_000).toISOString(),
    );
  });

  it.each([
    [
      'may not be seen',
      ['g1'],
      [
        'commits: not authorised to read them (ACL: Read on Topic __consumer_offsets)',
      ],
    ],
    ['is not there yet, as nobody is', [], []],
  ])('the topic %s', async (_, groups, problems) => {
    const { cluster, read } = rig();
    cluster.logs.clear();
    const found = await read({ groups });
    expect(found).toMatchObject({ cursor: undefined, problems });
    expect(found.of('g1', 't', 0)).toBeUndefined();
  });

  it('hands each commit over once, whatever fails between', async () => {
    const step = fc.oneof(
      fc.record({ commit: fc.nat(PARTITIONS - 1) }),
      fc.record({ fail: fc.nat(PARTITIONS - 1) }),
      fc.constant('sweep' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async steps => {
        const { commit, logs, pass, read } = rig();
        await read();
        let made = 0;
        let seen = 0;
        const count = async () => {
          const found = await read();
          for (const group of [0, 1, 2, 3].map(groupOf)) {
            seen += found.of(group, 't', 0)?.made.length ?? 0;
          }
        };
        for (const each of steps) {
          pass(2);
          if (each === 'sweep') {
            await count();
            for (const log of logs) log.recordsCode = undefined;
          } else if ('commit' in each) {
            // More than ten between two sweeps are thinned out.
            if (made++ % 8 === 7) {
              for (const log of logs) log.recordsCode = undefined;
              await count();
            }
            commit(groupOf(each.commit), made);
          } else logs[each.fail].recordsCode = 6;
        }
        for (const log of logs) log.recordsCode = undefined;
        await count();
        expect(seen).toBe(made);
      }),
      { numRuns: 50 },
    );
  });
});

import * as fc from 'fast-check';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { messageKey, writtenTimes } from './writtenTimes';

const T0 = Date.parse('2026-11-21T06:00:00.000Z');
const iso = (ms: number) => new Date(T0 + ms).toISOString();
const wanted = (
  offset: number,
  after: number,
  before: number,
  partition = 0,
) => ({
  topic: 'orders',
  partition,
  offset,
  after: iso(after),
  before: iso(before),
});

function rig(logs: number[][], nodeIds = [1]) {
  const client = new FakeCluster(nodeIds);
  logs.forEach((times, partition) => {
    client.logs.set(`orders/${partition}`, {
      leader: nodeIds[partition % nodeIds.length],
      end: times.length,
      times: times.map(time => T0 + time),
    });
  });
  const find = async (...list: Array<ReturnType<typeof wanted>>) => {
    const cluster = await client.cluster();
    client.requests = 0;
    return writtenTimes({ client, cluster, wanted: list });
  };
  return { client, find };
}

describe('writtenTimes', () => {
  const steady = Array.from({ length: 600 }, (_, i) => i * 100);

  it('finds when a message was written to the second, in a few requests', async () => {
    const { client, find } = rig([steady]);
    const found = await find(wanted(300, 20_000, 35_000));
    const time = found.get('orders/0/300')! - T0;
    expect(Math.abs(time - 30_000)).toBeLessThanOrEqual(500);
    expect(client.requests).toBeLessThanOrEqual(7);
  });

  it('asks each broker once a round, however many messages', async () => {
    const { client, find } = rig([steady, steady, steady, steady], [1, 2]);
    const found = await find(
      ...[0, 1, 2, 3].map(p => wanted(300 + p, 20_000, 35_000, p)),
    );
    expect([...found.keys()].sort()).toEqual([
      'orders/0/300',
      'orders/1/301',
      'orders/2/302',
      'orders/3/303',
    ]);
    expect(client.requests).toBeLessThanOrEqual(2 * 7);
  });

  it('finds several messages of one partition one after the other', async () => {
    const { find } = rig([[1000, 2000, 30_000]]);
    const found = await find(wanted(2, 20_000, 35_000), wanted(1, 0, 5000));
    expect(found.get('orders/0/2')).toBe(T0 + 30_000);
    expect(found.get('orders/0/1')).toBe(T0 + 2000);
  });

  it.each([
    ['was written before the range', wanted(5, 10_000, 20_000)],
    ['has no partition', wanted(5, 0, 20_000, 7)],
  ])('leaves a message out that %s', async (_, each) => {
    const { find } = rig([steady]);
    expect(await find(each)).toEqual(new Map());
  });

  it('leaves out what a broker cannot say', async () => {
    const { client, find } = rig([steady, steady], [1, 2]);
    client.down.add('firstSince:2');
    const found = await find(
      wanted(300, 20_000, 35_000),
      wanted(300, 20_000, 35_000, 1),
    );
    expect([...found.keys()]).toEqual(['orders/0/300']);
    client.logs.get('orders/0')!.code = 6;
    expect(await find(wanted(300, 20_000, 35_000))).toEqual(new Map());
  });

  it('is never off by more than half a second, whatever the traffic', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 60_000 }), {
          minLength: 1,
          maxLength: 50,
        }),
        fc.nat(),
        async (times, pick) => {
          const log = [...times].sort((a, b) => a - b);
          const offset = pick % log.length;
          const { find } = rig([log]);
          const each = wanted(offset, log[offset] - 7000, log[offset] + 8000);
          const found = (await find(each)).get(messageKey(each))! - T0;
          expect(Math.abs(found - log[offset])).toBeLessThanOrEqual(500);
        },
      ),
    );
  });
});

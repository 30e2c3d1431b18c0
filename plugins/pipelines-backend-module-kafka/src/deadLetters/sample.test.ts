import { FakeCluster } from '../__testUtils__/FakeCluster';
import { sampleDeadLetters } from './sample';

const TOPIC = 'orders.dlq';
const at = (second: number) => Date.UTC(2026, 10, 26, 12, 0, second);
const letter = (offset: number, reason: string) => ({
  offset,
  timestamp: at(offset),
  headers: [['reason', Buffer.from(reason)]] as Array<[string, Buffer]>,
});

function fake(): FakeCluster {
  const cluster = new FakeCluster([1, 2]);
  cluster.logs.set(`${TOPIC}/0`, {
    leader: 1,
    start: 2,
    end: 6,
    headers: [1, 2, 3, 4, 5].map(offset => letter(offset, `first ${offset}`)),
  });
  cluster.logs.set(`${TOPIC}/1`, {
    leader: 2,
    start: 0,
    end: 5,
    headers: [letter(4, 'second 4')],
  });
  cluster.logs.set(`${TOPIC}/2`, { leader: 2, start: 7, end: 7 });
  return cluster;
}

async function sample(cluster: FakeCluster, limit = 3) {
  const known = await cluster.cluster();
  cluster.asked.length = 0;
  const topic = known.topics.find(each => each.name === TOPIC)!;
  return sampleDeadLetters({ client: cluster, cluster: known, topic, limit });
}

describe('sampleDeadLetters', () => {
  it('tells the newest first, of all partitions, in three requests a broker', async () => {
    const cluster = fake();
    const letters = await sample(cluster);
    expect(letters.map(each => each.reason)).toEqual([
      'first 5',
      'first 4',
      'second 4',
    ]);
    expect(letters[0]).toEqual({
      partition: 0,
      offset: 5,
      at: '2026-11-26T12:00:05.000Z',
      convention: 'plain',
      reason: 'first 5',
      others: [],
    });
    expect(cluster.asked).toHaveLength(6);
  });

  it('leaves out what a batch holds besides', async () => {
    const letters = await sample(fake(), 100);
    expect(letters.map(each => each.reason)).not.toContain('first 1');
    expect(letters).toHaveLength(5);
  });

  it('keeps what can be read where a part can not', async () => {
    const cluster = fake();
    cluster.headerCodes.set(`${TOPIC}/0`, 6);
    expect((await sample(cluster)).map(each => each.reason)).toEqual([
      'second 4',
    ]);
    cluster.headerCodes.set(`${TOPIC}/1`, 29);
    await expect(sample(cluster)).rejects.toThrow(
      'its leader moved; not authorised to read it (ACL: Read on Topic orders.dlq)',
    );
  });

  it('goes on after a batch that would unpack to too much, and says why if nothing else is there', async () => {
    const cluster = fake();
    cluster.logs.get(`${TOPIC}/0`)!.refusedTo = 5;
    expect((await sample(cluster, 4)).map(each => each.reason)).toEqual([
      'first 5',
      'second 4',
    ]);
    expect(cluster.asked.filter(each => each === 'headers:1')).toHaveLength(2);
    expect(cluster.asked.filter(each => each === 'headers:2')).toHaveLength(1);
    cluster.logs.get(`${TOPIC}/0`)!.refusedTo = 6;
    cluster.headerCodes.set(`${TOPIC}/1`, 6);
    await expect(sample(cluster)).rejects.toThrow(
      'the batch of offsets 3 to 5 unpacks to more than 9 bytes',
    );
  });

  it('says that nobody can be asked, and that nothing is there', async () => {
    const down = fake();
    down.down.add('headers:1').add('headers:2');
    await expect(sample(down)).rejects.toThrow("can't be reached");
    const empty = new FakeCluster();
    empty.logs.set(`${TOPIC}/0`, { leader: 1, start: 3, end: 3 });
    expect(await sample(empty)).toEqual([]);
  });
});

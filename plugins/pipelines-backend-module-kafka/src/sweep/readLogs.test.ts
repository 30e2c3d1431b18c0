import { FakeCluster } from '../__testUtils__/FakeCluster';
import type { Ask } from './askEach';
import { readLogs } from './readLogs';

const NEWEST = Date.parse('2026-11-25T06:00:00.000Z');

async function read(client: FakeCluster, slow = false) {
  const known = await client.cluster();
  const ask: Ask = async (plan, request) => {
    const answers = new Map();
    for (const [nodeId, question] of plan) {
      const node = known.nodes.find(each => each.nodeId === nodeId)!;
      answers.set(nodeId, await request(node, question));
    }
    return answers;
  };
  const wanted = [
    { topic: 't', partition: 0 },
    { topic: 'gone', partition: 3 },
  ];
  return readLogs({ client, slow }, known, wanted, ask);
}

function cluster() {
  const fake = new FakeCluster();
  const newest = { offset: 9, timestamp: NEWEST };
  fake.logs.set('t/0', { leader: 1, start: 2, end: 10, newest });
  return fake;
}

describe('readLogs', () => {
  it('tells where logs end, and why of some it does not', async () => {
    expect(await read(cluster())).toEqual([
      { topic: 't', partition: 0, end: 10 },
      { topic: 'gone', partition: 3, problem: expect.any(String) },
    ]);
  });

  it('tells where they begin and what is newest in a slow sweep', async () => {
    const [log] = await read(cluster(), true);
    expect(log).toEqual({
      topic: 't',
      partition: 0,
      end: 10,
      start: 2,
      newest: { offset: 9, at: '2026-11-25T06:00:00.000Z' },
    });
  });

  it('takes no time that no clock can have meant', async () => {
    const fake = cluster();
    fake.logs.get('t/0')!.newest = { offset: 9, timestamp: 9e18 };
    const [log] = await read(fake, true);
    expect(log).not.toHaveProperty('newest');
  });
});

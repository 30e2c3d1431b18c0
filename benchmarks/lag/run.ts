/*
 * What it costs to know the lag of a thousand consumer groups, on the lab's broker with 200 topics of 3 partitions:
 *
 *   npm run bench -- lag [sweep] [memory] [store]
 *
 * sweep   one sweep of ours beside (a) one group at a time, as the community's Kafka plugin does by kafkajs, and (b) Apache Kafka's own
 *         admin client for Java in its calls for many groups; connections are set up before, but for a fresh admin a group, whose way it is
 * memory  5,000 groups, a hundred sweeps: fails if the heap grows
 * store   30 days of 1,000 groups, and a chart of them beside a scan of every reading
 */
import { BenchBroker, startLab } from './broker';
import { medianSweep, say, seconds, type Sweep } from './figures';
import { measureMemory } from './memory';
import { Ours } from './ours';
import { javaSweeps } from './peers/java';
import { oneByOne } from './peers/kafkajs';
import { measureStore } from './store';

const PARTS = ['store', 'sweep', 'memory'] as const;
const GROUPS = Number(process.env.BENCH_GROUPS ?? 1000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const WARM_UPS = 3;
/** With its start-up wait kafkajs takes a third of a second a group, whatever it reads: a tenth of the groups tells. */
const WAITED_FOR = Math.max(1, GROUPS / 10);

async function measureSweeps(broker: BenchBroker): Promise<string[]> {
  await broker.makeGroups(GROUPS);
  const ours = new Ours();
  try {
    for (let i = 0; i < WARM_UPS; i++) await ours.sweep();
    const own = await medianSweep('ours', ROUNDS, () => ours.sweep());

    const java = await javaSweeps({ rounds: ROUNDS, warmUps: WARM_UPS });
    const peerJava = await medianSweep(
      'Java AdminClient',
      ROUNDS,
      async () => java.shift()!,
    );
    const peer = (name: string, rounds: number, options: object) =>
      medianSweep(name, rounds, () =>
        oneByOne({ groups: GROUPS, waits: false, shared: false, ...options }),
      );
    const shared = await peer('kafkajs, one shared admin', ROUNDS, {
      shared: true,
    });
    const fresh = await peer('kafkajs, an admin each', ROUNDS, {});
    const waiting = await peer(
      `kafkajs, an admin each with its start-up wait, ${WAITED_FOR} groups`,
      1,
      { waits: true, groups: WAITED_FOR },
    );
    for (const found of [peerJava, shared, fresh]) {
      if (found.lag !== own.lag) throw new Error('They disagree on the lag');
    }
    const whole = {
      ...waiting,
      ms: (waiting.ms * GROUPS) / WAITED_FOR,
      requests: (waiting.requests * GROUPS) / WAITED_FOR,
    };
    const line = (name: string, than: Sweep) =>
      `${name}: ours ${own.requests} requests, ${seconds(own.ms)}, peer ${
        than.requests
      } requests, ${seconds(than.ms)}, ratio ${(than.ms / own.ms).toFixed(1)}`;
    return [
      line('LAG SWEEP BESIDE THE JAVA ADMIN CLIENT', peerJava),
      line('LAG SWEEP BESIDE KAFKAJS WITH ONE SHARED ADMIN', shared),
      line('LAG SWEEP BESIDE KAFKAJS AS IT IS, STARTING UP', whole),
      line('LAG SWEEP BESIDE ONE GROUP AT A TIME', fresh),
    ];
  } finally {
    await ours.close();
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter(name => !PARTS.includes(name as never));
  if (unknown.length > 0) {
    throw new Error(`Unknown ${unknown}, there are: ${PARTS.join(', ')}`);
  }
  const measures = (part: (typeof PARTS)[number]) =>
    wanted.length === 0 || wanted.includes(part);
  const lines: string[] = [];
  if (measures('store')) lines.push(...(await measureStore()));
  if (measures('sweep') || measures('memory')) {
    const stopLab = startLab();
    const broker = new BenchBroker();
    try {
      await broker.clear();
      await broker.makeTopics();
      if (measures('sweep')) lines.push(...(await measureSweeps(broker)));
      if (measures('memory')) await measureMemory(broker);
      await broker.clear();
    } finally {
      await broker.close();
      stopLab();
    }
  }
  say(lines.join('\n'));
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});

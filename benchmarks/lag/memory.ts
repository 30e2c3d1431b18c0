/* Whether what a collector and the readings behind its verdicts hold stays the same, sweep after sweep. */
import v8 from 'node:v8';
import vm from 'node:vm';
import { SourceLag } from '../../plugins/pipelines-backend/src/lag/SourceLag';
import type { BenchBroker } from './broker';
import { megabytes, say } from './figures';
import { Ours } from './ours';

const GROUPS = Number(process.env.MEMORY_GROUPS ?? 5000);
/** Until every window of readings is full. */
const WARM_UP = 20;
const SWEEPS = 100;
const MEASURED_EVERY = 10;
/** What the histories of logs, 60 points each, and the engine's own moods may add. */
const TOLERANCE = 1.08;

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** Reads 5,000 groups a hundred times. @throws if the heap grows */
export async function measureMemory(broker: BenchBroker): Promise<void> {
  await broker.makeGroups(GROUPS);
  const ours = new Ours();
  const lag = new SourceLag({
    at: undefined,
    windows: new Map(),
    logs: [],
    topicIds: new Map(),
  });
  let at = Date.now();
  const sweep = async () => {
    await broker.produce();
    at += 15_000;
    const taken = lag.take(await ours.read(() => new Date(at)));
    if (taken.length !== GROUPS) throw new Error(`It read ${taken.length}`);
  };
  try {
    for (let i = 0; i < WARM_UP; i++) await sweep();
    const heaps: number[] = [];
    let rss = 0;
    for (let i = 0; i <= SWEEPS; i++) {
      if (i % MEASURED_EVERY === 0) {
        collect();
        heaps.push(process.memoryUsage().heapUsed);
        rss = Math.max(rss, process.memoryUsage.rss());
      }
      await sweep();
    }
    say(
      `memory, ${GROUPS} groups over ${SWEEPS} sweeps: heap ${heaps
        .map(heap => megabytes(heap))
        .join(', ')}; RSS at most ${megabytes(rss)}`,
    );
    if (heaps.at(-1)! > heaps[0] * TOLERANCE) {
      throw new Error('The heap grew from sweep to sweep');
    }
  } finally {
    await ours.close();
  }
}

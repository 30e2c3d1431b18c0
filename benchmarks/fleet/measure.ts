/** The middle of some figures; the mean of the two in the middle for an even count. */
export function median(values: number[]): number {
  if (values.length === 0) throw new RangeError('median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Times of two calls, one after the other in turn, so that whatever else the machine does meets both. */
export async function sideBySide(options: {
  ours: () => Promise<unknown>;
  peer: () => Promise<unknown>;
  warmUps: number;
  rounds: number;
}): Promise<{ oursMs: number; peerMs: number }> {
  const { ours, peer, warmUps, rounds } = options;
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, call] of [
      ['ours', ours],
      ['peer', peer],
    ] as const) {
      const start = performance.now();
      await call();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return { oursMs: median(times.ours), peerMs: median(times.peer) };
}

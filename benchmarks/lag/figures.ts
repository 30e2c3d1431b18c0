/** What a sweep, ours or a peer's, cost and found. */
export type Sweep = {
  ms: number;
  requests: number;
  /** Groups that were read, and the sum of their lags in messages: all have to find the same. */
  groups: number;
  lag: number;
};

export const say = (line: string) => process.stdout.write(`${line}\n`);

export const seconds = (ms: number) =>
  ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;

export const megabytes = (bytes: number) =>
  `${(bytes / 2 ** 20).toFixed(1)} MB`;

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Measures one after the other, and says each. @returns the one of the median time */
export async function medianSweep(
  name: string,
  rounds: number,
  work: () => Promise<Sweep>,
): Promise<Sweep> {
  const sweeps: Sweep[] = [];
  for (let round = 0; round < rounds; round++) sweeps.push(await work());
  const middle = median(sweeps.map(sweep => sweep.ms));
  const found = sweeps.find(sweep => sweep.ms === middle)!;
  say(
    `${name}: ${found.groups} groups, lag ${found.lag}, ${
      found.requests
    } requests, ${seconds(found.ms)} (${sweeps
      .map(sweep => seconds(sweep.ms))
      .join(', ')})`,
  );
  return found;
}

import { StaleFencingTokenError } from '@sluice/plugin-pipelines-node';
import type { EnvironmentLog } from './EnvironmentLog';

/** What a worker is told whose lease is over. @internal */
export function stale(unit: string, token: number) {
  return new StaleFencingTokenError(
    `A newer worker was at ${unit}: the lease with the token ${token} is over`,
  );
}

/**
 * Says who works on the unit from here on.
 *
 * @throws StaleFencingTokenError if somebody newer does
 * @internal
 */
export async function claim(
  log: EnvironmentLog,
  unit: string,
  token: number,
): Promise<void> {
  const seen = log.unit(unit).token;
  if (token < seen) throw stale(unit, token);
  if (token === seen) return;
  const taken = await log.append({ kind: 'claim', unit, token });
  if (taken === 'stale') throw stale(unit, token);
}

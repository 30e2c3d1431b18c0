import {
  type DeployCommand,
  DeployFailedError,
  StaleFencingTokenError,
} from '@sluice/plugin-pipelines-node';
import type { PinState } from './pinState';

const shortOid = (commit: { oid: string } | undefined) =>
  commit?.oid.slice(0, 12) ?? 'unknown';

/** What a pin is, for somebody who expected something else. @internal */
export function describe({ blob, changedBy, pin }: PinState): string {
  if (blob === undefined) return 'there is none';
  const names = pin
    ? `it names ${pin.label ?? pin.commit}`
    : 'it is not what Sluice wrote';
  return `${names} since commit ${shortOid(changedBy)} by ${
    changedBy?.author ?? 'somebody'
  }`;
}

/** @throws StaleFencingTokenError if a newer worker was here. @internal */
export function refuseStale(
  state: PinState,
  { fencingToken }: DeployCommand,
): void {
  if (fencingToken >= state.fencingToken) return;
  throw new StaleFencingTokenError(
    `A newer worker committed with the token ${state.fencingToken}: the lease with ${fencingToken} is over`,
  );
}

/**
 * A change of the pin that nobody approved on top of: what is written now was decided against something else.
 *
 * @param before - what it was when this step first looked
 * @throws DeployFailedError
 * @internal
 */
export function refuseOtherChange(
  state: PinState,
  before: PinState | undefined,
  { from, to }: DeployCommand,
): void {
  const isMoved = before !== undefined && before.blob !== state.blob;
  const names = state.pin?.release;
  const isUnexpected =
    from !== undefined &&
    names !== from.releaseDigest &&
    names !== to.releaseDigest;
  if (!isMoved && !isUnexpected) return;
  throw new DeployFailedError(
    `The pin was changed by somebody else: ${describe(state)}`,
  );
}

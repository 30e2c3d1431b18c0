import type {
  ActualState,
  DeployChange,
  Deployer,
  DeployTarget,
} from '@sluice/plugin-pipelines-node';
import type { PromotionContext } from '../context';
import { deployable } from '../plan/deployable';
import type { PromotionRecord } from '../records';

/** How long a target may take to say what it runs. */
const READ_TIMEOUT_MS = 30_000;

/** What a promotion brings, and who brings it. @internal */
export type Deployment = { change: DeployChange; deployer: Deployer };

/**
 * Puts together what a deployer is told about a promotion: the same at each step.
 *
 * @throws if its deployer or its release isn't there any more
 * @internal
 */
export async function deploymentOf(
  promotion: PromotionRecord,
  context: Pick<PromotionContext, 'database' | 'deployerFor' | 'releases'>,
): Promise<Deployment> {
  const { database, deployerFor, releases } = context;
  const { config, environment, kind, members, unit } = promotion;
  const deployer = deployerFor({ unit, environment });
  const to = await releases.find(promotion.releaseId, database);
  if (!deployer || !to) {
    throw new Error(
      `Promotion ${promotion.id} has lost its ${
        to ? `deployer ${promotion.deployerId}` : 'release'
      }`,
    );
  }
  const from =
    promotion.baselineReleaseId === null
      ? undefined
      : await releases.find(promotion.baselineReleaseId, database);
  return {
    deployer,
    change: {
      target: { unit, environment },
      kind,
      from: from && deployable(from),
      to: deployable(to),
      config,
      members,
    },
  };
}

/**
 * What a target really runs, asked for at most half a minute.
 *
 * @param signal - gives up earlier
 * @throws what the deployer throws, or that it took too long
 * @internal
 */
export async function readTarget(
  deployer: Deployer,
  target: DeployTarget,
  signal?: AbortSignal,
): Promise<ActualState> {
  const timeout = AbortSignal.timeout(READ_TIMEOUT_MS);
  const either = signal ? AbortSignal.any([timeout, signal]) : timeout;
  return raced(deployer.read(target, either), either);
}

/** Gives up when the signal says so, whether or not the work listens to it. @internal */
export async function raced<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

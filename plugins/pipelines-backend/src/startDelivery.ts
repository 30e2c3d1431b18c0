import type {
  LoggerService,
  RootLifecycleService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { OnCall } from './createOnCall';
import { errorText } from './observations';
import type { Promotions } from './promotions';
import type { PastProgress } from './past';
import type { RegisteredDelivery } from './RegisteredDelivery';
import { tellPast } from './tellPast';

/**
 * Starts what delivers, decides and tells people. Where a demo tells of the time before, that comes first and in the background: rows of the
 * ledger never go back in time, and what lies in the past is not to be dispatched now.
 *
 * @internal
 */
export async function startDelivery(
  options: Omit<
    Parameters<typeof tellPast>[0],
    'past' | 'alerts' | 'signal'
  > & {
    integrations: RegisteredDelivery;
    scheduler: SchedulerService;
    lifecycle: RootLifecycleService;
    logger: LoggerService;
    promotions: Promotions;
    onCall: OnCall;
    progress: PastProgress;
    /** What is started, in this order. */
    parts: Array<{ start(scheduler: SchedulerService): Promise<void> }>;
  },
): Promise<void> {
  const { integrations, logger, onCall, parts, progress, promotions } = options;
  const start = async () => {
    for (const part of parts) await part.start(options.scheduler);
  };
  const { past } = integrations;
  if (!past) {
    await start();
    return;
  }
  const stopped = new AbortController();
  options.lifecycle.addShutdownHook(() => stopped.abort());
  promotions.worker.pause();
  progress.begin();
  const { signal } = stopped;
  void tellPast({ ...options, past, alerts: onCall.alerts, signal })
    .catch(error => {
      if (signal.aborted) return;
      logger.error(
        `What was delivered at ${past.name} could not be told: ${errorText(
          error,
        )}`,
      );
    })
    .then(async () => {
      if (!signal.aborted) await start();
      progress.end();
    })
    .catch(error => logger.error(`Delivery can't start: ${errorText(error)}`));
}

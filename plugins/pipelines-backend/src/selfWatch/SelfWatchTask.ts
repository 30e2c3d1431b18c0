import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Pager } from '../promotions';
import { type SelfStanding, troublesOf } from './troubles';

const EVERY_SECONDS = 60;

/** Tells whoever runs the portal what can't wait, once. @internal */
export class SelfWatchTask {
  readonly #options: {
    read: () => Promise<SelfStanding>;
    pager: Pager;
    /** Whether somebody was told of a key already. */
    isTold: (key: string) => Promise<boolean>;
    /** Entity refs; nobody is told if there are none, and the log says so. */
    operators: string[];
    logger: LoggerService;
  };

  constructor(options: {
    read: () => Promise<SelfStanding>;
    pager: Pager;
    isTold: (key: string) => Promise<boolean>;
    operators: string[];
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-self-watch',
      frequency: { seconds: EVERY_SECONDS },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 40 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { isTold, logger, operators, pager, read } = this.#options;
    for (const trouble of troublesOf(await read())) {
      if (operators.length === 0) {
        logger.error(
          `${trouble.title}: ${trouble.description} (pipelines.operators names nobody to tell)`,
        );
        continue;
      }
      if (await isTold(trouble.key)) continue;
      await pager.page({
        ...trouble,
        severity: 'critical',
        recipients: operators,
      });
    }
  }
}

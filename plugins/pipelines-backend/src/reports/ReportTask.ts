import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AlertService } from '../alerts';
import type { Outbox } from '../notifications';
import type { Slos } from '../slo';
import type { MorningReportConfig } from './config';
import { dueReport } from './dueReport';
import { reportContent } from './reportContent';
import { reportMessages } from './reportMessage';
import type { ReportStore } from './ReportStore';

/** What a {@link ReportTask} needs. @internal */
export type ReportTaskOptions = {
  database: Knex;
  store: ReportStore;
  alerts: Pick<AlertService, 'open'>;
  slos: Pick<Slos, 'forecastAccuracy'>;
  outbox: Outbox;
  config: MorningReportConfig;
  /** Whether all that is known was judged once, so that a first report doesn't call a morning quiet that isn't. */
  isSettled: () => Promise<boolean>;
  now: () => Date;
};

/** Makes the report of each morning, once, whichever replica comes first. @internal */
export class ReportTask {
  readonly #options: ReportTaskOptions;

  constructor(options: ReportTaskOptions) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-morning-report',
      frequency: { seconds: 30 },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 45 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { alerts, config, database, isSettled, now, outbox, slos, store } =
      this.#options;
    const madeAt = now().toISOString();
    const due = dueReport(config, madeAt);
    if (await store.has(due.date, database)) return;
    const isFirst = (await store.newest(database)) === undefined;
    if (isFirst && !(await isSettled())) return;
    const { date, ...day } = due.dayBefore;
    const content = reportContent(await alerts.open(), {
      ...(await slos.forecastAccuracy(day)),
      date,
    });
    await database.transaction(async tx => {
      const isKept = await store.add(
        {
          date: due.date,
          timezone: config.timezone,
          dueAt: due.dueAt,
          madeAt,
          content,
        },
        tx,
      );
      if (!isKept) return;
      await outbox.add(
        reportMessages(due.date, content, {
          at: madeAt,
          recipients: config.recipients,
        }),
        tx,
      );
    });
  }
}

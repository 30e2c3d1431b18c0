import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AlertService } from '../alerts';
import type { FleetService } from '../fleet';
import type { Outbox } from '../notifications';
import type { Slos } from '../slo';
import type { MorningReportConfig } from './config';
import { ReportService } from './ReportService';
import { ReportStore } from './ReportStore';
import { ReportTask } from './ReportTask';

/** The context, put together. @internal */
export type Reports = {
  service: ReportService;
  /** Makes the report that is due, if there is none. */
  make(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. @internal */
export function createReports(options: {
  database: Knex;
  alerts: AlertService;
  slos: Pick<Slos, 'forecastAccuracy'>;
  fleet: FleetService;
  outbox: Outbox;
  /** Undefined: none is made. */
  config: MorningReportConfig | undefined;
  isSettled: () => Promise<boolean>;
  now: () => Date;
}): Reports {
  const { config } = options;
  const store = new ReportStore();
  const task = config && new ReportTask({ ...options, store, config });
  return {
    service: new ReportService({ ...options, store }),
    make: async () => task?.run(),
    start: async scheduler => task?.schedule(scheduler),
  };
}

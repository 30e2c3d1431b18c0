import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { DatasetBinding, ObservationService } from '../observations';
import { FleetHistory } from './FleetHistory';
import { FleetRefresher } from './FleetRefresher';
import { FleetService } from './FleetService';
import type { StatusTargets } from './fleetStatus';
import { DatabaseFleetStore } from './FleetStore';
import { ReconcileTask } from './ReconcileTask';
import { RefreshTask } from './RefreshTask';

/** The context, put together. @internal */
export type Fleet = {
  service: FleetService;
  /** What changed in what the catalog says. */
  history: FleetHistory;
  /** Takes in what changed in observations. */
  takeInChanges(): Promise<void>;
  /** Starts to follow the catalog and the clock. */
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. @internal */
export function createFleet(options: {
  database: Knex;
  observations: ObservationService;
  announceSources: () => Promise<void>;
  /** By which consumer groups are named after their pipelines: see {@link readNamingRules}. */
  naming: RegExp[];
  /** Called with what the Resources of the catalog say they are. */
  bindDatasets: (bindings: DatasetBinding[]) => Promise<void>;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Names in order, production last. */
  environments: string[];
  targets: StatusTargets & { successRate: number };
  /** Called with the pipelines that look different now. */
  onRefreshed: (entityRefs: string[]) => Promise<void>;
  now: () => Date;
}): Fleet {
  const store = new DatabaseFleetStore();
  const history = new FleetHistory(options);
  const refresher = new FleetRefresher({ ...options, store });
  return {
    service: new FleetService({ ...options, store }),
    history,
    takeInChanges: () => refresher.takeInChanges(),
    async start(scheduler) {
      await new ReconcileTask({
        ...options,
        store,
        history,
        refresher,
      }).schedule(scheduler);
      await new RefreshTask({ ...options, refresher }).schedule(scheduler);
    },
  };
}

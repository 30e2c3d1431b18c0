import type { Deployer, DeployTarget } from '@sluice/plugin-pipelines-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import type { Approvals } from '../approvals';
import type { Clock } from '../database/clock';
import type { LedgerService } from '../ledger';
import type { Moves } from './Moves';
import type {
  IncidentReader,
  MemberHealth,
  Pager,
  PolicyReader,
  ReleaseReader,
  UnitMembers,
} from './ports';
import type { PromotionStore } from './PromotionStore';
import type { UnitStore } from './units/UnitStore';
import type { WorkStore } from './WorkStore';

/** What the services of this context share. @internal */
export type PromotionContext = {
  database: Knex;
  clock: Clock;
  ledger: LedgerService;
  approvals: Approvals;
  logger: LoggerService;
  store: PromotionStore;
  work: WorkStore;
  units: UnitStore;
  moves: Moves;
  policies: PolicyReader;
  releases: ReleaseReader;
  members: UnitMembers;
  health: MemberHealth;
  incidents: IncidentReader;
  pager: Pager;
  /** What makes a target run a release. */
  deployerFor(target: DeployTarget): Deployer | undefined;
  /** Names, in order, production last. */
  environments: string[];
  /** Resolved, non-secret values of a unit in an environment. */
  configOf(target: DeployTarget): JsonObject;
  /** Tells open pages and workers that these changed; none for what no promotion did, a hold or a change behind our back. */
  changed(promotionIds: number[]): void;
};

/** What promotions call themselves where no person acts. @internal */
export const ENGINE = 'system:promotions';

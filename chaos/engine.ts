import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Deployer } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { createApprovals } from '../plugins/pipelines-backend/src/approvals';
import {
  createLedger,
  type LedgerService,
} from '../plugins/pipelines-backend/src/ledger';
import { createPromotions } from '../plugins/pipelines-backend/src/promotions';
import * as world from './world';

/** Times of the engine: short, because whoever takes over waits for the end of a lease. */
export type Times = { pollSeconds: number; leaseSeconds: number };

export const silent = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
} as LoggerService;

/** The engine of the backend, the same classes on the same tables, with a world around it that needs no other process. */
export function createEngine(options: {
  database: Knex;
  units: string[];
  deployer: Deployer;
  times: Times;
  logger?: LoggerService;
  /** Stands between the engine and its ledger. */
  around?: (ledger: LedgerService) => LedgerService;
}) {
  const { database, deployer, logger = silent, times, units } = options;
  const ledger = createLedger({
    database,
    logger,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const service = options.around?.(ledger.service) ?? ledger.service;
  const approvals = createApprovals({
    database,
    ledger: service,
    logger,
    catalog: undefined as never,
    auth: undefined as never,
    directory: world.directory,
    config: {
      pendingHours: 24,
      approvedHours: 4,
      remindHours: 24,
      escalateHours: 72,
      escalateTo: [],
    },
  });
  const promotions = createPromotions({
    database,
    ledger: service,
    approvals,
    logger,
    environments: [world.ENVIRONMENT],
    config: { times, reconcileSeconds: 60, valuesOf: () => ({}) },
    delivery: { deployers: [deployer], gates: [], deployerFor: () => deployer },
    policies: world.policies,
    releases: world.releases,
    members: world.members(units),
    health: world.health(database),
    standings: { of: async () => [] },
    downstream: {
      downstream: async refs => ({
        pipelines: refs.map(entityRef => ({ entityRef, hops: 0 })),
        datasets: 0,
        isComplete: true,
      }),
    },
    incidents: world.incidents,
    adoption: {
      levels: async () =>
        new Map(units.map(unit => [unit, 'managed' as const])),
      setLevel: async () => {},
      adopt: async () => undefined,
    },
    pager: { page: async () => {} },
  });
  return { approvals, ledger, promotions };
}

export type Engine = ReturnType<typeof createEngine>;

/** What people do, as the API does it. */
export function people({ approvals, promotions }: Engine, database: Knex) {
  const allowed = { scopeOf: async () => ({}), authenticatedAt: null };
  return {
    async request(asked: {
      releaseId: number;
      kind?: 'promote' | 'rollback';
      key: string;
    }): Promise<number> {
      const { key, kind, releaseId } = asked;
      const added = await promotions.service.request(
        {
          releaseId,
          kind,
          environment: world.ENVIRONMENT,
          reason: 'Chaos',
        },
        { actor: world.user('rita') },
        key,
      );
      return added.id;
    },
    async vote(asked: { promotionId: number; who: string; key: string }) {
      const { key, promotionId, who } = asked;
      const promotion = await database('promotions')
        .where({ id: promotionId })
        .first('approval_id');
      const request = await database('approval_requests')
        .where({ id: promotion.approval_id })
        .first('id', 'subject_hash', 'snapshot_digest');
      await approvals.voting.vote(
        {
          requestId: request.id,
          kind: 'approve',
          subjectHash: request.subject_hash,
          shownDigest: request.snapshot_digest,
          key,
        },
        { ...allowed, person: world.user(who) },
      );
    },
    async cancel({ promotionId }: { promotionId: number }) {
      await promotions.interventions.cancel(promotionId, 'Not this one', {
        actor: world.user('pat'),
      });
    },
    async lastKnownGood({ unit }: { unit: string }) {
      const option = await promotions.rollbacks.lastKnownGood({
        unit,
        environment: world.ENVIRONMENT,
      });
      return option?.release.id;
    },
  };
}

/** What can be asked of a replica, and what it answers. */
export type People = ReturnType<typeof people>;

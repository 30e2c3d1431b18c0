import type {
  GateResult,
  Promotion,
  PromotionDetail,
  PromotionPlan,
  ReleaseBoard,
  ReleaseBoardRow,
  ReleaseRef,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import type { HistoryItem } from '../promotions/lanes';

/** A release in short, with what a test wants otherwise. @internal */
export function releaseRef(changes: Partial<ReleaseRef> = {}): ReleaseRef {
  return {
    id: 41,
    unit: 'finance_daily_close',
    sequence: 14,
    label: '2.41.0',
    commit: '88f1c2aa0b88f1c2aa0b88f1c2aa0b88f1c2aa0b',
    releaseDigest: 'd'.repeat(64),
    ...changes,
  };
}

/** A gate that passed, with what a test wants otherwise. @internal */
export function gate(changes: Partial<GateResult> = {}): GateResult {
  return {
    gate: 'unit-tests',
    title: 'Unit tests',
    class: 'risk',
    isLive: false,
    verdict: 'pass',
    summary: '214 passed, 0 failed',
    checkedAt: '2026-11-21T09:00:00.000Z',
    phase: 'request',
    ...changes,
  };
}

/** What a promotion would change and needs, with what a test wants otherwise. @internal */
export function promotionPlan(
  changes: Partial<PromotionPlan> = {},
): PromotionPlan {
  return {
    hash: '9'.repeat(64),
    kind: 'promote',
    lane: 'normal',
    environment: 'prod',
    release: releaseRef(),
    baseline: releaseRef({ id: 40, sequence: 13, label: '2.40.2' }),
    members: ['component:default/finance_daily_close'],
    membersKnown: true,
    gates: [
      gate(),
      gate({ gate: 'soak', title: 'Soak in staging', summary: '26 h of 24 h' }),
      gate({
        gate: 'error-budget',
        title: 'Error budget',
        verdict: 'fail',
        summary: '1 of 1 misses is spent',
        isLive: true,
      }),
    ],
    steps: [
      { name: 'deploy', title: 'Point the bundle', timeoutSeconds: 60 },
      { name: 'check', title: 'Read it back', timeoutSeconds: 60 },
    ],
    deployer: 'airflow-prod',
    rollbackClass: 'stateful',
    rollbackEffects: [
      { subject: 'artifact', outcome: 'undone', detail: 'code is re-pointed' },
      {
        subject: 'rows',
        outcome: 'you-must',
        detail: '1,204 rows since 02:00',
      },
    ],
    undoes: [],
    blastRadius: {
      isComplete: true,
      datasets: 2,
      owners: ['group:default/finance-data'],
      pipelines: [
        {
          entityRef: 'component:default/revenue_dashboard',
          hops: 1,
          sloStatus: 'ok',
          budgetRemaining: 0.64,
          nextDeadline: '2026-11-22T13:00:00.000Z',
        },
      ],
    },
    deadlines: {
      verdict: 'fail',
      summary: '06:00 close is at risk: verification would end 06:11',
      startAt: '2026-11-22T10:00:00.000Z',
      endsBy: '2026-11-22T11:11:00.000Z',
      nextSafeStart: '2026-11-22T11:20:00.000Z',
      atRisk: [
        {
          entityRef: 'component:default/finance_daily_close',
          slo: 'ready-0600',
          deadline: '2026-11-22T11:00:00.000Z',
          timezone: 'America/New_York',
          slackSeconds: -660,
        },
      ],
    },
    rules: [
      {
        name: 'engineer',
        minApprovals: 1,
        from: ['group:default/finance-data'],
        reason: 'finance-sox',
      },
    ],
    excluded: [{ person: 'user:default/rita', reason: 'requester' }],
    policyVersion: 'finance-sox-v14',
    policyRules: ['finance-sox'],
    canRequest: true,
    problems: [],
    ...changes,
  };
}

/** A promotion that waits for approval, with what a test wants otherwise. @internal */
export function promotion(changes: Partial<Promotion> = {}): Promotion {
  return {
    id: 7,
    unit: 'finance_daily_close',
    environment: 'prod',
    kind: 'promote',
    lane: 'normal',
    breakGlass: false,
    isAutomatic: false,
    state: 'AwaitingApproval',
    version: 3,
    release: releaseRef(),
    baseline: releaseRef({ id: 40, sequence: 13, label: '2.40.2' }),
    members: ['component:default/finance_daily_close'],
    requestedBy: 'user:default/rita',
    requestedAt: '2026-11-21T09:00:00.000Z',
    reason: 'Retries of the ledger load',
    approvalId: 12,
    approvals: { given: 1, needed: 2 },
    subjectHash: '9'.repeat(64),
    expiresAt: '2026-11-22T09:00:00.000Z',
    nextAction: 'Waits for the finance controller to approve',
    ...changes,
  };
}

const no = { allowed: false, reason: 'It has not started' };

/** A promotion with all that stands behind it. @internal */
export function promotionDetail(
  changes: Partial<PromotionDetail> = {},
): PromotionDetail {
  const plan = promotionPlan();
  return {
    ...promotion(),
    plan,
    gates: plan.gates,
    steps: plan.steps,
    findings: [],
    timeline: [
      {
        at: '2026-11-21T09:00:00.000Z',
        actor: 'user:default/rita',
        type: 'promotion.requested',
        to: 'Requested',
        seq: 90,
      },
    ],
    log: [],
    can: {
      cancel: { allowed: true },
      retry: no,
      rollBack: no,
      override: { allowed: true },
      review: no,
    },
    ...changes,
  };
}

/** What runs in an environment, with what a test wants otherwise. @internal */
export function unitEnvironment(
  changes: Partial<UnitEnvironment> = {},
): UnitEnvironment {
  return {
    environment: 'prod',
    isProduction: true,
    running: releaseRef({ id: 40, sequence: 13, label: '2.40.2' }),
    since: '2026-11-12T09:00:00.000Z',
    health: 'verified',
    ...changes,
  };
}

/** A unit on the board, with what a test wants otherwise. @internal */
export function boardRow(
  changes: Partial<ReleaseBoardRow> = {},
): ReleaseBoardRow {
  return {
    unit: 'finance_daily_close',
    adoptionLevel: 'managed',
    members: 1,
    owners: ['group:default/finance-data'],
    domains: ['finance'],
    classification: ['sox'],
    environments: [
      unitEnvironment({
        environment: 'staging',
        isProduction: false,
        running: releaseRef(),
      }),
      unitEnvironment({
        waiting: [promotion()],
        promotable: {
          release: releaseRef(),
          soakHours: 26,
          soakWantedHours: 24,
        },
        rollback: {
          release: releaseRef({ id: 39, sequence: 12, label: '2.40.1' }),
          tier: 'last-known-good',
          reason: 'verified and baked for 9 days',
        },
      }),
    ],
    health: [
      { promotionId: 5, state: 'Failed', at: '2026-11-10T09:00:00.000Z' },
      { promotionId: 6, state: 'Succeeded', at: '2026-11-12T09:00:00.000Z' },
    ],
    ...changes,
  };
}

/** A board of one unit, with what a test wants otherwise. @internal */
export function releaseBoard(
  changes: Partial<ReleaseBoard> = {},
): ReleaseBoard {
  return {
    items: [boardRow()],
    environments: ['staging', 'prod'],
    summary: {
      deployments: 690,
      deploymentsPerDay: 23,
      moving: 0,
      waiting: 1,
      leadTimeMedianSeconds: 15120,
      changeFailureRate: 0.031,
      timeToRestoreP90Seconds: 220,
      unmanagedChanges: 0,
    },
    ...changes,
  };
}

/** What ran in production for a while, with what a test wants otherwise. @internal */
export function historyItem(changes: Partial<HistoryItem> = {}): HistoryItem {
  return {
    environment: 'prod',
    release: releaseRef(),
    at: '2026-11-20T09:00:00.000Z',
    origin: 'promotion',
    promotionId: 7,
    kind: 'promote',
    state: 'Succeeded',
    ...changes,
  };
}

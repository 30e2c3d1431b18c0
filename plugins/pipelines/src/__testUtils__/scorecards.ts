import type {
  Campaign,
  CheckOutcome,
  Exemption,
  LevelChange,
  LevelDay,
  OwnerStanding,
  PipelineStanding,
  Scorecard,
  ScorecardMatrix,
  ScorecardToDo,
} from '@sluice/plugin-pipelines-common';

/** The pipeline of the tests. @internal */
export const CLOSE = 'component:default/finance_close_daily';
/** Its owner. @internal */
export const FINANCE = 'group:default/finance-data';

/** An exemption that is in force. @internal */
export const exemption = (changes: Partial<Exemption> = {}): Exemption => ({
  id: 3,
  scorecardId: 'production-readiness',
  scorecardTitle: 'Production readiness',
  check: 'runbook',
  checkTitle: 'Runbook',
  entityRef: CLOSE,
  title: 'Finance close',
  owner: FINANCE,
  reason: 'The runbook moves with the new ledger in December',
  state: 'active',
  requestedBy: 'user:default/ines.duarte',
  requestedAt: '2026-11-20T09:00:00.000Z',
  approvalId: 41,
  approvedBy: ['user:default/fay.okafor'],
  from: '2026-11-20T10:00:00.000Z',
  until: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  ...changes,
});

const check = (
  id: string,
  title: string,
  level: string,
): Scorecard['checks'][number] => ({
  id,
  title,
  level,
  fact: {
    name: `fact.${id}`,
    title,
    description: `What is known of ${title}`,
    type: 'number',
    unit: 'share',
  },
  condition: { atLeast: 0.8 },
  effort: 'hours',
  toPass: `Do something about ${title}`,
});

/** Three levels of four checks. @internal */
export const scorecard = (changes: Partial<Scorecard> = {}): Scorecard => ({
  id: 'production-readiness',
  title: 'Production readiness',
  digest: 'a'.repeat(64),
  file: 'production-readiness.yaml',
  levels: [
    { name: 'bronze', title: 'Bronze', pipelines: 19 },
    { name: 'silver', title: 'Silver', pipelines: 52 },
    { name: 'gold', title: 'Gold', pipelines: 41 },
  ],
  belowFirst: 8,
  checks: [
    check('owner', 'Owner set', 'bronze'),
    check('runbook', 'Runbook', 'silver'),
    check('budget', 'Budget left', 'silver'),
    check('drill', 'Rollback drilled', 'gold'),
  ],
  pipelines: 120,
  owners: 2,
  unknown: 5,
  exempt: 1,
  coverage: 0.5,
  ownerShare: 0.8,
  ...changes,
});

/** Ninety days in which pipelines went up. @internal */
export const levelDays = (): LevelDay[] =>
  Array.from({ length: 90 }, (_, i) => ({
    date: new Date(Date.now() - (89 - i) * 86_400_000)
      .toISOString()
      .slice(0, 10),
    pipelines: [8 + Math.round((89 - i) / 10), 20, 52, 31 + Math.round(i / 10)],
  }));

/** Where an owner stands. @internal */
export const ownerStanding = (
  changes: Partial<OwnerStanding> = {},
): OwnerStanding => ({
  owner: FINANCE,
  level: 'silver',
  pipelines: 22,
  levels: [1, 3, 12, 6],
  checks: [
    counts('owner', { passed: 22 }),
    counts('runbook', { passed: 17, failed: 3, unknown: 1, exempt: 1 }),
    counts('budget', { unknown: 22 }),
    counts('drill', { notApplicable: 22 }),
  ],
  trend: levelDays(),
  exemptions: 1,
  up: 2,
  down: 1,
  ...changes,
});

function counts(
  id: string,
  some: Partial<OwnerStanding['checks'][number]>,
): OwnerStanding['checks'][number] {
  return {
    check: id,
    passed: 0,
    failed: 0,
    unknown: 0,
    exempt: 0,
    notApplicable: 0,
    ...some,
  };
}

/** Two owners by four checks. @internal */
export const scorecardMatrix = (
  changes: Partial<ScorecardMatrix> = {},
): ScorecardMatrix => ({
  scorecard: scorecard(),
  owners: [
    ownerStanding({
      owner: 'group:default/customer-data',
      level: undefined,
      pipelines: 17,
      exemptions: 0,
      trend: [],
      up: 0,
      down: 0,
      checks: [
        counts('owner', { passed: 10, failed: 7 }),
        counts('runbook', { passed: 13, failed: 4 }),
        counts('budget', { passed: 17 }),
        counts('drill', { passed: 1, failed: 16 }),
      ],
    }),
    ownerStanding(),
  ],
  trend: levelDays(),
  movers: [
    { owner: FINANCE, from: 1.1, to: 1.9 },
    { owner: 'group:default/customer-data', from: 1, to: 0.8 },
  ],
  ...changes,
});

/** What came of a check. @internal */
export const outcome = (changes: Partial<CheckOutcome> = {}): CheckOutcome => ({
  check: 'runbook',
  title: 'Runbook',
  level: 'silver',
  state: 'failed',
  value: 0.42,
  unit: 'share',
  condition: { atLeast: 0.8 },
  fact: 'docs.runbook',
  at: '2026-11-26T08:00:00.000Z',
  source: 'Catalog',
  evidence: [
    {
      title: 'docs/runbook.md, 212 days old',
      at: '2026-04-28T10:00:00.000Z',
      link: '/catalog/default/component/finance_close_daily/pipeline-docs',
    },
    { title: 'No <b>owner</b> of the file' },
  ],
  effort: 'hours',
  toPass: 'Read the runbook again, and say so in its head',
  runbook: 'late-pipeline',
  canRequestExemption: true,
  ...changes,
});

/** Where a pipeline stands. @internal */
export const pipelineStanding = (
  changes: Partial<PipelineStanding> = {},
): PipelineStanding => {
  const missing = [
    outcome(),
    outcome({
      check: 'budget',
      title: 'Budget left',
      state: 'unknown',
      value: undefined,
      reason: 'no SLO is defined',
      evidence: [],
      effort: 'days',
      toPass: 'Promise something',
    }),
  ];
  return {
    scorecardId: 'production-readiness',
    scorecardTitle: 'Production readiness',
    levels: ['bronze', 'silver', 'gold'],
    entityRef: CLOSE,
    title: 'Finance close',
    owner: FINANCE,
    level: 'bronze',
    levelSince: '2026-11-20T09:00:00.000Z',
    changedAt: '2026-11-26T08:00:00.000Z',
    coverage: 0.75,
    next: { level: 'silver', missing, lacksCoverage: false },
    checks: [
      outcome({
        check: 'owner',
        title: 'Owner set',
        level: 'bronze',
        state: 'passed',
        value: 1,
        evidence: [],
      }),
      ...missing,
    ],
    ...changes,
  };
};

/** A pipeline that went down. @internal */
export const levelChange = (
  changes: Partial<LevelChange> = {},
): LevelChange => ({
  id: 9,
  scorecardId: 'production-readiness',
  entityRef: CLOSE,
  title: 'Finance close',
  owner: FINANCE,
  at: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  from: 'silver',
  to: 'bronze',
  isUp: false,
  reasons: [
    {
      check: 'runbook',
      title: 'Runbook',
      from: 'passed',
      to: 'failed',
      value: 0.42,
      unit: 'share',
    },
  ],
  ...changes,
});

/** A campaign that runs. @internal */
export const campaign = (changes: Partial<Campaign> = {}): Campaign => ({
  id: 'runbooks-2026',
  title: 'A runbook everywhere by Christmas',
  scorecardId: 'production-readiness',
  scorecardTitle: 'Production readiness',
  check: 'runbook',
  checkTitle: 'Runbook',
  dueAt: new Date(Date.now() + 10 * 86_400_000).toISOString(),
  state: 'running',
  pipelines: 39,
  passed: 30,
  exempt: 1,
  left: 8,
  owners: [
    {
      owner: FINANCE,
      pipelines: 22,
      passed: 17,
      exempt: 1,
      left: 4,
      remindedAt: new Date(Date.now() - 86_400_000).toISOString(),
    },
    {
      owner: 'group:default/platform',
      pipelines: 17,
      passed: 17,
      exempt: 0,
      left: 0,
    },
  ],
  ...changes,
});

/** A check that keeps a pipeline from its next level. @internal */
export const toDo = (changes: Partial<ScorecardToDo> = {}): ScorecardToDo => ({
  scorecardId: 'production-readiness',
  scorecardTitle: 'Production readiness',
  check: 'runbook',
  title: 'Runbook',
  level: 'silver',
  effort: 'hours',
  toPass: 'Read the runbook again, and say so in its head',
  pipelines: [CLOSE],
  movesUp: 1,
  ...changes,
});

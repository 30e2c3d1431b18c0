import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { PromotionToRequest } from '@sluice/plugin-pipelines-common';
import type { Gate } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { createPromotions } from '..';
import { createApprovals, type ApprovalRule } from '../../approvals';
import type { Clock } from '../../database/clock';
import { migrate } from '../../database/migrate';
import { createLedger } from '../../ledger';
import type { EvidenceRecord, ReleaseRecord } from '../../releases';
import { digestOf } from '../../canonical/digest';
import type {
  Member,
  MemberMiss,
  MemberRun,
  MemberStanding,
  PolicyReader,
  ReleaseChange,
  Requirements,
  StandardChange,
  WindowStanding,
} from '../ports';
import { FakeDeployer } from './FakeDeployer';

export const user = (name: string) => `user:default/${name}`;
export const group = (name: string) => `group:default/${name}`;

export const CLOSE = 'component:default/close_day';

const RULES: ApprovalRule[] = [
  { name: 'independent', minApprovals: 1, from: [group('data')] },
  { name: 'finance', minApprovals: 1, from: [group('finance')] },
];

/** What the policy requires, as far as a test doesn't say otherwise. */
export const REQUIREMENTS: Requirements = {
  policyVersion: 'p1',
  matched: ['sox'],
  rules: RULES,
  raised: [{ name: 'risk', minApprovals: 1, from: [group('platform')] }],
  evidence: [],
  gates: [],
  soakHours: 0,
  verify: { runs: 1, timeoutMinutes: 60 },
  bake: { runs: 1, minutes: 60 },
  autoRollback: true,
  rollbackPreAuthorised: true,
  autoPromote: false,
  recoveryMinutes: 15,
  pendingHours: 24,
  approvedHours: 4,
};

/** The context on a real database, with people, a clock, a policy, releases and a deployer that the test controls. */
export async function createDoor(options: {
  databases?: TestDatabases;
  databaseId?: TestDatabaseId;
  database?: Knex;
  leaseSeconds?: number;
}) {
  const database =
    options.database ?? (await options.databases!.init(options.databaseId!));
  if (!options.database) {
    await migrate({ getClient: async () => database });
  }
  const logger = mockServices.logger.mock();
  let time = Date.parse('2026-11-25T06:00:00.000Z');
  const clock: Clock = { now: async () => new Date(time).toISOString() };
  const ledger = createLedger({
    database,
    logger,
    clock,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const groups = new Map<string, string[]>([
    [group('data'), ['ines', 'priya', 'tom'].map(user)],
    [group('finance'), ['fay', 'frank'].map(user)],
    [group('platform'), ['pat', 'quinn'].map(user)],
  ]);
  const bots = new Set<string>();
  const approvals = createApprovals({
    database,
    ledger: ledger.service,
    logger,
    clock,
    catalog: undefined as never,
    auth: undefined as never,
    directory: {
      look: async refs => ({
        members: new Map(groups),
        humans: new Set(
          [...refs, ...[...groups.values()].flat()].filter(
            ref => ref.startsWith('user:') && !bots.has(ref),
          ),
        ),
      }),
      person: async ref => ({
        ref,
        isHuman: !bots.has(ref),
        groups: [...groups].flatMap(([name, list]) =>
          list.includes(ref) ? [name] : [],
        ),
        identity: ref,
      }),
    },
    config: {
      pendingHours: 24,
      approvedHours: 4,
      remindHours: 24,
      escalateHours: 72,
      escalateTo: [],
    },
  });
  const world = {
    policyVersion: 'p1',
    requirements: {} as Partial<Requirements>,
    window: { state: 'open', reason: 'No window' } as WindowStanding,
    authors: [] as ReleaseChange['authors'],
    authorsComplete: true,
    destructiveDdl: [] as string[],
    /** The template that covers changes, and what was asked about it. */
    standard: undefined as StandardChange | undefined,
    standardAsked: [] as Array<Parameters<PolicyReader['standardChange']>[0]>,
    gates: [] as Gate[],
    values: {} as JsonObject,
    evidence: [] as EvidenceRecord[],
    artifactProblem: undefined as string | undefined,
    members: [
      {
        entityRef: CLOSE,
        type: 'airflow-dag',
        tier: 1,
        classification: ['sox'],
        owner: group('data'),
      },
    ] as Member[],
    runs: [] as MemberRun[],
    misses: [] as MemberMiss[],
    standings: [] as MemberStanding[],
    incidents: [] as Array<{
      id: number;
      title: string;
      openedAt: string;
      isOpen: boolean;
      members: string[];
    }>,
    pages: [] as Array<{ key: string; title: string; description: string }>,
  };
  /** What open pages were told of, in order. */
  const told: number[][] = [];
  const deployer = new FakeDeployer();
  const releases = new Map<number, ReleaseRecord>();
  const requirements = () => ({
    ...REQUIREMENTS,
    ...world.requirements,
    policyVersion: world.policyVersion,
  });
  const portal = () =>
    createPromotions({
      database,
      ledger: ledger.service,
      approvals,
      logger,
      clock,
      onChanged: ids => told.push(ids),
      environments: ['dev', 'staging', 'prod'],
      config: {
        times: {
          pollSeconds: 30,
          leaseSeconds: options.leaseSeconds ?? 30,
        },
        reconcileSeconds: 60,
        valuesOf: () => world.values,
      },
      delivery: {
        deployers: [deployer],
        get gates() {
          return world.gates;
        },
        deployerFor: target =>
          deployer.handles(target) ? deployer : undefined,
      },
      policies: {
        version: async () => world.policyVersion,
        requirements: async question =>
          question.lane === 'hotfix'
            ? {
                ...requirements(),
                rules: [
                  { name: 'anyone-eligible', minApprovals: 1, from: 'anyone' },
                ],
              }
            : requirements(),
        windowAt: async () => world.window,
        async standardChange(of) {
          world.standardAsked.push(of);
          return world.standard;
        },
        exception: async at => ({
          breakGlass: { from: [group('platform')], maxMinutes: 60 },
          reviewBy: new Date(Date.parse(at) + 86_400_000).toISOString(),
        }),
      },
      releases: {
        find: async id => releases.get(id),
        findByDigest: async digest =>
          [...releases.values()].find(each => each.releaseDigest === digest),
        ofUnit: async unit =>
          [...releases.values()]
            .filter(each => each.unit === unit)
            .sort((a, b) => b.sequence - a.sequence),
        evidence: async id => world.evidence.filter(e => e.releaseId === id),
        async checkArtifact() {
          if (world.artifactProblem) throw new Error(world.artifactProblem);
        },
        mends: async later => later.label === 'fix',
        change: async () => ({
          members: world.members.map(each => each.entityRef),
          authors: world.authors,
          authorsComplete: world.authorsComplete,
          destructiveDdl: world.destructiveDdl,
          facts: {},
        }),
      },
      members: {
        of: async () => world.members,
        all: async () => new Map([['finance', world.members]]),
      },
      health: {
        runsSince: async (_members, _environment, since) =>
          world.runs.filter(each => each.startedAt >= since),
        missesSince: async (_members, _environment, since) =>
          world.misses.filter(each => each.at >= since),
      },
      standings: { of: async () => world.standings },
      downstream: {
        downstream: async members => ({
          pipelines: members.map(entityRef => ({ entityRef, hops: 0 })),
          datasets: 1,
          isComplete: true,
        }),
      },
      incidents: {
        openOn: async () => world.incidents.filter(each => each.isOpen),
        find: async id => world.incidents.find(each => each.id === id),
      },
      adoption: {
        levels: async () => new Map([['finance', 'managed' as const]]),
        setLevel: async () => {},
        adopt: async ({ state }) =>
          [...releases.values()].find(
            each => each.releaseDigest === state.releaseDigest,
          ),
      },
      pager: {
        async page(message) {
          world.pages.push(message);
        },
      },
    });
  const promotions = portal();

  const door = {
    database,
    ledger,
    approvals,
    promotions,
    logger,
    deployer,
    releases,
    told,
    world,
    groups,
    bots,
    pass(seconds: number) {
      time += seconds * 1000;
    },
    at: () => new Date(time).toISOString(),
    /** A successful or failed run of the member, started a minute from now. */
    addRun(state: 'success' | 'failed' = 'success', version?: string) {
      const startedAt = new Date(time + 1000).toISOString();
      world.runs.push({
        member: CLOSE,
        runId: `r${world.runs.length + 1}`,
        state,
        startedAt,
        endedAt: startedAt,
        scheduled: true,
        version,
      });
      time += 60_000;
    },
    addRelease(more: Partial<ReleaseRecord> = {}): ReleaseRecord {
      const id = releases.size + 1;
      const content: ReleaseRecord['content'] = {
        unit: 'finance',
        commit: String(id).repeat(40).slice(0, 40),
        artifacts: [],
        manifests: {},
        topologyHash: null,
        configSchema: {},
        migrations: [],
        ...more.content,
      };
      const release: ReleaseRecord = {
        id,
        unit: 'finance',
        sequence: id,
        releaseDigest: digestOf(content),
        commit: content.commit,
        label: `1.${id}.0`,
        state: 'Sealed',
        version: 1,
        registeredBy: 'service:ci',
        registeredAt: new Date(time).toISOString(),
        retiredAt: null,
        retiredReason: null,
        origin: 'registered',
        artifacts: [],
        ...more,
        content,
      };
      releases.set(id, release);
      return release;
    },
    /** Looks until nothing is left to do at this moment. */
    async work() {
      for (let i = 0; i < 30; i++) {
        promotions.worker.wake();
        await promotions.worker.idle();
        const due = await database('promotions')
          .where('wake_at', '<=', new Date(time).toISOString())
          .first('id');
        if (!due) return;
      }
    },
    async request(
      releaseId: number,
      more: Partial<PromotionToRequest> = {},
      by = 'rita',
      key?: string,
    ) {
      return promotions.service.request(
        {
          releaseId,
          environment: 'prod',
          reason: 'The close has to be right',
          ...more,
        },
        { actor: user(by) },
        key,
      );
    },
    async vote(
      promotionId: number,
      name: string,
      kind: 'approve' | 'reject' | 'revoke' = 'approve',
      more: { subjectHash?: string; key?: string } = {},
    ) {
      const { approval_id: requestId } = await database('promotions')
        .where({ id: promotionId })
        .first();
      const row = await database('approval_requests')
        .where({ id: requestId })
        .first();
      return approvals.voting.vote(
        {
          requestId,
          kind,
          subjectHash: row.subject_hash,
          shownDigest: row.snapshot_digest,
          ...more,
        },
        {
          person: user(name),
          scopeOf: async () => ({}),
          authenticatedAt: null,
        },
      );
    },
    async approve(promotionId: number) {
      await door.vote(promotionId, 'ines');
      await door.vote(promotionId, 'fay');
      await door.work();
    },
    find: async (id: number) =>
      (await promotions.context.store.find(id, database))!,
    state: async (id: number) =>
      (await promotions.context.store.find(id, database))!.state,
    /** From request to the end of its bake. */
    async ship(releaseId: number, more: Partial<PromotionToRequest> = {}) {
      const { id } = await door.request(releaseId, more);
      await door.approve(id);
      door.addRun();
      door.pass(60);
      await door.work();
      door.addRun();
      door.pass(3700);
      await door.work();
      return door.find(id);
    },
    async ledgerOf(promotionId: number): Promise<string[]> {
      return database('ledger')
        .where({ subject: `promotion:${promotionId}` })
        .orderBy('seq')
        .pluck('type');
    },
    async expectIntact() {
      expect(await ledger.verify()).toMatchObject({ status: 'intact' });
    },
  };
  return door;
}

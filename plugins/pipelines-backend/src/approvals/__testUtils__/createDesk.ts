import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { createApprovals } from '..';
import { migrate } from '../../database/migrate';
import { createLedger } from '../../ledger';
import type { ApprovalRule, Exclusion } from '../quorum';
import type { RequestState } from '../requestState';
import type { ApprovalToRequest } from '../RequestService';
import { subjectHash, type SubjectKind } from '../SubjectKind';

export const user = (name: string) => `user:default/${name}`;
export const group = (name: string) => `group:default/${name}`;

/** One of the data engineers, and one of finance. */
export const RULES: ApprovalRule[] = [
  { name: 'data', minApprovals: 1, from: [group('data')] },
  { name: 'finance', minApprovals: 1, from: [group('finance')] },
];

const HOUR = 3600;

/** The context on a real database, with people, a clock and a subject that the test controls. */
export async function createDesk(options: {
  databases: TestDatabases;
  databaseId: TestDatabaseId;
  /** Instead of the test's clock. */
  realClock?: boolean;
}) {
  const database = await options.databases.init(options.databaseId);
  await migrate({ getClient: async () => database });
  const logger = mockServices.logger.mock();
  let time = Date.parse('2026-11-25T06:00:00.000Z');
  const clock = options.realClock
    ? undefined
    : { now: async () => new Date(time).toISOString() };
  const members = new Map<string, string[]>([
    [group('data'), ['ines', 'priya', 'tom'].map(user)],
    [group('finance'), ['fay', 'frank', 'ines'].map(user)],
  ]);
  const bots = new Set<string>();
  const subjects = new Map<string, JsonObject>();
  const approved: number[] = [];
  /** What happens when the next approval is told. */
  const fail: { next?: Error } = {};
  const ended: string[] = [];
  const notified: string[][] = [];
  const changed: number[] = [];
  const ledger = createLedger({
    database,
    logger,
    clock,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const approvals = createApprovals({
    database,
    ledger: ledger.service,
    logger,
    clock,
    onChanged: async id => void changed.push(id),
    catalog: undefined as never,
    auth: undefined as never,
    directory: {
      look: async refs => ({
        members: new Map(members),
        humans: new Set(
          [...refs, ...[...members.values()].flat()].filter(
            ref =>
              ref.startsWith('user:') &&
              ref !== user('stranger') &&
              !bots.has(ref),
          ),
        ),
      }),
      person: async ref =>
        ref === user('stranger')
          ? undefined
          : {
              ref,
              isHuman: !bots.has(ref),
              groups: [...members].flatMap(([name, list]) =>
                list.includes(ref) ? [name] : [],
              ),
              identity: `okta.com/id=${ref}`,
            },
    },
    notifications: {
      send: async sent => {
        notified.push((sent.recipients as { entityRef: string[] }).entityRef);
      },
    },
    config: {
      pendingHours: 168,
      approvedHours: 24,
      remindHours: 24,
      escalateHours: 72,
      escalateTo: [group('platform')],
    },
  });
  const kind: SubjectKind = {
    type: 'operation',
    isVisible: async (_, { person }) => person !== user('outsider'),
    async checkVoter(_, { person }) {
      if (person === user('barred')) throw new NotAllowedError('Not yours');
    },
    recompute: async request => subjects.get(request.subjectRef),
    async approved(request) {
      const error = fail.next;
      fail.next = undefined;
      if (error) throw error;
      approved.push(request.id);
    },
    async ended(request) {
      ended.push(`${request.id} ${request.state}`);
    },
  };
  approvals.addSubjects(kind);

  const asker = (name: string) => ({
    person: user(name),
    scopeOf: async () => ({}),
  });

  return {
    database,
    ledger,
    logger,
    approvals,
    members,
    bots,
    subjects,
    approved,
    fail,
    ended,
    notified,
    changed,
    asker,
    pass(seconds: number) {
      time += seconds * 1000;
    },
    async ask(
      more: Partial<ApprovalToRequest> & {
        rules?: ApprovalRule[];
        exclusions?: Exclusion[];
      } = {},
    ) {
      const { exclusions = [], rules = RULES, ...rest } = more;
      const requestedBy = rest.requestedBy ?? user('rita');
      const ref = rest.ref ?? `operation:${subjects.size + 1}`;
      const subject = rest.subject ?? { reset: 'offsets', to: 100 };
      subjects.set(ref, subject);
      const checked = await approvals.requests.check(rules, [
        { person: requestedBy, reason: 'requester' },
        ...exclusions,
      ]);
      return database.transaction(tx =>
        approvals.requests.add(
          {
            type: 'operation',
            title: 'Reset the offsets of orders',
            pendingTtlSeconds: 48 * HOUR,
            approvedTtlSeconds: 2 * HOUR,
            ...rest,
            requestedBy,
            ref,
            subject,
          },
          checked,
          tx,
        ),
      );
    },
    async vote(
      id: number,
      name: string,
      kindOf: 'approve' | 'reject' | 'revoke' = 'approve',
      more: {
        subjectHash?: string;
        shownDigest?: string;
        key?: string;
        comment?: string;
      } = {},
    ) {
      const request = await database('approval_requests').where({ id }).first();
      return approvals.voting.vote(
        {
          requestId: id,
          kind: kindOf,
          subjectHash: request?.subject_hash ?? '',
          shownDigest: request?.snapshot_digest ?? '',
          ...more,
        },
        { ...asker(name), authenticatedAt: '2026-11-25T05:00:00.000Z' },
      );
    },
    async consume<T = string>(
      id: number,
      apply: (tx: Knex.Transaction) => Promise<T> = async () => 'done' as T,
      subject?: JsonObject,
    ) {
      const row = await database('approval_requests').where({ id }).first();
      return approvals.consuming.consume(
        {
          id,
          subjectHash: subjectHash(
            'operation',
            row.subject_ref,
            subject ?? JSON.parse(row.subject),
          ),
          actor: 'system:test',
        },
        (_, tx) => apply(tx),
      );
    },
    async state(id: number): Promise<RequestState> {
      return (await database('approval_requests').where({ id }).first()).state;
    },
    async ledgerTypes(): Promise<string[]> {
      return database('ledger').orderBy('seq').pluck('type');
    },
    async expectIntact() {
      expect(await ledger.verify()).toMatchObject({ status: 'intact' });
    },
  };
}

import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { canonicalJson, digestOf } from '../canonical/digest';
import { afterCommit } from '../database/afterCommit';
import type {
  ApprovalRecord,
  ApprovalToAdd,
  CommentRecord,
  DelegationRecord,
  SnapshotRecord,
  SubjectType,
  VoteRecord,
} from './records';
import type { RequestState } from './requestState';

/** What of a request can change. @internal */
export type ApprovalChange = Partial<
  Pick<
    ApprovalRecord,
    | 'state'
    | 'snapshotDigest'
    | 'expiresAt'
    | 'decidedAt'
    | 'closedAt'
    | 'closedReason'
    | 'remindedAt'
    | 'reminders'
    | 'escalatedAt'
  >
>;

/** Which requests. @internal */
export type ApprovalFilter = {
  states?: RequestState[];
  types?: SubjectType[];
  requestedBy?: string;
};

/** Requests and all that belongs to them. Votes are only added: the database refuses anything else. @internal */
export interface ApprovalStore {
  /** @throws ConflictError if the subject has an open request already */
  add(request: ApprovalToAdd, tx: Knex.Transaction): Promise<ApprovalRecord>;
  find(id: number, db: Knex): Promise<ApprovalRecord | undefined>;
  /** As {@link find}; nobody else can change it until the transaction ends. */
  lock(id: number, tx: Knex.Transaction): Promise<ApprovalRecord | undefined>;
  /** Compare-and-set on the version. @throws ConflictError if somebody else was faster */
  update(
    before: ApprovalRecord,
    change: ApprovalChange,
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord>;
  /** The newest first. */
  page(
    filter: ApprovalFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<ApprovalRecord[]>;
  /** Open requests whose time is over, the ids. */
  overdue(at: string, limit: number, db: Knex): Promise<number[]>;
  addVote(vote: Omit<VoteRecord, 'id'>, tx: Knex.Transaction): Promise<number>;
  /** By request id, in the order in which they were cast. */
  votes(requestIds: number[], db: Knex): Promise<Map<number, VoteRecord[]>>;
  addComment(
    comment: Omit<CommentRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<void>;
  comments(requestId: number, db: Knex): Promise<CommentRecord[]>;
  /** Keeps a snapshot, unless the same one is there. @returns its digest */
  addSnapshot(
    requestId: number,
    content: JsonObject,
    at: string,
    tx: Knex.Transaction,
  ): Promise<string>;
  snapshot(
    requestId: number,
    digest: string,
    db: Knex,
  ): Promise<SnapshotRecord | undefined>;
  addDelegation(
    requestId: number,
    delegation: DelegationRecord,
    tx: Knex.Transaction,
  ): Promise<void>;
  /** By request id. */
  delegations(
    requestIds: number[],
    db: Knex,
  ): Promise<Map<number, DelegationRecord[]>>;
}

const BATCH = 400;

/** {@link ApprovalStore} on SQLite and PostgreSQL. @internal */
export class DatabaseApprovalStore implements ApprovalStore {
  readonly #onChanged?: (id: number) => Promise<void>;

  /** `onChanged` is told of a request once what changed it, or was said about it, is committed; it throws nothing. */
  constructor(options: { onChanged?: (id: number) => Promise<void> } = {}) {
    this.#onChanged = options.onChanged;
  }

  async add(
    request: ApprovalToAdd,
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord> {
    const open = await tx('approval_requests')
      .where({
        subject_type: request.subjectType,
        subject_ref: request.subjectRef,
      })
      .whereIn('state', ['Pending', 'Approved'])
      .first();
    if (open) {
      throw new ConflictError(
        `${request.subjectRef} has an open approval request already: ${open.id}`,
      );
    }
    const [row] = await tx('approval_requests')
      .insert({
        subject_type: request.subjectType,
        subject_ref: request.subjectRef,
        subject: canonicalJson(request.subject),
        subject_hash: request.subjectHash,
        title: request.title,
        requested_by: request.requestedBy,
        requested_via: request.requestedVia,
        requested_at: request.requestedAt,
        state: 'Pending',
        version: 1,
        rules: JSON.stringify(request.rules),
        exclusions: JSON.stringify(request.exclusions),
        snapshot_digest: request.snapshotDigest,
        approved_ttl_seconds: request.approvedTtlSeconds,
        expires_at: request.expiresAt,
      })
      .returning('*');
    this.#announce(row.id, tx);
    return toRequest(row);
  }

  async find(id: number, db: Knex): Promise<ApprovalRecord | undefined> {
    const row = await db('approval_requests').where({ id }).first();
    return row && toRequest(row);
  }

  async lock(
    id: number,
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord | undefined> {
    const row = await tx('approval_requests').where({ id }).forUpdate().first();
    return row && toRequest(row);
  }

  async update(
    before: ApprovalRecord,
    change: ApprovalChange,
    tx: Knex.Transaction,
  ): Promise<ApprovalRecord> {
    const { id, version } = before;
    const [row] = await tx('approval_requests')
      .where({ id, version })
      .update({
        version: version + 1,
        state: change.state,
        snapshot_digest: change.snapshotDigest,
        expires_at: change.expiresAt,
        decided_at: change.decidedAt,
        closed_at: change.closedAt,
        closed_reason: change.closedReason,
        reminded_at: change.remindedAt,
        reminders: change.reminders,
        escalated_at: change.escalatedAt,
      })
      .returning('*');
    if (!row) {
      throw new ConflictError(
        `Approval request ${id} changed meanwhile: look at it again`,
      );
    }
    this.#announce(id, tx);
    return toRequest(row);
  }

  async page(
    filter: ApprovalFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<ApprovalRecord[]> {
    const query = db('approval_requests')
      .orderBy('id', 'desc')
      .limit(options.limit);
    if (filter.states) query.whereIn('state', filter.states);
    if (filter.types) query.whereIn('subject_type', filter.types);
    if (filter.requestedBy) query.where({ requested_by: filter.requestedBy });
    if (options.before !== undefined) query.where('id', '<', options.before);
    return (await query).map(toRequest);
  }

  async overdue(at: string, limit: number, db: Knex): Promise<number[]> {
    return db('approval_requests')
      .whereIn('state', ['Pending', 'Approved'])
      .andWhere('expires_at', '<=', at)
      .orderBy('id')
      .limit(limit)
      .pluck('id');
  }

  async addVote(
    vote: Omit<VoteRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<number> {
    const [row] = await tx('approval_votes')
      .insert({
        request_id: vote.requestId,
        voter: vote.voter,
        kind: vote.kind,
        subject_hash: vote.subjectHash,
        shown_digest: vote.shownDigest,
        groups: JSON.stringify(vote.groups),
        identity: JSON.stringify(vote.identity),
        cast_at: vote.castAt,
        version: vote.version,
      })
      .returning('id');
    return row.id;
  }

  async votes(
    requestIds: number[],
    db: Knex,
  ): Promise<Map<number, VoteRecord[]>> {
    const rows = await db('approval_votes')
      .whereIn('request_id', requestIds.slice(0, BATCH))
      .orderBy('id');
    return byRequest(requestIds, rows, toVote);
  }

  async addComment(
    comment: Omit<CommentRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<void> {
    await tx('approval_comments').insert({
      request_id: comment.requestId,
      vote_id: comment.voteId,
      author: comment.author,
      text: comment.text,
      written_at: comment.writtenAt,
    });
    this.#announce(comment.requestId, tx);
  }

  async comments(requestId: number, db: Knex): Promise<CommentRecord[]> {
    const rows = await db('approval_comments')
      .where({ request_id: requestId })
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      requestId: row.request_id,
      voteId: row.vote_id,
      author: row.author,
      text: row.text,
      writtenAt: row.written_at,
    }));
  }

  async addSnapshot(
    requestId: number,
    content: JsonObject,
    at: string,
    tx: Knex.Transaction,
  ): Promise<string> {
    const digest = digestOf(content);
    await tx('approval_snapshots')
      .insert({
        request_id: requestId,
        digest,
        content: canonicalJson(content),
        taken_at: at,
      })
      .onConflict(['request_id', 'digest'])
      .ignore();
    return digest;
  }

  async snapshot(
    requestId: number,
    digest: string,
    db: Knex,
  ): Promise<SnapshotRecord | undefined> {
    const row = await db('approval_snapshots')
      .where({ request_id: requestId, digest })
      .first();
    return (
      row && {
        digest,
        content: JSON.parse(row.content),
        takenAt: row.taken_at,
      }
    );
  }

  async addDelegation(
    requestId: number,
    { delegatedAt, from, to }: DelegationRecord,
    tx: Knex.Transaction,
  ): Promise<void> {
    await tx('approval_delegations').insert({
      request_id: requestId,
      from_person: from,
      to_person: to,
      delegated_at: delegatedAt,
    });
    this.#announce(requestId, tx);
  }

  async delegations(
    requestIds: number[],
    db: Knex,
  ): Promise<Map<number, DelegationRecord[]>> {
    const rows = await db('approval_delegations')
      .whereIn('request_id', requestIds.slice(0, BATCH))
      .orderBy('id');
    return byRequest(requestIds, rows, row => ({
      from: row.from_person,
      to: row.to_person,
      delegatedAt: row.delegated_at,
    }));
  }

  #announce(id: number, tx: Knex.Transaction): void {
    const onChanged = this.#onChanged;
    if (onChanged) afterCommit(tx, () => onChanged(id));
  }
}

type Row = Record<string, any>;

function byRequest<T>(
  ids: number[],
  rows: Row[],
  convert: (row: Row) => T,
): Map<number, T[]> {
  const found = new Map<number, T[]>(ids.map(id => [id, []]));
  for (const row of rows) found.get(row.request_id)?.push(convert(row));
  return found;
}

function toVote(row: Row): VoteRecord {
  return {
    id: row.id,
    requestId: row.request_id,
    voter: row.voter,
    kind: row.kind,
    subjectHash: row.subject_hash,
    shownDigest: row.shown_digest,
    groups: JSON.parse(row.groups),
    identity: JSON.parse(row.identity),
    castAt: row.cast_at,
    version: row.version,
  };
}

function toRequest(row: Row): ApprovalRecord {
  return {
    id: row.id,
    subjectType: row.subject_type,
    subjectRef: row.subject_ref,
    subject: JSON.parse(row.subject),
    subjectHash: row.subject_hash,
    title: row.title,
    requestedBy: row.requested_by,
    requestedVia: row.requested_via,
    requestedAt: row.requested_at,
    state: row.state,
    version: row.version,
    rules: JSON.parse(row.rules),
    exclusions: JSON.parse(row.exclusions),
    snapshotDigest: row.snapshot_digest,
    approvedTtlSeconds: row.approved_ttl_seconds,
    expiresAt: row.expires_at,
    decidedAt: row.decided_at,
    closedAt: row.closed_at,
    closedReason: row.closed_reason,
    remindedAt: row.reminded_at,
    reminders: row.reminders,
    escalatedAt: row.escalated_at,
  };
}

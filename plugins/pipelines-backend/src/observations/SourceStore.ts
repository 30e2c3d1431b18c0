import type { SourceStatus } from '@sluice/plugin-pipelines-common';
import type { RunSource, SourceIssue } from '@sluice/plugin-pipelines-node';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';

/** A collector as it is stored. @internal */
export type StoredSource = {
  id: string;
  technology: RunSource['technology'];
  title: string;
  environment: string;
  demo: boolean;
  intervalSeconds: number;
  cursor: JsonValue | undefined;
  version: string | null;
  issues: SourceIssue[];
  readingIssues: SourceIssue[];
  status: SourceStatus;
  readable: boolean;
  lastAttemptAt: string | null;
  lastSuccessAt: string | null;
  failingSince: string | null;
  nextAttemptAt: string | null;
  lastDurationMs: number | null;
  rows: number;
  consecutiveErrors: number;
  message: string | null;
};

/** What may change on a source; the rest comes from its configuration. @internal */
export type SourceUpdate = Partial<
  Omit<
    StoredSource,
    'id' | 'technology' | 'title' | 'environment' | 'demo' | 'intervalSeconds'
  >
>;

/** Where collectors go on, and how they fare. @internal */
export interface SourceStore {
  /** Inserts a source, or takes over what its configuration says now; its cursor and health stay. */
  register(source: RunSource, tx: Knex): Promise<void>;
  find(id: string, tx: Knex): Promise<StoredSource | undefined>;
  list(ids: string[], tx: Knex): Promise<StoredSource[]>;
  update(id: string, update: SourceUpdate, tx: Knex): Promise<void>;
}

const JSON_FIELDS = ['cursor', 'issues', 'readingIssues'];

const COLUMNS: Record<keyof SourceUpdate, string> = {
  cursor: 'cursor',
  version: 'version',
  issues: 'issues',
  readingIssues: 'reading_issues',
  status: 'status',
  readable: 'readable',
  lastAttemptAt: 'last_attempt_at',
  lastSuccessAt: 'last_success_at',
  failingSince: 'failing_since',
  nextAttemptAt: 'next_attempt_at',
  lastDurationMs: 'last_duration_ms',
  rows: 'rows',
  consecutiveErrors: 'consecutive_errors',
  message: 'message',
};

/** {@link SourceStore} on the plugin's database. @internal */
export class DatabaseSourceStore implements SourceStore {
  async register(source: RunSource, tx: Knex): Promise<void> {
    const configured = {
      technology: source.technology,
      title: source.title,
      environment: source.environment,
      demo: source.demo ?? false,
      interval_seconds: source.schedule.intervalSeconds,
    };
    await tx('sources')
      .insert({
        id: source.id,
        ...configured,
        issues: '[]',
        reading_issues: '[]',
        status: 'pending',
        readable: false,
      })
      .onConflict('id')
      .merge(Object.keys(configured));
  }

  async find(id: string, tx: Knex): Promise<StoredSource | undefined> {
    const row = await tx('sources').where({ id }).first();
    return row && toSource(row);
  }

  async list(ids: string[], tx: Knex): Promise<StoredSource[]> {
    const rows = await tx('sources').whereIn('id', ids).orderBy('id');
    return rows.map(toSource);
  }

  async update(id: string, update: SourceUpdate, tx: Knex): Promise<void> {
    const columns = Object.entries(update).map(([field, value]) => [
      COLUMNS[field as keyof SourceUpdate],
      JSON_FIELDS.includes(field) ? JSON.stringify(value ?? null) : value,
    ]);
    if (columns.length === 0) return;
    await tx('sources').where({ id }).update(Object.fromEntries(columns));
  }
}

function toSource(row: Record<string, any>): StoredSource {
  return {
    id: row.id,
    technology: row.technology,
    title: row.title,
    environment: row.environment,
    demo: Boolean(row.demo),
    intervalSeconds: row.interval_seconds,
    cursor: row.cursor ? JSON.parse(row.cursor) : undefined,
    version: row.version,
    issues: JSON.parse(row.issues),
    readingIssues: JSON.parse(row.reading_issues),
    status: row.status,
    readable: Boolean(row.readable),
    lastAttemptAt: row.last_attempt_at,
    lastSuccessAt: row.last_success_at,
    failingSince: row.failing_since,
    nextAttemptAt: row.next_attempt_at,
    lastDurationMs: row.last_duration_ms,
    rows: row.rows,
    consecutiveErrors: row.consecutive_errors,
    message: row.message,
  };
}

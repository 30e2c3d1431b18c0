import type {
  CountReading,
  FreshnessReading,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../../database/slices';
import type {
  ReadingOrigin,
  ReadingToWrite,
  StoredCount,
  StoredFreshness,
  StoredTest,
  SubjectId,
  TestCount,
} from './readingRecords';

/** Which readings: of pipelines or datasets as technologies call them, in one environment, over a period. @internal */
export type ReadingFilter = {
  subject: SubjectId['type'];
  ids: number[];
  environment: string;
  /** Inclusive. */
  from: string;
  /** Exclusive. */
  to: string;
};

const FRESHNESS_KEY = [
  'subject_type',
  'subject_id',
  'at',
  'environment',
  'measure',
  'source_id',
];
const TEST_KEY = [
  'subject_type',
  'subject_id',
  'environment',
  'source_id',
  'execution_id',
  'test',
];
const COUNT_KEY = [
  'subject_type',
  'subject_id',
  'from_at',
  'to_at',
  'environment',
  'side',
  'source_id',
  'at',
];
/** The tables of readings, each with the column by which it is deleted. */
const TABLES = {
  freshness_readings: 'at',
  test_readings: 'at',
  count_readings: 'from_at',
} as const;

/** Readings beside runs. Writing one again changes nothing. @internal */
export class ReadingStore {
  async putFreshness(
    origin: ReadingOrigin,
    readings: Array<ReadingToWrite<FreshnessReading>>,
    tx: Knex,
  ): Promise<void> {
    const rows = readings.map(({ subject, reading }) => ({
      ...columns(subject, origin),
      at: reading.at,
      measure: reading.measure,
      age_seconds: reading.ageSeconds ?? null,
      loaded_at: reading.loadedAt ?? null,
      traffic: reading.traffic ?? null,
    }));
    await upsert('freshness_readings', FRESHNESS_KEY, rows, tx);
  }

  async putTests(
    origin: ReadingOrigin,
    readings: Array<ReadingToWrite<TestReading>>,
    tx: Knex,
  ): Promise<void> {
    const rows = readings.map(({ subject, reading }) => ({
      ...columns(subject, origin),
      at: reading.at,
      execution_id: reading.executionId,
      test: reading.test,
      state: reading.state,
      failures: reading.failures ?? null,
      message: reading.message ?? null,
    }));
    await upsert('test_readings', TEST_KEY, rows, tx);
  }

  async putCounts(
    origin: ReadingOrigin,
    readings: Array<ReadingToWrite<CountReading>>,
    tx: Knex,
  ): Promise<void> {
    const rows = readings.map(({ subject, reading }) => ({
      ...columns(subject, origin),
      from_at: reading.from,
      to_at: reading.to,
      side: reading.side,
      at: reading.at,
      count: reading.count,
    }));
    await upsert('count_readings', COUNT_KEY, rows, tx);
  }

  /** Freshness readings, oldest first. */
  async freshness(filter: ReadingFilter, tx: Knex): Promise<StoredFreshness[]> {
    const rows = await within('freshness_readings', 'at', filter, tx)
      .orderBy('at')
      .select('*');
    return rows.map((row: Record<string, any>) => ({
      series: `${row.subject_id} ${row.source_id} ${row.measure}`,
      at: row.at,
      measure: row.measure,
      ageSeconds: row.age_seconds,
      loadedAt: row.loaded_at,
      sourceId: row.source_id,
      traffic: row.traffic,
    }));
  }

  /** What was measured of these over a period. */
  async measures(
    filter: ReadingFilter,
    tx: Knex,
  ): Promise<FreshnessReading['measure'][]> {
    return within('freshness_readings', 'at', filter, tx)
      .distinct('measure')
      .orderBy('measure')
      .pluck('measure');
  }

  /** When the oldest freshness reading was taken; undefined if there is none. */
  async firstFreshness(
    filter: Pick<ReadingFilter, 'subject' | 'ids' | 'environment'>,
    tx: Knex,
  ): Promise<string | undefined> {
    const row = await tx('freshness_readings')
      .where({ subject_type: filter.subject, environment: filter.environment })
      .whereIn('subject_id', filter.ids)
      .orderBy('at')
      .first('at');
    return row?.at;
  }

  /** Of each series the last reading of a period, of those the oldest. */
  async freshnessBefore(
    filter: ReadingFilter,
    tx: Knex,
  ): Promise<string | undefined> {
    const rows: Array<{ last: string }> = await within(
      'freshness_readings',
      'at',
      filter,
      tx,
    )
      .groupBy('subject_id', 'source_id', 'measure')
      .max({ last: 'at' });
    return rows.map(row => row.last).sort()[0];
  }

  /** How often tests ended in each way. */
  async testCounts(filter: ReadingFilter, tx: Knex): Promise<TestCount[]> {
    const rows: Array<Record<string, any>> = await within(
      'test_readings',
      'at',
      filter,
      tx,
    )
      .groupBy('test', 'state')
      .select('test', 'state')
      .count({ count: '*' });
    return rows.map(row => ({
      test: row.test,
      state: row.state,
      count: Number(row.count),
    }));
  }

  /** Results of those tests that failed in the period from `failedFrom` on, with what they said before, oldest first. */
  async testsThatFailed(
    filter: ReadingFilter & { failedFrom: string },
    tx: Knex,
  ): Promise<StoredTest[]> {
    const failed = within(
      'test_readings',
      'at',
      { ...filter, from: filter.failedFrom },
      tx,
    )
      .where({ state: 'fail' })
      .select('test');
    const rows = await within('test_readings', 'at', filter, tx)
      .whereIn('test', failed)
      .orderBy(['at', 'id'])
      .select('test', 'at', 'state', 'failures', 'message');
    return rows.map((row: Record<string, any>) => ({
      test: row.test,
      at: row.at,
      state: row.state,
      failures: row.failures ?? undefined,
      message: row.message ?? undefined,
    }));
  }

  /** When what a pipeline reads from first was silent in the period; undefined if it never was. */
  async firstSilence(
    filter: ReadingFilter,
    tx: Knex,
  ): Promise<string | undefined> {
    const row = await within('freshness_readings', 'at', filter, tx)
      .where({ traffic: 'silent' })
      .orderBy('at')
      .first('at');
    return row?.at;
  }

  /** Counts of the periods that begin in [from, to). */
  async counts(filter: ReadingFilter, tx: Knex): Promise<StoredCount[]> {
    const rows = await within('count_readings', 'from_at', filter, tx)
      .orderBy(['from_at', 'to_at', 'at'])
      .select('*');
    return rows.map((row: Record<string, any>) => ({
      series: `${row.subject_id} ${row.source_id}`,
      from: row.from_at,
      to: row.to_at,
      side: row.side,
      count: row.count,
      at: row.at,
    }));
  }

  /** Everything that readings may be about. */
  async subjects(tx: Knex): Promise<SubjectId[]> {
    const of = async (type: SubjectId['type'], table: string) => {
      const ids: number[] = await tx(table).orderBy('id').pluck('id');
      return ids.map(id => ({ type, id }));
    };
    return [
      ...(await of('pipeline', 'external_pipelines')),
      ...(await of('dataset', 'datasets')),
    ];
  }

  /** Deletes the readings of a subject before a time. @returns how many */
  async deleteOld(
    subject: SubjectId,
    before: string,
    tx: Knex,
  ): Promise<number> {
    let deleted = 0;
    for (const [table, time] of Object.entries(TABLES)) {
      deleted += await tx(table)
        .where({ subject_type: subject.type, subject_id: subject.id })
        .where(time, '<', before)
        .delete();
    }
    return deleted;
  }
}

function columns(subject: SubjectId, origin: ReadingOrigin) {
  return {
    subject_type: subject.type,
    subject_id: subject.id,
    environment: origin.environment,
    source_id: origin.sourceId,
  };
}

/** Of two readings with one key in a batch the later one counts: one statement can't write a row twice. */
async function upsert(
  table: keyof typeof TABLES,
  key: string[],
  rows: Array<Record<string, unknown>>,
  tx: Knex,
): Promise<void> {
  const unique = new Map(
    rows.map(row => [JSON.stringify(key.map(column => row[column])), row]),
  );
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]);
  const updated = names.filter(name => !key.includes(name));
  // By hand, because knex writes an insert into SQLite as a union of selects, which takes several times as long.
  const row = `(${names.map(() => '?').join(', ')})`;
  const head = `insert into ${table} (${names.join(', ')}) values `;
  const tail = ` on conflict (${key.join(', ')}) do update set ${updated
    .map(name => `${name} = excluded.${name}`)
    .join(', ')}`;
  for await (const slice of slices([...unique.values()])) {
    await tx.raw(
      head + slice.map(() => row).join(', ') + tail,
      slice.flatMap(values => names.map(name => values[name])) as Knex.Value[],
    );
  }
}

function within(
  table: keyof typeof TABLES,
  time: string,
  filter: ReadingFilter,
  tx: Knex,
): Knex.QueryBuilder {
  return tx(table)
    .where({ subject_type: filter.subject, environment: filter.environment })
    .whereIn('subject_id', filter.ids)
    .where(time, '>=', filter.from)
    .where(time, '<', filter.to);
}

/* What thirty days of a thousand groups take, and what a chart costs beside a scan of every reading. */
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { slices } from '../../plugins/pipelines-backend/src/database/slices';
import { downsample } from '../../plugins/pipelines-backend/src/lag/downsample';
import { LagReads } from '../../plugins/pipelines-backend/src/lag/LagReads';
import { LagService } from '../../plugins/pipelines-backend/src/lag/LagService';
import {
  addMinute,
  hourOf,
  type LagMinute,
  packMinutes,
} from '../../plugins/pipelines-backend/src/lag/minutes';
import { onPostgres, onSqlite } from '../databases';
import { freeStatements } from '../slo/freeStatements';
import { median, megabytes, say, seconds } from './figures';

const GROUPS = Number(process.env.STORE_GROUPS ?? 1000);
const DAYS = 30;
/** As `pipelines.lag.minutesDays` is by default. */
const MINUTES_DAYS = 2;
const CHANGES_A_DAY = 4;
/** What 30 days of 1,000 groups may take at most. */
const MOST_BYTES_A_GROUP = 400 * 1024;
/** So many groups have every reading kept; the scan is given an index that fits it, and a table of a two-hundredth. */
const RAW_GROUPS = 5;
const READ_EVERY_MS = 15_000;
const POINTS = 300;
const ROUNDS = 5;

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);
const END = Date.parse('2026-11-21T00:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const SOURCE = 'kafka-bench';

/** An hour of a group with all its digits, each unlike the others. */
function anHour(seed: number): LagMinute[] {
  let minutes: LagMinute[] = [];
  for (let minute = 0; minute < 60; minute++) {
    const wave = Math.sin(seed * 7.3 + minute / 9);
    minutes = addMinute(minutes, {
      minute,
      lag: Math.round(4000 + 3900 * wave),
      seconds: 90 + 80.123 * wave,
      inPerSecond: 120.377 + wave,
      outPerSecond: 119.913 - wave,
      statusRank: 6,
    });
  }
  return minutes;
}

async function fill(database: Knex): Promise<void> {
  const hours = Array.from({ length: 97 }, (_, seed) => {
    const minutes = anHour(seed);
    return { whole: hourOf(minutes), packed: packMinutes(minutes) };
  });
  for (let hour = 0; hour < DAYS * 24; hour++) {
    const at = END - (hour + 1) * HOUR_MS;
    const rows = Array.from({ length: GROUPS }, (_, group) => {
      const { packed, whole } = hours[(hour * 31 + group) % hours.length];
      return {
        source_id: SOURCE,
        external_pipeline_id: group + 1,
        hour: iso(at),
        lag: whole.lag,
        seconds: whole.seconds,
        in_per_second: whole.inPerSecond,
        out_per_second: whole.outPerSecond,
        status_rank: whole.statusRank,
        minutes_read: whole.minutesRead,
        minutes_at_rest: whole.minutesAtRest,
        minutes: hour < MINUTES_DAYS * 24 ? packed : null,
      };
    });
    await insert(database, 'lag_hours', rows);
    if (hour % (24 / CHANGES_A_DAY) !== 0) continue;
    await insert(
      database,
      'lag_status_changes',
      rows.map(({ external_pipeline_id, source_id }) => ({
        source_id,
        external_pipeline_id,
        at: iso(at),
        status: 'warn',
        reason:
          'orders.v1 partition 3: 10 readings over 135 s, the lag only grew, from 1,200 to 4,100',
        inferred: false,
      })),
    );
  }
}

/** Every reading of a few groups, as a table without roll-ups would have them. */
async function fillRaw(database: Knex): Promise<void> {
  await database.schema.createTable('bench_readings', table => {
    table.integer('group_id').notNullable();
    table.string('at', 24).notNullable();
    table.double('lag');
    table.double('seconds');
    table.double('in_per_second');
    table.double('out_per_second');
    table.integer('status_rank').notNullable();
    table.primary(['group_id', 'at']);
  });
  for (let group = 1; group <= RAW_GROUPS; group++) {
    const rows: object[] = [];
    for (let at = END - DAYS * DAY_MS; at < END; at += READ_EVERY_MS) {
      const wave = Math.sin(group + at / 540_000);
      rows.push({
        group_id: group,
        at: iso(at),
        lag: Math.round(4000 + 3900 * wave),
        seconds: 90 + 80.123 * wave,
        in_per_second: 120.377 + wave,
        out_per_second: 119.913 - wave,
        status_rank: 6,
      });
    }
    await insert(database, 'bench_readings', rows);
  }
}

async function insert(database: Knex, table: string, rows: object[]) {
  await database.transaction(async tx => {
    for await (const slice of slices(rows)) await tx(table).insert(slice);
  });
  // SQLite's driver frees statements when the engine gets to collect them.
  await setImmediate();
}

async function timed(work: () => Promise<number>): Promise<number> {
  const began = performance.now();
  if ((await work()) === 0) throw new Error('It found nothing');
  return performance.now() - began;
}

async function measureRange(database: Knex, days: number) {
  const service = new LagService({
    database,
    reads: new LagReads(),
    observations: undefined as never,
    days: { minutes: MINUTES_DAYS, hours: 400, abandoned: 7 },
    now: () => new Date(END),
  });
  const [from, to] = [END - days * DAY_MS, END];
  const chart = async (group: number) => {
    const { points } = await service.series(
      { externalPipelineId: group, sourceId: SOURCE } as never,
      { from: new Date(from), to: new Date(to), limit: POINTS },
    );
    return points.length;
  };
  const scan = async (group: number) => {
    const rows = await database('bench_readings')
      .where({ group_id: group })
      .where('at', '>=', iso(from))
      .where('at', '<', iso(to))
      .orderBy('at');
    const points = rows.map(row => ({ ...row, at: Date.parse(row.at) }));
    return downsample(points, POINTS).length;
  };
  const ours: number[] = [];
  const peer: number[] = [];
  // In turns, so that both meet the same machine; the first of each warms up.
  for (let i = 0; i <= ROUNDS; i++) {
    const group = (i % RAW_GROUPS) + 1;
    ours.push(await timed(() => chart(group)));
    peer.push(await timed(() => scan(group)));
  }
  return { ours: median(ours.slice(1)), peer: median(peer.slice(1)) };
}

async function measure(
  name: string,
  database: Knex,
  bytes: () => Promise<number>,
): Promise<string> {
  const before = await (async () => {
    await database.migrate.latest({ directory: MIGRATIONS });
    return bytes();
  })();
  await fill(database);
  const size = (await bytes()) - before;
  const each = size / GROUPS;
  say(
    `store on ${name}: ${DAYS} d of ${GROUPS} groups ${megabytes(size)}, ${(
      each / 1024
    ).toFixed(0)} kB a group (at most ${MOST_BYTES_A_GROUP / 1024})`,
  );
  if (each > MOST_BYTES_A_GROUP) throw new Error('The store is too large');
  await fillRaw(database);
  const day = await measureRange(database, 1);
  say(
    `chart of a day on ${name}: ours ${seconds(day.ours)}, peer ${seconds(
      day.peer,
    )} (every reading), ratio ${(day.peer / day.ours).toFixed(1)}`,
  );
  const month = await measureRange(database, DAYS);
  const ratio = month.peer / month.ours;
  if (ratio < 10) throw new Error(`The chart costs 1/${ratio} of a scan`);
  return `LAG CHART OF ${DAYS} DAYS ON ${name}: ours ${seconds(
    month.ours,
  )}, peer ${seconds(month.peer)} (every reading), ratio ${ratio.toFixed(1)}`;
}

async function bytesOnSqlite(database: Knex): Promise<number> {
  const [{ page_count: pages }] = await database.raw('pragma page_count');
  const [{ page_size: page }] = await database.raw('pragma page_size');
  return pages * page;
}

async function bytesOnPostgres(database: Knex): Promise<number> {
  const { rows } = await database.raw(
    `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c
       where c.relkind = 'r' and c.relname like 'lag\\_%'`,
  );
  return Number(rows[0].bytes);
}

/** @returns the lines that count */
export async function measureStore(): Promise<string[]> {
  freeStatements();
  return [
    await onSqlite('lag', database =>
      measure('SQLITE', database, () => bytesOnSqlite(database)),
    ),
    await onPostgres('lag', database =>
      measure('POSTGRESQL', database, () => bytesOnPostgres(database)),
    ),
  ];
}

import type {
  CostReading,
  CountReading,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { SnowflakeClient } from './client/SnowflakeClient';
import type { SnowflakeInstance } from './config';
import { skippedReading } from './issues';
import { costsToRead, readAttribution, readMetering } from './readings/costs';
import { hoursToCount, readLoads } from './readings/loads';
import { failedTasks } from './readings/tasks';
import { selectCopyHistory } from './sql/copyHistory';
import {
  selectAttribution,
  selectMetering,
  selectPastMetering,
} from './sql/credits';
import { selectTaskHistory } from './sql/taskHistory';
import type { WantedTable } from './tables/wanted';
import type { Sweep } from './TableReader';

/** COPY_HISTORY is asked for so many tables in one statement. */
const LOADS_A_STATEMENT = 100;
const DAY_MS = 24 * 3600_000;

/** Reads what Snowflake keeps of loads, tasks and warehouses. @internal */
export class HistoryReader {
  readonly #client: SnowflakeClient;
  readonly #instance: SnowflakeInstance;

  constructor(options: {
    client: SnowflakeClient;
    instance: SnowflakeInstance;
  }) {
    this.#client = options.client;
    this.#instance = options.instance;
  }

  /**
   * How many rows came in by hour, of tables that are there.
   *
   * @param countedTo - to here they were counted
   * @returns undefined while no further hour is over
   * @throws SnowflakeError
   */
  async loads(
    tables: WantedTable[],
    countedTo: string | undefined,
    sweep: Sweep,
  ): Promise<
    { counts: CountReading[]; issues: SourceIssue[]; to: string } | undefined
  > {
    const at = sweep.now();
    const hours = hoursToCount(countedTo, at);
    if (!hours) return undefined;
    const counts: CountReading[] = [];
    const issues: SourceIssue[] = [];
    for (let start = 0; start < tables.length; start += LOADS_A_STATEMENT) {
      const slice = tables.slice(start, start + LOADS_A_STATEMENT);
      const rows = await this.#client.run(
        selectCopyHistory({
          tables: slice.map(({ table }) => table),
          ...hours,
        }),
        sweep,
      );
      const read = readLoads({
        datasets: slice.map(({ dataset }) => dataset),
        rows,
        hours,
        at,
      });
      counts.push(...read.counts);
      issues.push(...read.issues);
    }
    return { counts, issues, to: hours.to.toISOString() };
  }

  /**
   * What warehouses were billed for, and which tags used it.
   *
   * @param readTo - to here they were read
   * @returns undefined while the hour is still the same
   * @throws SnowflakeError
   */
  async costs(
    readTo: string | undefined,
    sweep: Sweep,
  ): Promise<
    { list: CostReading[]; issues: SourceIssue[]; to: string } | undefined
  > {
    const at = sweep.now();
    const periods = costsToRead(readTo, {
      backDays: this.#instance.costBackDays,
      now: at,
    });
    if (!periods) return undefined;
    const { attributed, isPast, metered } = periods;
    const { database } = this.#instance.login;
    const { maxRows } = this.#instance.limits;
    const past = isPast
      ? await this.#client.run(
          selectPastMetering({ from: metered, maxRows }),
          sweep,
        )
      : [];
    const recent = await this.#client.run(
      selectMetering({
        database,
        maxRows,
        from: isPast ? new Date(at.getTime() - DAY_MS) : metered,
      }),
      sweep,
    );
    const tags = await this.#client.run(
      selectAttribution({ from: attributed, maxRows }),
      sweep,
    );
    const isCutOff = [past, recent, tags].some(
      ({ length }) => length >= maxRows,
    );
    return {
      issues: isCutOff
        ? [
            skippedReading(
              'costs',
              `Costs were cut off at ${maxRows} rows (limits.maxRows), and the oldest are missing: lower costBackDays, or raise it`,
            ),
          ]
        : [],
      // What is recent counts where both have it: it is the newer.
      list: [
        ...readMetering(past, at),
        ...readMetering(recent, at),
        ...readAttribution(tags, at),
      ],
      to: at.toISOString(),
    };
  }

  /** @throws SnowflakeError */
  async failedTasks(sweep: Sweep): Promise<SourceIssue[]> {
    const { database } = this.#instance.login;
    return failedTasks(
      await this.#client.run(selectTaskHistory({ database }), sweep),
    );
  }
}

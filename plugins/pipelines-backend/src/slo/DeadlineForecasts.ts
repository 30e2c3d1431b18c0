import type { DeadlineSlo } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type { ObservationService } from '../observations';
import { deadlinesBetween } from './deadlines';
import {
  type FinishForecast,
  forecastFinish,
  type ForecastScore,
  type PastRun,
  scoreForecasts,
  willMiss,
} from './forecast';
import type { ForecastStore } from './ForecastStore';
import { addDays, dayOf, DAY_MS, iso, localDateOf, millis } from './localTime';
import { expectedIntervalEnds, isPromised, placeOf } from './occurrences';
import type { NextDue, SloRecord, VerdictRecord } from './sloRecords';
import type { SloStore } from './SloStore';
import type { VerdictStore } from './VerdictStore';

/** Nothing is foretold of what is due later than this. */
const AHEAD_MS = 6 * 3600_000;
/** A forecast that is made with this much time left is kept, and counts for the hit rate. */
const KEPT_AHEAD_MS = 2 * 3600_000;
/** How often one is made again. */
const EVERY_MS = 5 * 60_000;
/** Ten runs of a weekday are ten weeks, those of month ends three months. */
const LOOK_BACK_DAYS = 130;
/** How far back forecasts are compared with what came of them. */
const SCORED_DAYS = 90;
/** What a source said this long ago says nothing about a run that goes on. */
const STALE_MS = 15 * 60_000;
/** Of an SLO about more pipelines only so many are looked at. */
const MAX_PIPELINES = 20;
/** Histories of so many occurrences are remembered. */
const MAX_REMEMBERED = 500;

/** What is expected of the next deadline. @internal */
export type DeadlineOutlook = {
  next?: Pick<NextDue, 'expectedAt' | 'latestAt' | 'willMiss' | 'hitRate'>;
  /** When to look again. */
  recheckAt: string;
};

/** What a {@link DeadlineForecasts} needs. @internal */
export type DeadlineForecastsOptions = {
  store: SloStore;
  verdicts: Pick<VerdictStore, 'between'>;
  forecasts: ForecastStore;
  observations: Pick<ObservationService, 'history'>;
  /** The environment of SLOs that name none. */
  environment: string;
  now: () => Date;
};

/**
 * Says before a deadline whether it will be missed, and remembers it, so that it can be held against what came of it. The history
 * behind a forecast is read once for each occurrence.
 *
 * @internal
 */
export class DeadlineForecasts {
  readonly #options: DeadlineForecastsOptions;
  readonly #histories = new Map<string, PastRun[]>();
  readonly #scores = new Map<string, ForecastScore>();

  constructor(options: DeadlineForecastsOptions) {
    this.#options = options;
  }

  /**
   * @param next - the verdict that is due next
   * @returns undefined for what isn't a deadline that runs decide
   */
  async of(
    slo: SloRecord,
    next: VerdictRecord,
    tx: Knex,
  ): Promise<DeadlineOutlook | undefined> {
    const { definition } = slo;
    if (definition.kind !== 'deadline') return undefined;
    if (definition.deadline.completion.type !== 'run') return undefined;
    const { forecasts, now, store, verdicts } = this.#options;
    const at = now().getTime();
    const left = millis(next.dueAt) - at;
    if (left > AHEAD_MS) {
      return { recheckAt: iso(millis(next.dueAt) - AHEAD_MS) };
    }
    const members = await store.members([slo.id], tx);
    const made: Array<{ verdict: VerdictRecord; forecast: FinishForecast }> =
      [];
    for (const member of members.slice(0, MAX_PIPELINES)) {
      const due = { from: next.dueAt, to: next.dueAt };
      for (const verdict of await verdicts.between(member, due, tx)) {
        if (verdict.state !== 'PENDING') continue;
        const forecast = await this.#forecast(definition, verdict);
        if (forecast) made.push({ verdict, forecast });
      }
    }
    if (left <= KEPT_AHEAD_MS) {
      await forecasts.put(
        made.map(({ forecast, verdict }) => ({
          sloId: slo.id,
          pipelineId: verdict.pipelineId,
          occurrence: verdict.occurrence,
          dueAt: verdict.dueAt,
          madeAt: iso(at),
          p50At: forecast.p50At,
          p90At: forecast.p90At,
          runs: forecast.runs,
        })),
        tx,
      );
    }
    const recheckAt = iso(at + EVERY_MS);
    // All have to be there, so the last one counts.
    const [last] = made
      .map(({ forecast }) => forecast)
      .sort((a, b) => (a.p90At < b.p90At ? 1 : -1));
    if (!last) return { recheckAt };
    const { hitRate } = await this.#score(slo.id, next, tx);
    return {
      next: {
        expectedAt: last.p50At,
        latestAt: last.p90At,
        willMiss: willMiss(last, next.dueAt),
        ...(hitRate !== null && { hitRate }),
      },
      recheckAt,
    };
  }

  async #forecast(
    definition: DeadlineSlo,
    verdict: VerdictRecord,
  ): Promise<FinishForecast | undefined> {
    const { environment, now, observations } = this.#options;
    const { deadline } = definition;
    const at = now().toISOString();
    const [due] = deadlinesBetween({
      deadline,
      from: verdict.dueAt,
      to: iso(millis(verdict.dueAt) + 1),
    });
    if (!due) return undefined;
    const history = (period: { after: string; through: string }) =>
      observations.history(
        verdict.pipelineId,
        definition.environment ?? environment,
        period,
      );
    const read = await history({
      after: due.dataFrom,
      through: due.dataThrough,
    });
    const isRead =
      read.readThrough !== null &&
      millis(read.readThrough) >= millis(at) - STALE_MS;
    if (!isRead || read.paused) return undefined;
    const intervalEnd = expectedIntervalEnds({
      schedule: read.schedule,
      runs: read.runs,
      from: due.dataFrom,
      to: due.dataThrough,
      activeFrom: due.dataFrom,
    }).at(-1);
    // Before its interval ends it can't be late, and after it is done there is nothing to foretell.
    if (!intervalEnd || intervalEnd > at) return undefined;
    const own = read.runs.filter(
      r => isPromised(r) && placeOf(r) === intervalEnd,
    );
    if (own.some(run => run.firstSuccessAt)) return undefined;
    const running = own.find(run => run.state === 'running');
    return forecastFinish({
      history: await this.#pastRuns(
        deadline.timezone,
        verdict,
        intervalEnd,
        () =>
          history({
            after: iso(millis(intervalEnd) - LOOK_BACK_DAYS * DAY_MS),
            through: iso(millis(intervalEnd) - 1),
          }),
      ),
      localDate: verdict.localDate,
      intervalEnd,
      startedAt: running?.startedAt ?? null,
      now: at,
    });
  }

  /** Earlier runs for the same time of the day. */
  async #pastRuns(
    zone: string,
    verdict: VerdictRecord,
    intervalEnd: string,
    read: () => ReturnType<ObservationService['history']>,
  ): Promise<PastRun[]> {
    const key = `${verdict.sloId} ${verdict.pipelineId} ${intervalEnd}`;
    const known = this.#histories.get(key);
    if (known) return known;
    const time = (end: string) =>
      DateTime.fromISO(end, { zone }).toFormat('HH:mm');
    const own = time(intervalEnd);
    // What ends in the evening may be due the next day.
    const shift =
      (dayOf(verdict.localDate) - dayOf(localDateOf(intervalEnd, zone))) /
      DAY_MS;
    const runs = (await read()).runs.flatMap((run): PastRun[] => {
      const end = placeOf(run);
      const { firstStartedAt, firstSuccessAt } = run;
      if (!firstStartedAt || !firstSuccessAt || !isPromised(run)) return [];
      if (time(end) !== own) return [];
      return [
        {
          localDate: addDays(localDateOf(end, zone), shift),
          intervalEnd: end,
          startedAt: firstStartedAt,
          arrivedAt: firstSuccessAt,
        },
      ];
    });
    remember(this.#histories, key, runs);
    return runs;
  }

  async #score(
    sloId: number,
    { dueAt }: VerdictRecord,
    tx: Knex,
  ): Promise<ForecastScore> {
    const key = `${sloId} ${dueAt}`;
    const known = this.#scores.get(key);
    if (known) return known;
    const score = scoreForecasts(
      await this.#options.forecasts.kept(
        sloId,
        { from: iso(millis(dueAt) - SCORED_DAYS * DAY_MS), to: dueAt },
        tx,
      ),
    );
    remember(this.#scores, key, score);
    return score;
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MAX_REMEMBERED) map.clear();
  map.set(key, value);
}

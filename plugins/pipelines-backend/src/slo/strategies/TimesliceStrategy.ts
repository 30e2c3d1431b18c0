import type {
  FreshnessSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ReadingService } from '../../observations';
import { timezoneOf } from '../apiSlo';
import {
  BURN_WINDOWS,
  burnNow,
  type BurnSlice,
  slicesOfHour,
} from '../burnRate';
import type { HourStore, SloHour } from '../HourStore';
import { addDays, iso, later, localDateOf, millis } from '../localTime';
import { putDays } from '../putDays';
import type {
  SloDecision,
  SloMember,
  SloRecord,
  SloVersion,
} from '../sloRecords';
import type { SloStore } from '../SloStore';
import { periodDays } from '../sloWindow';
import { addTallies, emptyTally, type Tally } from '../tally';
import type { MemberChange, Outlook, SloStrategy } from './SloStrategy';
import { HOUR_MS, hourOf, isSilent, tallyStreamDay } from './streamHours';
import { datasetsOf, type StreamReader } from './StreamReader';
import { exclusionsOf, type Term, termsOf } from './terms';

/** A slice is due every minute. */
const RECHECK_MS = 60_000;
/** The readings of so many hours are in memory at once. */
const HOURS_AT_ONCE = 24;
const LONGEST_MS =
  1000 * Math.max(...BURN_WINDOWS.map(({ longSeconds }) => longSeconds));
const LONGEST_SHORT_MS =
  1000 * Math.max(...BURN_WINDOWS.map(({ shortSeconds }) => shortSeconds));

/** What a {@link TimesliceStrategy} needs. @internal */
export type TimesliceStrategyOptions = {
  database: Knex;
  hours: HourStore;
  store: Pick<SloStore, 'setInputs'>;
  readings: Pick<ReadingService, 'keptSince'>;
  streams: StreamReader;
  decisions: (sloId: number) => Promise<SloDecision[]>;
  /** Hours before this may be deleted, so days are not added up again. */
  judgedSince: () => string;
  now: () => Date;
};

/**
 * Freshness, judged by timeslices that are kept by the hour. Only hours that are open, or into which a reading came, are folded again
 * from their readings. A stream is judged from its first reading on, and not further back than readings are kept.
 *
 * @internal
 */
export class TimesliceStrategy implements SloStrategy {
  readonly #options: TimesliceStrategyOptions;

  constructor(options: TimesliceStrategyOptions) {
    this.#options = options;
  }

  concerns({ from, inputsFrom, readingsFrom }: MemberChange): boolean {
    return (
      readingsFrom !== undefined ||
      inputsFrom !== undefined ||
      from === undefined
    );
  }

  async judge(
    slo: SloRecord,
    versions: SloVersion[],
    member: SloMember,
    change: MemberChange,
  ): Promise<string[]> {
    const { database, hours, now, store } = this.#options;
    const at = now().toISOString();
    const datasets = datasetsOf(slo.definition);
    // A new definition may declare none any more.
    if (datasets.length > 0 || change.from !== undefined) {
      await store.setInputs(slo.id, datasets, database);
    }
    const from = await this.#from(slo, member, change);
    if (from === undefined) return [];
    const terms = termsOf(versions);
    // Days whose readings are gone keep their hours, but a decision may take some of them out.
    const dates = new Set<string>(
      datesBetween(
        later(
          later(change.readingsFrom ?? from, member.activeFrom),
          this.#options.judgedSince(),
        ),
        from,
        timezoneOf(slo.definition),
      ),
    );
    const first = millis(from);
    const step = HOURS_AT_ONCE * HOUR_MS;
    for (let start = first; iso(start) <= at; start += step) {
      const folded = await this.#hours(slo, terms, member, {
        from: iso(start),
        to: iso(Math.min(start + step, millis(hourOf(at)) + HOUR_MS)),
      });
      await hours.put(folded, database);
      folded.forEach(hour => dates.add(hour.localDate));
    }
    return [...dates];
  }

  /** @returns the hour from which on a pipeline has to be judged; undefined if nothing was ever read of it */
  async #from(
    slo: Pick<SloRecord, 'definition'>,
    member: SloMember,
    { inputsFrom, readingsFrom }: MemberChange,
  ): Promise<string | undefined> {
    const { database, hours, readings, streams } = this.#options;
    const { definition } = slo;
    const firstReading = await streams.firstReading({
      definition,
      pipelineId: member.pipelineId,
    });
    if (firstReading === undefined) return undefined;
    const { activeFrom, judgedThrough } = member;
    const open = await hours.oldestOpen(member, database);
    const told =
      inputsFrom === undefined
        ? undefined
        : await streams.toldFrom(definition, inputsFrom);
    const [changed] = [judgedThrough || activeFrom, readingsFrom, told, open]
      .filter(time => time !== undefined)
      .sort();
    // Of an hour in which readings begin to be deleted too little is known.
    const kept = iso(millis(hourOf(readings.keptSince())) + HOUR_MS);
    const [from] = [
      hourOf(changed || activeFrom),
      hourOf(activeFrom),
      hourOf(firstReading),
      kept,
    ]
      .sort()
      .reverse();
    return from;
  }

  async #hours(
    slo: Pick<SloRecord, 'id' | 'definition'>,
    terms: Term[],
    { pipelineId }: Pick<SloMember, 'pipelineId'>,
    period: { from: string; to: string },
  ): Promise<SloHour[]> {
    const { definition, id } = slo;
    const timezone = timezoneOf(definition);
    const stream = { definition, pipelineId };
    const hours = await this.#options.streams.hours(stream, terms, period);
    return hours.map(hour => ({
      ...hour,
      sloId: id,
      pipelineId,
      localDate: localDateOf(hour.hour, timezone),
      final: !hour.letters.includes('.'),
    }));
  }

  async fold(slo: SloRecord, _versions: SloVersion[], dates: string[]) {
    const { database, hours } = this.#options;
    const exclusions = exclusionsOf(await this.#options.decisions(slo.id));
    const rows = await hours.ofDates(slo.id, dates, database);
    const days = dates.flatMap(date => {
      const ofDay = rows.filter(row => row.localDate === date);
      if (ofDay.length === 0) return [];
      const day = { date, tally: emptyTally(), rawBad: 0 };
      for (const own of byPipeline(ofDay)) {
        const { rawBad, tally } = tallyStreamDay(own, exclusions);
        day.tally = addTallies(day.tally, tally);
        day.rawBad += rawBad;
      }
      return day;
    });
    return (tx: Knex) => putDays(slo.id, days, tx);
  }

  async outlook(slo: SloRecord): Promise<Outlook> {
    const { database, hours, now } = this.#options;
    const definition = slo.definition as FreshnessSlo;
    const at = now().getTime();
    const since = (ms: number) =>
      hours.since(slo.id, iso(at - ms - HOUR_MS), database);
    const recent = await since(LONGEST_SHORT_MS);
    if (recent.length === 0) return {};
    const pipelines = byPipeline(recent);
    // Every alert needs something bad in its short window, and mostly there is nothing.
    const isBad = recent.some(({ letters }) => letters.includes('B'));
    const readings = isBad
      ? burnNow({
          slices: addedUp(await since(LONGEST_MS)),
          target: definition.target,
          periodDays: periodDays(definition.window),
          // So many pipelines have as many slices in the same time.
          sliceSeconds: definition.freshness.sliceSeconds / pipelines.length,
        })
      : [];
    const idsOf = (own: SloHour[][]) =>
      own.map(([{ pipelineId }]) => pipelineId);
    const silent = pipelines.filter(isSilent);
    return {
      burning: readings.filter(reading => reading.firing),
      burningPipelines: idsOf(
        pipelines.filter(own => own.some(h => h.letters.includes('B'))),
      ),
      silent: silent.length,
      silentPipelines: idsOf(silent),
      lagAlone: await this.#options.streams.isLagAlone(
        definition,
        idsOf(pipelines),
      ),
      recheckAt: iso(at + RECHECK_MS),
    };
  }

  async preview(
    definition: SloDefinition,
    pipelineId: number,
    from: string,
  ): Promise<Map<string, Tally>> {
    const slo = { id: 0, definition };
    const member = { pipelineId, activeFrom: from, judgedThrough: '' };
    const first = await this.#from(slo, { sloId: 0, ...member }, {});
    const days = new Map<string, SloHour[]>();
    if (first === undefined) return new Map();
    const end = this.#options.now().getTime();
    const step = HOURS_AT_ONCE * HOUR_MS;
    for (let at = millis(first); at < end; at += step) {
      const period = { from: iso(at), to: iso(Math.min(at + step, end)) };
      for (const hour of await this.#hours(
        slo,
        [{ definition }],
        member,
        period,
      )) {
        days.set(hour.localDate, [...(days.get(hour.localDate) ?? []), hour]);
      }
    }
    return new Map(
      [...days].map(([date, own]) => [date, tallyStreamDay(own, []).tally]),
    );
  }
}

/** The local dates from one time to another. */
function datesBetween(from: string, to: string, timezone: string): string[] {
  const dates: string[] = [];
  const last = localDateOf(to, timezone);
  for (
    let date = localDateOf(from, timezone);
    date < last;
    date = addDays(date, 1)
  ) {
    dates.push(date);
  }
  return dates;
}

/** Slices that end at the same time as one. */
function addedUp(hours: SloHour[]): BurnSlice[] {
  const sums = new Map<string, BurnSlice>();
  for (const { hour, letters, sliceSeconds } of hours) {
    for (const slice of slicesOfHour(hour, sliceSeconds, letters)) {
      const sum = sums.get(slice.end);
      if (!sum) sums.set(slice.end, slice);
      else {
        sum.bad += slice.bad;
        sum.valid += slice.valid;
      }
    }
  }
  return [...sums.values()].sort((a, b) => (a.end < b.end ? -1 : 1));
}

function byPipeline(hours: SloHour[]): SloHour[][] {
  const groups = new Map<number, SloHour[]>();
  for (const hour of hours) {
    const own = groups.get(hour.pipelineId);
    if (own) own.push(hour);
    else groups.set(hour.pipelineId, [hour]);
  }
  return [...groups.values()];
}

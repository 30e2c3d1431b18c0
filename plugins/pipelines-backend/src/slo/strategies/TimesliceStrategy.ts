import type {
  FreshnessSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ObservationService, ReadingService } from '../../observations';
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
import { periodDays } from '../sloWindow';
import { addTallies, emptyTally, type Tally } from '../tally';
import type { MemberChange, Outlook, SloStrategy } from './SloStrategy';
import {
  foldStreamHour,
  HOUR_MS,
  hourOf,
  isSilent,
  tallyStreamDay,
} from './streamHours';
import { definitionAt, exclusionsOf, type Term, termsOf } from './terms';

/** Readings this long before an hour may be carried into it. */
const CARRIED_MS = 10 * 60_000;
/** A slice is due every minute. */
const RECHECK_MS = 60_000;
/** What is measured is looked up for so many pipelines of an SLO. */
const MEASURED_PIPELINES = 5;
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
  readings: ReadingService;
  observations: Pick<ObservationService, 'readThrough'>;
  decisions: (sloId: number) => Promise<SloDecision[]>;
  /** The environment of SLOs that name none. */
  environment: string;
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

  concerns({ from, readingsFrom }: MemberChange): boolean {
    return readingsFrom !== undefined || from === undefined;
  }

  async judge(
    slo: SloRecord,
    versions: SloVersion[],
    member: SloMember,
    change: MemberChange,
  ): Promise<string[]> {
    const { database, hours, now } = this.#options;
    const at = now().toISOString();
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
      const folded = await this.#fold(slo, terms, member, {
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
    { readingsFrom }: MemberChange,
  ): Promise<string | undefined> {
    const { database, hours, readings } = this.#options;
    const firstReading = await readings.firstFreshness({
      pipelineId: member.pipelineId,
      environment: this.#environmentOf(slo),
    });
    if (firstReading === undefined) return undefined;
    const { activeFrom, judgedThrough } = member;
    const open = await hours.oldestOpen(member, database);
    const [changed] = [judgedThrough || activeFrom, readingsFrom, open]
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

  async #fold(
    slo: Pick<SloRecord, 'id' | 'definition'>,
    terms: Term[],
    { pipelineId }: Pick<SloMember, 'pipelineId'>,
    period: { from: string; to: string },
  ): Promise<SloHour[]> {
    const { observations, readings } = this.#options;
    const now = this.#options.now().toISOString();
    const environment = this.#environmentOf(slo);
    const readableUntil = await observations.readThrough(
      pipelineId,
      environment,
    );
    const found = await readings.freshness({
      pipelineId,
      environment,
      from: iso(millis(period.from) - CARRIED_MS),
      to: period.to,
    });
    const timezone = timezoneOf(slo.definition);
    const hours: SloHour[] = [];
    for (let at = millis(period.from); at < millis(period.to); at += HOUR_MS) {
      const hour = iso(at);
      const definition = definitionAt(terms, hour);
      if (definition?.kind !== 'freshness') continue;
      const [since, until] = [iso(at - CARRIED_MS), iso(at + HOUR_MS)];
      const letters = foldStreamHour({
        freshness: definition.freshness,
        hour,
        readings: found.filter(r => r.at >= since && r.at < until),
        now,
        readableUntil,
      });
      hours.push({
        sloId: slo.id,
        pipelineId,
        hour,
        localDate: localDateOf(hour, timezone),
        sliceSeconds: definition.freshness.sliceSeconds,
        letters,
        final: !letters.includes('.'),
      });
    }
    return hours;
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
      lagAlone: await this.#isLagAlone(
        slo,
        pipelines.map(([{ pipelineId }]) => pipelineId),
      ),
      recheckAt: iso(at + RECHECK_MS),
    };
  }

  /** Of an SLO about many pipelines a few say it: they are measured alike. */
  async #isLagAlone(
    slo: Pick<SloRecord, 'definition'>,
    pipelineIds: number[],
  ): Promise<boolean> {
    const { now, readings } = this.#options;
    const at = now().getTime();
    const environment = this.#environmentOf(slo);
    const measures = new Set<string>();
    for (const pipelineId of pipelineIds.slice(0, MEASURED_PIPELINES)) {
      const found = await readings.measures({
        pipelineId,
        environment,
        from: iso(at - HOUR_MS),
        to: iso(at + 1),
      });
      found.forEach(measure => measures.add(measure));
    }
    return measures.size === 1 && measures.has('consumer-lag');
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
      for (const hour of await this.#fold(
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

  #environmentOf({ definition }: Pick<SloRecord, 'definition'>): string {
    return definition.environment ?? this.#options.environment;
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

import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ReadingService } from '../../observations';
import { timezoneOf } from '../apiSlo';
import { tallyOfCounts, tallyOfTests } from '../counts';
import { addDays, iso, localDateOf, localInstant, millis } from '../localTime';
import { putDays } from '../putDays';
import type {
  SloDecision,
  SloMember,
  SloRecord,
  SloVersion,
} from '../sloRecords';
import type { SloStore } from '../SloStore';
import { addTallies, emptyTally, type Tally } from '../tally';
import type { Exclusion } from '../verdicts';
import type { MemberChange, Outlook, SloStrategy } from './SloStrategy';
import { definitionAt, exclusionsOf, termsOf } from './terms';

/** Periods in which events are counted are at most this long. */
const LONGEST_PERIOD_MS = 24 * 3600_000;
/** Whether events came out in time is looked at so often, while some wait. */
const RECHECK_MS = 10 * 60_000;

/** What a {@link CountStrategy} needs. @internal */
export type CountStrategyOptions = {
  database: Knex;
  store: SloStore;
  readings: ReadingService;
  decisions: (sloId: number) => Promise<SloDecision[]>;
  /** The environment of SLOs that name none. */
  environment: string;
  now: () => Date;
};

/**
 * Completeness and correctness: what was counted adds up to days without anything in between. A day is counted again when something of
 * it came in, or while the time of its events runs.
 *
 * @internal
 */
export class CountStrategy implements SloStrategy {
  readonly #options: CountStrategyOptions;

  constructor(options: CountStrategyOptions) {
    this.#options = options;
  }

  concerns({ from, readingsFrom }: MemberChange): boolean {
    return readingsFrom !== undefined || from === undefined;
  }

  async judge(
    slo: SloRecord,
    _versions: SloVersion[],
    member: SloMember,
    { readingsFrom }: MemberChange,
  ): Promise<string[]> {
    const { now, readings } = this.#options;
    const { activeFrom, judgedThrough } = member;
    const timezone = timezoneOf(slo.definition);
    const judged = iso(
      millis(judgedThrough || activeFrom) - waitMs(slo.definition),
    );
    const [changed] = [judged, readingsFrom || activeFrom].sort();
    const today = localDateOf(now().toISOString(), timezone);
    // Of a day of which readings begin to be deleted too little is known.
    const kept = addDays(localDateOf(readings.keptSince(), timezone), 1);
    let [date] = [
      localDateOf(readingsFrom === undefined ? judged : changed, timezone),
      localDateOf(activeFrom, timezone),
      kept,
    ]
      .sort()
      .reverse();
    const dates: string[] = [];
    for (; date <= today; date = addDays(date, 1)) dates.push(date);
    return dates;
  }

  async fold(slo: SloRecord, versions: SloVersion[], dates: string[]) {
    const { database, environment, store } = this.#options;
    const exclusions = exclusionsOf(await this.#options.decisions(slo.id));
    const members = await store.members([slo.id], database);
    const terms = termsOf(versions);
    const timezone = timezoneOf(slo.definition);
    const days: Parameters<typeof putDays>[1] = [];
    for (const date of dates) {
      const noon = localInstant(date, '12:00', timezone);
      const definition = definitionAt(terms, noon) ?? slo.definition;
      const day = { date, tally: emptyTally(), rawBad: 0 };
      for (const { pipelineId } of members) {
        const { rawBad, tally } = await tallyCountedDay({
          readings: this.#options.readings,
          definition,
          pipelineId,
          environment: definition.environment ?? environment,
          ...dayOf(date, timezone),
          now: this.#options.now().toISOString(),
          exclusions,
        });
        day.tally = addTallies(day.tally, tally);
        day.rawBad += rawBad;
      }
      days.push(day);
    }
    return (tx: Knex) => putDays(slo.id, days, tx);
  }

  async preview(
    definition: SloDefinition,
    pipelineId: number,
    from: string,
  ): Promise<Map<string, Tally>> {
    const { now, readings } = this.#options;
    const at = now().toISOString();
    const timezone = timezoneOf(definition);
    const kept = addDays(localDateOf(readings.keptSince(), timezone), 1);
    const today = localDateOf(at, timezone);
    const days = new Map<string, Tally>();
    let date = localDateOf(from, timezone);
    if (date < kept) date = kept;
    for (; date <= today; date = addDays(date, 1)) {
      const { tally } = await tallyCountedDay({
        readings,
        definition,
        pipelineId,
        environment: definition.environment ?? this.#options.environment,
        ...dayOf(date, timezone),
        now: at,
        exclusions: [],
      });
      if (Object.values(tally).some(count => count > 0)) days.set(date, tally);
    }
    return days;
  }

  async outlook(slo: SloRecord): Promise<Outlook> {
    if (slo.definition.kind !== 'completeness') return {};
    return { recheckAt: iso(this.#options.now().getTime() + RECHECK_MS) };
  }
}

/**
 * What one day of one pipeline adds up to. `from` and `to` are its ends.
 *
 * @internal
 */
export async function tallyCountedDay(options: {
  readings: ReadingService;
  definition: SloDefinition;
  pipelineId: number;
  environment: string;
  from: string;
  to: string;
  now: string;
  exclusions: Exclusion[];
}): Promise<{ tally: Tally; rawBad: number }> {
  const { definition, from, now, readings, to, ...rest } = options;
  const excluded = mergePeriods(
    options.exclusions.filter(e => e.confirmed),
    { from, to },
  );
  const pipeline = {
    pipelineId: rest.pipelineId,
    environment: rest.environment,
  };
  let raw = emptyTally();
  let out = emptyTally();
  if (definition.kind === 'correctness') {
    const of = async (period: { from: string; to: string }) =>
      tallyOfTests(
        await readings.testCounts({ ...pipeline, ...period }),
        definition.correctness.tests,
      );
    raw = await of({ from, to });
    for (const period of excluded) out = addTallies(out, await of(period));
  } else if (definition.kind === 'completeness') {
    const counts = await readings.counts({ ...pipeline, from, to });
    const { withinSeconds } = definition.completeness;
    for (const period of tallyOfCounts(counts, { withinSeconds, now })) {
      raw = addTallies(raw, period.tally);
      if (excluded.some(e => e.from <= period.from && period.from < e.to)) {
        out = addTallies(out, period.tally);
      }
    }
  }
  const tally = {
    ...raw,
    good: raw.good - out.good,
    bad: raw.bad - out.bad,
    unknown: raw.unknown - out.unknown,
    pending: raw.pending - out.pending,
    excluded: out.good + out.bad + out.unknown + out.pending,
  };
  return { tally, rawBad: raw.bad };
}

/** The instants at which a local date begins and ends. @internal */
export function dayOf(
  date: string,
  timezone: string,
): { from: string; to: string } {
  return {
    from: localInstant(date, '00:00', timezone),
    to: localInstant(addDays(date, 1), '00:00', timezone),
  };
}

/** So long after a moment something may still change that happened then. */
function waitMs(definition: SloDefinition): number {
  return definition.kind === 'completeness'
    ? definition.completeness.withinSeconds * 1000 + LONGEST_PERIOD_MS
    : 0;
}

/** What of periods is in another one, without overlaps. */
function mergePeriods(
  periods: Array<{ from: string; to: string }>,
  within: { from: string; to: string },
): Array<{ from: string; to: string }> {
  const merged: Array<{ from: string; to: string }> = [];
  const cut = periods
    .map(p => ({
      from: p.from > within.from ? p.from : within.from,
      to: p.to < within.to ? p.to : within.to,
    }))
    .filter(p => p.from < p.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const period of cut) {
    const last = merged.at(-1);
    if (!last || period.from > last.to) merged.push({ ...period });
    else if (period.to > last.to) last.to = period.to;
  }
  return merged;
}

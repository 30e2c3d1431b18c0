import { isDeepStrictEqual } from 'node:util';
import { NotFoundError } from '@backstage/errors';
import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { calendarOf } from '../apiSlo';
import { type CompletionReader, isByReadings } from '../CompletionReader';
import type { DeadlineForecasts } from '../DeadlineForecasts';
import {
  dueAfterSeconds,
  judgeMember,
  type JudgedPeriod,
} from '../judgeMember';
import { later, plusMs } from '../localTime';
import type {
  SloDecision,
  SloMember,
  SloRecord,
  SloVersion,
  VerdictRecord,
  VerdictToPut,
} from '../sloRecords';
import type { SloStore } from '../SloStore';
import type { VerdictStore } from '../VerdictStore';
import type { MemberChange, Outlook, SloStrategy } from './SloStrategy';
import { termsOf } from './terms';

/** Shortly after an occurrence was due its sources have been read again, in milliseconds. */
const AFTER_DUE_MS = 5_000;
/** An occurrence whose source wasn't read since is looked at again after this, in milliseconds. */
const UNRESOLVED_MS = 60_000;

/** What an {@link OccurrenceStrategy} needs. @internal */
export type OccurrenceStrategyOptions = {
  database: Knex;
  verdicts: VerdictStore;
  forecasts: DeadlineForecasts;
  decisions: (sloId: number) => Promise<SloDecision[]>;
  store: SloStore;
  completions: CompletionReader;
  /** What was due before this isn't judged again. */
  judgedSince: () => string;
  /** The named calendars of the config. */
  calendars: ReadonlyMap<string, { has(date: string): boolean }>;
  now: () => Date;
};

/**
 * Deadlines, durations and successes: a verdict an occurrence. The cost follows what is new: a change of a run touches the occurrences
 * that it belongs to and those that are open, however long the history is.
 *
 * @internal
 */
export class OccurrenceStrategy implements SloStrategy {
  readonly #options: OccurrenceStrategyOptions;

  constructor(options: OccurrenceStrategyOptions) {
    this.#options = options;
  }

  concerns({ from, readingsFrom }: MemberChange, slo: SloRecord): boolean {
    return (
      from !== undefined ||
      readingsFrom === undefined ||
      isByReadings(slo.definition)
    );
  }

  async judge(
    slo: SloRecord,
    versions: SloVersion[],
    member: SloMember,
    change: MemberChange,
  ): Promise<string[]> {
    const { calendars, completions, database, now, store, verdicts } =
      this.#options;
    const changedFrom =
      change.from ??
      (isByReadings(slo.definition) ? change.readingsFrom : undefined);
    const inputs = await completions.inputs(slo.definition);
    if (inputs.length > 0) await store.setInputs(slo.id, inputs, database);
    const decisions = await this.#options.decisions(slo.id);
    const oldestOpen = await verdicts.oldestOpen(member, database);
    const touched: string[] = [];
    for (const term of termsOf(versions)) {
      const { definition } = term;
      const from = dueFrom(definition, member, { changedFrom, oldestOpen });
      const due = {
        from: later(
          later(from, term.from ?? member.activeFrom),
          this.#options.judgedSince(),
        ),
        to: term.to,
      };
      if (due.to !== undefined && due.to <= due.from) continue;
      const judged = await judgeMember({
        definition,
        has: datesOf(definition, calendars),
        due,
        activeFrom: member.activeFrom,
        lookedFrom: slo.createdAt,
        now: now(),
        decisions,
        evidence: completions.of(definition, {
          pipelineId: member.pipelineId,
          createdAt: slo.createdAt,
        }),
      });
      if (judged) touched.push(...(await this.#keep(slo, member, judged)));
    }
    return touched;
  }

  /** @returns the local dates whose counts changed */
  async #keep(
    slo: SloRecord,
    member: SloMember,
    judged: JudgedPeriod,
  ): Promise<string[]> {
    const { database, verdicts } = this.#options;
    const known = await verdicts.between(member, judged.period, database);
    const before = new Map(known.map(v => [v.occurrence, v]));
    const own = judged.verdicts.map(v => ({
      ...v,
      sloId: slo.id,
      pipelineId: member.pipelineId,
    }));
    const changed = own.filter(v => !isSame(before.get(v.occurrence), v));
    const kept = new Set(own.map(v => v.occurrence));
    const gone = known.filter(v => !kept.has(v.occurrence));
    if (changed.length > 0 || gone.length > 0) {
      await database.transaction(async tx => {
        await verdicts.upsert(changed, tx);
        await verdicts.delete(
          gone.map(v => v.id),
          tx,
        );
      });
    }
    return [
      ...changed.map(v => v.localDate),
      ...changed.flatMap(v => before.get(v.occurrence)?.localDate ?? []),
      ...gone.map(v => v.localDate),
    ];
  }

  async fold(slo: SloRecord, _versions: SloVersion[], dates: string[]) {
    return (tx: Knex) => this.#options.verdicts.refold(slo.id, dates, tx);
  }

  async outlook(slo: SloRecord): Promise<Outlook> {
    const { database, forecasts, now, verdicts } = this.#options;
    const at = now();
    const oldest = await verdicts.firstOpen(slo.id, database);
    const next = await verdicts.firstOpen(slo.id, database, at.toISOString());
    const expected = next && (await forecasts.of(slo, next, database));
    const rechecks = [
      recheckAt(oldest?.dueAt, at),
      expected?.recheckAt,
    ].flatMap(time => time ?? []);
    return {
      next: next && {
        dueAt: next.dueAt,
        localDate: next.localDate,
        ...expected?.next,
      },
      recheckAt: rechecks.sort()[0],
    };
  }
}

function recheckAt(dueAt: string | undefined, now: Date): string | undefined {
  if (dueAt === undefined) return undefined;
  const due = Date.parse(dueAt);
  const at =
    due <= now.getTime() ? now.getTime() + UNRESOLVED_MS : due + AFTER_DUE_MS;
  return new Date(at).toISOString();
}

/** From when on occurrences that are due may have another verdict than before. */
function dueFrom(
  definition: SloDefinition,
  member: SloMember,
  seen: { changedFrom: string | undefined; oldestOpen: string | undefined },
): string {
  const { activeFrom, judgedThrough } = member;
  const limitSeconds = dueAfterSeconds(definition) ?? 0;
  // A run belongs to what is due so long after its place in history.
  const [first] = [seen.changedFrom, judgedThrough || activeFrom]
    .flatMap(place => (place === undefined ? [] : later(place, activeFrom)))
    .map(place => plusMs(place, limitSeconds * 1000))
    .concat(seen.oldestOpen ?? [])
    .sort();
  return first;
}

/** @throws NotFoundError if the calendar of a deadline isn't one of the config */
function datesOf(
  definition: SloDefinition,
  calendars: OccurrenceStrategyOptions['calendars'],
): ((date: string) => boolean) | undefined {
  if (definition.kind !== 'deadline' || !definition.deadline.calendar) {
    return undefined;
  }
  const found = calendarOf(definition, calendars);
  if (!found) {
    throw new NotFoundError(
      `The calendar ${definition.deadline.calendar} is not one of pipelines.calendars`,
    );
  }
  return date => found.has(date);
}

function isSame(before: VerdictRecord | undefined, after: VerdictToPut) {
  if (!before) return false;
  const { id, ...rest } = before;
  return isDeepStrictEqual(rest, after);
}

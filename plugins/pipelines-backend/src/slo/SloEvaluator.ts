import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { errorText, type ObservationService } from '../observations';
import { dueAfterSeconds, judgeMember, type JudgedPeriod } from './judgeMember';
import type {
  SloDecision,
  SloMember,
  SloRecord,
  SloVersion,
  VerdictRecord,
  VerdictToPut,
} from './sloRecords';
import type { SloStore } from './SloStore';
import type { StandingService } from './StandingService';
import type { VerdictStore } from './VerdictStore';

/** Which part of a pipeline's history changed. @internal */
export type PipelineChange = {
  pipelineId: number;
  /** The place in history of the oldest run that changed; undefined if none did, and only what is known of its sources changed. */
  from: string | undefined;
};

/** What a {@link SloEvaluator} needs. @internal */
export type SloEvaluatorOptions = {
  database: Knex;
  store: SloStore;
  verdicts: VerdictStore;
  standing: StandingService;
  decisions: (sloId: number) => Promise<SloDecision[]>;
  observations: ObservationService;
  /** The environment of SLOs that name none. */
  environment: string;
  /** Whether a date belongs to a named calendar. */
  calendar: (name: string) => { has(date: string): boolean } | undefined;
  logger: LoggerService;
  now: () => Date;
};

/**
 * Judges occurrences and keeps the verdicts. The cost follows what is new: a change of a run touches the occurrences that it belongs to
 * and those that are open, however long the history is.
 *
 * @internal
 */
export class SloEvaluator {
  readonly #options: SloEvaluatorOptions;

  constructor(options: SloEvaluatorOptions) {
    this.#options = options;
  }

  /** Takes in changes of observations. */
  async pipelinesChanged(changes: PipelineChange[]): Promise<void> {
    const { database, store } = this.#options;
    const from = new Map<number, string | undefined>();
    for (const change of changes) {
      const [oldest] = [from.get(change.pipelineId), change.from]
        .filter(place => place !== undefined)
        .sort();
      from.set(change.pipelineId, oldest);
    }
    const members = await store.memberships([...from.keys()], database);
    await this.#judge(members, member => from.get(member.pipelineId));
  }

  /** Judges SLOs that are new, or promise something else, from the beginning. */
  async definitionsChanged(sloIds: number[]): Promise<void> {
    const { database, store } = this.#options;
    const members = await store.members(sloIds, database);
    await this.#judge(members, member => member.activeFrom);
    const empty = sloIds.filter(id => !members.some(m => m.sloId === id));
    await this.#settle(await store.get(empty, database));
  }

  /** Judges a period of an SLO again, for data that came late. Doing it twice changes nothing. */
  async reevaluate(sloId: number, from: string): Promise<void> {
    const { database, store } = this.#options;
    const members = await store.members([sloId], database);
    await this.#judge(members, member =>
      member.activeFrom > from ? member.activeFrom : from,
    );
  }

  /** Judges what has become due by the passing of time. */
  async recheck(limit = 500): Promise<void> {
    const { database, now, store } = this.#options;
    const due = await store.toRecheck(now().toISOString(), limit, database);
    const members = await store.members(
      due.map(slo => slo.id),
      database,
    );
    await this.#judge(members, () => undefined);
    const empty = due.filter(slo => !members.some(m => m.sloId === slo.id));
    await this.#settle(empty);
  }

  /** Judges members SLO by SLO, each with its standing after it. */
  async #judge(
    members: SloMember[],
    changedFrom: (member: SloMember) => string | undefined,
  ): Promise<void> {
    const { database, logger, store } = this.#options;
    const bySlo = new Map<number, SloMember[]>();
    for (const member of members) {
      bySlo.set(member.sloId, [...(bySlo.get(member.sloId) ?? []), member]);
    }
    for (const [sloId, own] of bySlo) {
      const [slo] = await store.get([sloId], database);
      if (!slo || slo.removedAt) continue;
      try {
        const versions = await store.versions(sloId, database);
        const dates = new Set<string>();
        for (const member of own) {
          const touched = await this.#judgeMember(
            slo,
            versions,
            member,
            changedFrom(member),
          );
          touched.forEach(date => dates.add(date));
        }
        await this.#fold(slo, [...dates]);
      } catch (error) {
        // One promise that can't be judged must not stop the others.
        logger.error(
          `The SLO ${slo.name} of ${
            slo.entityRef
          } can't be evaluated: ${errorText(error)}`,
        );
      }
      await setImmediate();
    }
  }

  /** @returns the local dates whose counts changed */
  async #judgeMember(
    slo: SloRecord,
    versions: SloVersion[],
    member: SloMember,
    changedFrom: string | undefined,
  ): Promise<string[]> {
    const { calendar, database, now, observations, store, verdicts } =
      this.#options;
    const at = now();
    const decisions = await this.#options.decisions(slo.id);
    const oldestOpen = await verdicts.oldestOpen(member, database);
    const touched: string[] = [];
    for (const term of termsOf(versions)) {
      const { definition } = term;
      const from = dueFrom(definition, member, { changedFrom, oldestOpen });
      const due = {
        from: later(from, term.from ?? member.activeFrom),
        to: term.to,
      };
      if (due.to !== undefined && due.to <= due.from) continue;
      const judged = await judgeMember({
        definition,
        has: calendarOf(definition, calendar),
        due,
        activeFrom: member.activeFrom,
        now: at,
        decisions,
        history: period =>
          observations.history(
            member.pipelineId,
            definition.environment ?? this.#options.environment,
            period,
          ),
      });
      if (judged) touched.push(...(await this.#keep(slo, member, judged)));
    }
    await store.judged(member, at.toISOString(), database);
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

  async #fold(slo: SloRecord, dates: string[]): Promise<void> {
    const { database, standing, verdicts } = this.#options;
    await database.transaction(async tx => {
      await verdicts.refold(slo.id, dates, tx);
      await standing.update(slo, tx);
    });
  }

  async #settle(slos: SloRecord[]): Promise<void> {
    const { database, standing } = this.#options;
    for (const slo of slos) {
      if (!slo.removedAt) await standing.update(slo, database);
    }
  }
}

/** A definition with the time in which occurrences that are due are judged by it. */
type Term = { definition: SloDefinition; from?: string; to?: string };

/** The first version also judges what was due before it was written: in hindsight. */
function termsOf(versions: SloVersion[]): Term[] {
  return versions.flatMap((version, i) =>
    version.change === 'removed'
      ? []
      : {
          definition: version.definition,
          from: i === 0 ? undefined : version.validFrom,
          to: versions[i + 1]?.validFrom,
        },
  );
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
    .map(place => plusSeconds(place, limitSeconds))
    .concat(seen.oldestOpen ?? [])
    .sort();
  return first;
}

function calendarOf(
  definition: SloDefinition,
  calendars: SloEvaluatorOptions['calendar'],
): ((date: string) => boolean) | undefined {
  if (definition.kind !== 'deadline' || !definition.deadline.calendar) {
    return undefined;
  }
  const { calendar } = definition.deadline;
  const found = calendars(calendar);
  if (!found) {
    throw new NotFoundError(
      `The calendar ${calendar} is not one of pipelines.calendars`,
    );
  }
  return date => found.has(date);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function plusSeconds(time: string, seconds: number): string {
  return new Date(Date.parse(time) + seconds * 1000).toISOString();
}

function isSame(before: VerdictRecord | undefined, after: VerdictToPut) {
  if (!before) return false;
  const { id, ...rest } = before;
  return isDeepStrictEqual(rest, after);
}

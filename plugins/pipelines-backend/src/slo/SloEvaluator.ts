import { setImmediate } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SloKind } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { errorText } from '../observations';
import { plusMs } from './localTime';
import type { SloMember, SloRecord, SloVersion } from './sloRecords';
import type { SloStore } from './SloStore';
import type { StandingService } from './StandingService';
import type { MemberChange, SloStrategy } from './strategies/SloStrategy';

/** Which part of what is known of a pipeline changed; neither if only its sources did. @internal */
export type PipelineChange = MemberChange & { pipelineId: number };

/** Something that SLOs rest on changed from a time on; "" is the beginning. @internal */
export type InputChange = { entityRef: string; from: string };

/** A change of an input may concern intervals that ended so long before it, in milliseconds. */
const INPUT_MARGIN_MS = 24 * 3600_000;

/** What a {@link SloEvaluator} needs. @internal */
export type SloEvaluatorOptions = {
  database: Knex;
  store: SloStore;
  standing: StandingService;
  /** The entity refs of pipelines, by id. */
  pipelineRefs: (ids: number[]) => Promise<Map<number, string>>;
  /** How SLOs of each kind are judged. */
  strategies: Record<SloKind, SloStrategy>;
  logger: LoggerService;
  now: () => Date;
};

/** Judges what changed and what has become due, SLO by SLO, each by the strategy of its kind. @internal */
export class SloEvaluator {
  readonly #options: SloEvaluatorOptions;

  constructor(options: SloEvaluatorOptions) {
    this.#options = options;
  }

  /** Takes in changes of observations. */
  async pipelinesChanged(changes: PipelineChange[]): Promise<void> {
    const { database, pipelineRefs, store } = this.#options;
    const byPipeline = new Map<number, MemberChange>();
    for (const { pipelineId, ...change } of changes) {
      const known = byPipeline.get(pipelineId);
      byPipeline.set(pipelineId, known ? together(known, change) : change);
    }
    const members = await store.memberships([...byPipeline.keys()], database);
    await this.#judge(members, member => byPipeline.get(member.pipelineId)!);
    const refs = await pipelineRefs([...byPipeline.keys()]);
    await this.inputsChanged(
      [...byPipeline].flatMap(([id, { from }]) => {
        const entityRef = refs.get(id);
        return entityRef && from !== undefined ? { entityRef, from } : [];
      }),
    );
    await this.#options.standing.announce();
  }

  /** Takes in changes of what SLOs rest on beside their own pipelines: a dataset, or a pipeline further down a path. */
  async inputsChanged(changes: InputChange[]): Promise<void> {
    const { database, store } = this.#options;
    const fromOf = new Map<string, string>();
    for (const { entityRef, from } of changes) {
      fromOf.set(entityRef, oldest(fromOf.get(entityRef), from)!);
    }
    const resting = await store.restingOn([...fromOf.keys()], database);
    const bySlo = new Map<number, string>();
    for (const { entityRef, sloId } of resting) {
      const from = fromOf.get(entityRef)!;
      bySlo.set(sloId, oldest(bySlo.get(sloId), from)!);
    }
    const members = await store.members([...bySlo.keys()], database);
    await this.#judge(members, member => {
      const inputsFrom = bySlo.get(member.sloId)!;
      // It may carry an interval that ended before.
      const from = inputsFrom && plusMs(inputsFrom, -INPUT_MARGIN_MS);
      return { from, inputsFrom };
    });
    await this.#options.standing.announce();
  }

  /** Judges SLOs that are new, or promise something else, from the beginning. */
  async definitionsChanged(sloIds: number[]): Promise<void> {
    const { database, store } = this.#options;
    const members = await store.members(sloIds, database);
    await this.#judge(members, member => since(member.activeFrom));
    const empty = sloIds.filter(id => !members.some(m => m.sloId === id));
    await this.#settle(await store.get(empty, database));
    await this.#options.standing.announce();
  }

  /** Judges a period of an SLO again, for data that came late. Doing it twice changes nothing. */
  async reevaluate(sloId: number, from: string): Promise<void> {
    const { database, store } = this.#options;
    const members = await store.members([sloId], database);
    await this.#judge(members, member =>
      since(member.activeFrom > from ? member.activeFrom : from),
    );
    await this.#options.standing.announce();
  }

  /** Judges what has become due by the passing of time. */
  async recheck(limit = 500): Promise<void> {
    const { database, now, store } = this.#options;
    const due = await store.toRecheck(now().toISOString(), limit, database);
    const members = await store.members(
      due.map(slo => slo.id),
      database,
    );
    await this.#judge(members, () => ({}));
    const empty = due.filter(slo => !members.some(m => m.sloId === slo.id));
    await this.#settle(empty);
    await this.#options.standing.announce();
  }

  /** Judges members SLO by SLO, each with its standing after it. */
  async #judge(
    members: SloMember[],
    changeOf: (member: SloMember) => MemberChange,
  ): Promise<void> {
    const { database, logger, store } = this.#options;
    const bySlo = new Map<number, SloMember[]>();
    for (const member of members) {
      bySlo.set(member.sloId, [...(bySlo.get(member.sloId) ?? []), member]);
    }
    for (const [sloId, own] of bySlo) {
      const [slo] = await store.get([sloId], database);
      if (!slo || slo.removedAt) continue;
      const strategy = this.#strategyOf(slo);
      const concerned = own.filter(m => strategy.concerns(changeOf(m), slo));
      if (concerned.length === 0) continue;
      try {
        const versions = await store.versions(sloId, database);
        const dates = new Set<string>();
        for (const member of concerned) {
          // Taken before, so that what comes meanwhile counts as new the next time.
          const at = this.#options.now().toISOString();
          const touched = await strategy.judge(
            slo,
            versions,
            member,
            changeOf(member),
          );
          await store.judged(member, at, database);
          touched.forEach(date => dates.add(date));
        }
        await this.#fold(slo, versions, [...dates]);
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

  async #fold(
    slo: SloRecord,
    versions: SloVersion[],
    dates: string[],
  ): Promise<void> {
    const { database, standing } = this.#options;
    const strategy = this.#strategyOf(slo);
    const put = await strategy.fold(slo, versions, dates);
    const outlook = await strategy.outlook(slo);
    await database.transaction(async tx => {
      await put(tx);
      await standing.update(slo, versions, outlook, tx);
    });
  }

  async #settle(slos: SloRecord[]): Promise<void> {
    const { database, standing, store } = this.#options;
    for (const slo of slos) {
      if (slo.removedAt) continue;
      const outlook = await this.#strategyOf(slo).outlook(slo);
      const versions = await store.versions(slo.id, database);
      await standing.update(slo, versions, outlook, database);
    }
  }

  #strategyOf(slo: SloRecord): SloStrategy {
    return this.#options.strategies[slo.definition.kind];
  }
}

function since(time: string): MemberChange {
  return { from: time, readingsFrom: time };
}

function together(a: MemberChange, b: MemberChange): MemberChange {
  return {
    from: oldest(a.from, b.from),
    readingsFrom: oldest(a.readingsFrom, b.readingsFrom),
  };
}

function oldest(...times: Array<string | undefined>): string | undefined {
  return times.filter(time => time !== undefined).sort()[0];
}

import type { AuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { MissAttribution } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { FleetScope, FleetService } from '../fleet';
import type { LineageService, PipelineGraph } from '../lineage';
import type { ObservationService, RunHistory } from '../observations';
import { attribute, type LineageRun } from './attribution';
import { later } from './localTime';
import { isPromised, placeOf, type SloRun } from './occurrences';
import type { SloRecord, VerdictRecord } from './sloRecords';
import type { SloQueries } from './SloQueries';
import { usualFinish } from './usualFinish';
import type { VerdictStore } from './VerdictStore';

/** What half of the runs do is taken from so many days before, in milliseconds. */
const HISTORY_MS = 28 * 24 * 3600_000;
/** The fleet is asked for so many pipelines at once. */
const MAX_UPSTREAM = 400;

/** What an {@link AttributionService} needs. @internal */
export type AttributionServiceOptions = {
  database: Knex;
  queries: SloQueries;
  verdicts: VerdictStore;
  fleet: FleetService;
  lineage: LineageService;
  observations: ObservationService;
  auth: AuthService;
  /** The environment of SLOs that name none. */
  environment: string;
  now: () => Date;
};

/** Who holds up a pipeline that isn't done yet, as far as times can say. @internal */
export type LiveBlame =
  | {
      type: 'upstream';
      /** Entity ref. */
      ref: string;
      /** Minutes by which it is later than half of its runs are. */
      lateMinutes: number;
    }
  | { type: 'self' }
  | { type: 'unknown' };

/** Says why a promise was broken: which pipelines upstream were late, and how much each of them added. @internal */
export class AttributionService {
  readonly #options: AttributionServiceOptions;

  constructor(options: AttributionServiceOptions) {
    this.#options = options;
  }

  /**
   * @param scope - pipelines that the caller may not see keep their place and times, without their name
   * @throws NotFoundError if there is no such verdict, or nothing was missed
   */
  async attribute(
    miss: { sloId: number; pipeline: string; occurrence: string },
    scope: FleetScope,
  ): Promise<MissAttribution> {
    const { auth, database, fleet, lineage, now, queries, verdicts } =
      this.#options;
    const { sloId, occurrence } = miss;
    const slo = await queries.find(sloId, scope);
    const record = await fleet.find(miss.pipeline, scope);
    const verdict =
      record &&
      (await verdicts.find(
        { sloId, pipelineId: record.id, occurrence },
        database,
      ));
    if (!slo || !verdict) {
      throw new NotFoundError(
        `There is no verdict on ${occurrence} of ${miss.pipeline} that you may see`,
      );
    }
    const target = record.entityRef;
    const { edges, pipelines, truncated } = await lineage.upstream(
      target,
      await auth.getOwnServiceCredentials(),
    );
    const known = await fleet.findAll(pipelines.slice(0, 400), {});
    const own = await this.#node(target, slo, verdict, {
      pipelineId: record.id,
      choose: ownRun,
    });
    const upstream = await Promise.all(
      pipelines
        .filter(ref => ref !== target)
        .map(async ref => {
          const other = known.get(ref);
          if (!other) return unobserved(ref);
          const { node } = await this.#node(ref, slo, verdict, {
            pipelineId: other.id,
            choose: history => lastUpTo(history, own.place),
          });
          return node;
        }),
    );
    const nodes = [own.node, ...upstream];
    const attribution = attribute({
      nodes,
      edges,
      target,
      dueAt: verdict.dueAt,
      now: now().toISOString(),
    });
    if (!attribution) {
      throw new NotFoundError(`${occurrence} was not missed`);
    }
    const visible = await fleet.findAll(pipelines.slice(0, 400), scope);
    const shown = (ref: string) => (visible.has(ref) ? ref : undefined);
    const { blame } = attribution;
    return {
      dueAt: verdict.dueAt,
      missedMinutes: attribution.missedMinutes,
      done: own.node.finishedAt !== null,
      hops: attribution.hops.map(({ ref, ...hop }) => ({
        pipeline: shown(ref),
        startedAt: hop.startedAt ?? undefined,
        finishedAt: hop.finishedAt ?? undefined,
        lateMinutes: hop.lateMinutes ?? undefined,
        addedMinutes: hop.addedMinutes ?? undefined,
      })),
      blame:
        blame.type === 'self'
          ? { type: 'self' }
          : { type: blame.type, pipeline: shown(blame.ref) },
      truncated,
    };
  }

  /**
   * Who holds up a pipeline that is late, or will be: the rule of {@link attribute}, as if it were done when it is expected to be.
   * An upstream that still runs and isn't late itself holds nothing up.
   *
   * @param miss - `pipelineRef` with the graph upstream of it; `expectedAt`, when it is expected to be done (now, if that is later)
   */
  async live(miss: {
    slo: SloRecord;
    pipelineId: number;
    pipelineRef: string;
    dueAt: string;
    expectedAt: string;
    graph: PipelineGraph;
  }): Promise<LiveBlame> {
    const { database, fleet, now, verdicts } = this.#options;
    const { dueAt, graph, pipelineId, pipelineRef: target, slo } = miss;
    const [verdict] = await verdicts.between(
      { sloId: slo.id, pipelineId },
      { from: dueAt, to: dueAt },
      database,
    );
    if (!verdict) return { type: 'unknown' };
    const own = await this.#node(target, slo, verdict, {
      pipelineId,
      choose: ownRun,
    });
    const others = graph.pipelines.filter(ref => ref !== target);
    const known = await fleet.findAll(others.slice(0, MAX_UPSTREAM), {});
    const upstream: LineageRun[] = [];
    for (const ref of others) {
      const other = known.get(ref);
      upstream.push(
        other
          ? (
              await this.#node(ref, slo, verdict, {
                pipelineId: other.id,
                choose: history => lastUpTo(history, own.place),
              })
            ).node
          : unobserved(ref),
      );
    }
    const at = now().toISOString();
    const onTime = new Set(
      upstream
        .filter(
          ({ finishedAt, usualFinishAt }) =>
            finishedAt === null && usualFinishAt !== null && usualFinishAt > at,
        )
        .map(node => node.ref),
    );
    const attribution = attribute({
      nodes: [own.node, ...upstream],
      edges: graph.edges.filter(edge => !onTime.has(edge.from)),
      target,
      dueAt,
      now: later(at, miss.expectedAt),
    });
    if (attribution?.blame.type !== 'upstream') {
      return { type: attribution?.blame.type ?? 'self' };
    }
    const { ref } = attribution.blame;
    const hop = attribution.hops.find(each => each.ref === ref);
    return { type: 'upstream', ref, lateMinutes: hop?.lateMinutes ?? 0 };
  }

  /** The run of a pipeline that the miss is about, with when half of its runs are done. */
  async #node(
    ref: string,
    slo: SloRecord,
    verdict: VerdictRecord,
    which: {
      pipelineId: number;
      choose: (
        history: RunHistory,
        verdict: VerdictRecord,
      ) => SloRun | undefined;
    },
  ): Promise<{ node: LineageRun; place: string }> {
    const { environment, observations } = this.#options;
    const from = Date.parse(verdict.dueAt) - HISTORY_MS;
    const history = await observations.history(
      which.pipelineId,
      slo.definition.environment ?? environment,
      { after: new Date(from).toISOString(), through: verdict.dueAt },
    );
    const run = which.choose(history, verdict);
    // A run that never was had its place in history all the same.
    const place = run
      ? placeOf(run)
      : verdict.evidence.missing[0] ?? verdict.dueAt;
    return {
      place,
      node: {
        ref,
        startedAt: run?.firstStartedAt ?? null,
        finishedAt: run?.firstSuccessAt ?? null,
        usualFinishAt: usualFinish(history.runs.filter(isPromised), place),
        known: history.readThrough !== null,
      },
    };
  }
}

function unobserved(ref: string): LineageRun {
  return {
    ref,
    startedAt: null,
    finishedAt: null,
    usualFinishAt: null,
    known: false,
  };
}

/** The run that decided the verdict. */
function ownRun(
  { runs }: RunHistory,
  verdict: VerdictRecord,
): SloRun | undefined {
  const [decisive] = verdict.evidence.runIds;
  return runs.find(run => run.id === decisive);
}

/** The last run for data up to that of the run that missed. */
function lastUpTo({ runs }: RunHistory, place: string): SloRun | undefined {
  return runs.filter(run => isPromised(run) && placeOf(run) <= place).at(-1);
}

import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { statusReasonText } from '@sluice/plugin-pipelines-common';
import type { FleetRecord, FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type { AttributionService, SloRecord } from '../slo';
import type { Cause } from './alertRecords';
import { clockText } from './alertText';
import { troubledUpstream, type UpstreamState } from './cause';
import { type Finding, pipelineCause } from './sloConditions';

/** The fleet is asked for so many pipelines at once. */
const MAX_UPSTREAM = 400;

/** What a {@link CauseService} needs. @internal */
export type CauseServiceOptions = {
  fleet: FleetService;
  lineage: LineageService;
  attribution: Pick<AttributionService, 'live'>;
  auth: AuthService;
};

/** Looks upstream for what makes a pipeline late, or silent. @internal */
export class CauseService {
  readonly #options: CauseServiceOptions;

  constructor(options: CauseServiceOptions) {
    this.#options = options;
  }

  /** What a finding is put down to; to the pipeline itself where nothing upstream explains it. */
  async of(
    finding: Finding,
    pipeline: FleetRecord,
    slo: SloRecord,
  ): Promise<Cause> {
    if (finding.cause) return finding.cause;
    if (finding.family === 'silent') return this.#silent(pipeline);
    return this.#late(finding, pipeline, slo);
  }

  /**
   * What a finding that was found before is put down to now: to what is in trouble upstream, else to what it was put down to. Times in
   * history are only looked at once.
   */
  async again(
    finding: Finding,
    pipeline: FleetRecord,
    known: { slo: SloRecord; before: Cause },
  ): Promise<Cause> {
    if (finding.cause) return finding.cause;
    if (finding.family === 'silent') return known.before;
    const { records, troubled } = await this.#upstream(pipeline);
    if (troubled) {
      const record = records.get(troubled)!;
      return pipelineCause(record, troubleOf(record));
    }
    return known.before.ref === pipeline.entityRef
      ? pipelineCause(pipeline, troubleOf(pipeline))
      : known.before;
  }

  async #upstream(pipeline: FleetRecord) {
    const { auth, fleet, lineage } = this.#options;
    const target = pipeline.entityRef;
    const graph = await lineage.upstream(
      target,
      await auth.getOwnServiceCredentials(),
    );
    const upstream = graph.pipelines.filter(ref => ref !== target);
    const records = await fleet.findAll(upstream.slice(0, MAX_UPSTREAM), {});
    const states = new Map(
      [...records].map(([ref, record]) => [ref, stateOf(record)]),
    );
    const troubled = troubledUpstream({ target, states, edges: graph.edges });
    return { graph, records, troubled };
  }

  async #late(
    finding: Finding,
    pipeline: FleetRecord,
    slo: SloRecord,
  ): Promise<Cause> {
    const target = pipeline.entityRef;
    const self = pipelineCause(pipeline, troubleOf(pipeline));
    const { graph, records, troubled } = await this.#upstream(pipeline);
    if (troubled) {
      const record = records.get(troubled)!;
      return pipelineCause(record, troubleOf(record));
    }
    if (records.size === 0) return self;
    if (!finding.dueAt) return self;
    const blame = await this.#options.attribution.live({
      slo,
      pipelineId: pipeline.id,
      pipelineRef: target,
      dueAt: finding.dueAt,
      expectedAt: finding.expectedAt ?? '',
      graph,
    });
    const blamed =
      blame.type === 'upstream' ? records.get(blame.ref) : undefined;
    return blamed && blame.type === 'upstream'
      ? pipelineCause(
          blamed,
          `${Math.round(blame.lateMinutes)} min later than usual`,
        )
      : self;
  }

  /** Streams of one silent topic are one matter. */
  async #silent(pipeline: FleetRecord): Promise<Cause> {
    const { auth, lineage } = this.#options;
    const { nodes } = await lineage.read({
      entityRef: pipeline.entityRef,
      depth: 1,
      credentials: await auth.getOwnServiceCredentials(),
      scope: {},
    });
    const topics = nodes.filter(
      node => node.distance === -1 && node.type === 'kafka-topic',
    );
    if (topics.length !== 1) return pipelineCause(pipeline);
    const [topic] = topics;
    return {
      type: 'dataset',
      ref: topic.entityRef,
      title: topic.title ?? parseEntityRef(topic.entityRef).name,
      owner: pipeline.owner,
    };
  }
}

function stateOf(record: FleetRecord): UpstreamState {
  const succeeded = record.recentRuns
    .flatMap(run => (run.state === 'success' ? run.endedAt ?? [] : []))
    .sort();
  const isTroubled = record.status === 'failed' || record.status === 'late';
  const { at, dueAt } = record.statusReason;
  return {
    ref: record.entityRef,
    troubledSince: isTroubled ? dueAt ?? at : undefined,
    lastSuccessAt: succeeded.at(-1),
  };
}

function troubleOf(record: FleetRecord): string | undefined {
  return record.status === 'failed' || record.status === 'late'
    ? statusReasonText(record.statusReason, time => clockText(time))
    : undefined;
}

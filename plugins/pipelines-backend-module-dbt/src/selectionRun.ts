import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { isTest, type DbtNode, type Manifest } from './artifacts/manifest';
import {
  earliest,
  latest,
  type NodeResult,
  type RunResults,
} from './artifacts/runResults';
import { isBuilding } from './commands';
import { describeResults } from './describeResults';
import { isBad, isGood } from './statuses';

/** A run that left something undone, which a later invocation such as `dbt retry` may still do. @internal */
export type UnfinishedRun = {
  /** Where the run stands in the history: what finishes it stands there too. */
  place: Pick<
    RunObservation,
    'runAfter' | 'dataIntervalStart' | 'dataIntervalEnd'
  >;
  /** Ids of nodes. */
  undone: string[];
};

/** In this order: of the first kind that a selection has, all are needed. Seeds and snapshots are often built apart. */
const NEEDED_KINDS = ['model', 'snapshot', 'seed'];

/**
 * The run of one selection in one invocation.
 *
 * It succeeded if nothing of the selection that was executed failed, tests among them, and nothing was skipped. It counts as scheduled
 * if the invocation took in all models of the selection, or did what an earlier one left undone; if it took in some of them only, or
 * built empty tables, it counts as started by hand: it delivers nothing that was promised.
 *
 * @param options - `ids`: the nodes of the selection; `before`: what the last run left undone
 * @returns no run if the invocation built nothing of the selection; what is undone after it
 * @internal
 */
export function readSelectionRun(options: {
  externalId: string;
  ids: ReadonlySet<string>;
  manifest: Manifest;
  runResults: RunResults;
  before?: UnfinishedRun;
}): { run?: RunObservation; unfinished?: UnfinishedRun } {
  const { externalId, ids, manifest, runResults, before } = options;
  const { invocation, isEmpty } = runResults;
  const own = runResults.results.filter(result => ids.has(result.id));
  const good = new Set(own.filter(r => isGood(r.status)).map(r => r.id));
  const isFinishing = before?.undone.some(id => good.has(id)) ?? false;
  const hasBuilt = own.some(({ id }) => !isTest(manifest.nodes.get(id)!));
  // `dbt retry` of a build in which only tests failed runs those tests alone, and calls itself a build.
  if (!isBuilding(runResults) || !(hasBuilt || isFinishing)) {
    return { unfinished: before };
  }

  const needed = neededNodes(manifest, ids).map(node => node.id);
  const seen = new Set(own.map(result => result.id));
  const isWhole = needed.every(id => seen.has(id)) && !isEmpty;
  const bad = own.filter(result => isBad(result.status)).map(r => r.id);
  const undone = isWhole
    ? bad
    : [
        ...new Set([
          ...(before?.undone.filter(id => !good.has(id)) ?? []),
          ...(before ? bad : []),
        ]),
      ];
  const finishes = !isWhole && !isEmpty && isFinishing && undone.length === 0;
  const startedAt = earliest(own.map(result => result.startedAt));
  const ownPlace = placeOf(runResults, startedAt);
  const place = finishes ? before!.place : ownPlace;
  const unfinished =
    undone.length > 0
      ? { place: isWhole ? ownPlace : before!.place, undone }
      : undefined;
  return {
    run: {
      pipelineExternalId: externalId,
      externalId: invocation.id,
      state: stateOf(own, bad),
      runType: isWhole || finishes ? 'scheduled' : 'manual',
      ...place,
      startedAt: startedAt ?? invocation.startedAt ?? invocation.generatedAt,
      endedAt:
        latest(own.map(result => result.completedAt)) ?? invocation.generatedAt,
      version: invocation.env.SLUICE_VERSION,
      note: describeResults(own, {
        manifest,
        isEmpty,
        part:
          isWhole || finishes
            ? undefined
            : {
                of: needed.length,
                seen: needed.filter(id => seen.has(id)).length,
              },
      }),
    },
    unfinished: isEmpty ? before : unfinished,
  };
}

/** The nodes that a whole run of a selection builds. Ephemeral models become part of others, and have no result. */
function neededNodes(manifest: Manifest, ids: ReadonlySet<string>): DbtNode[] {
  const nodes = [...ids].flatMap(id => manifest.nodes.get(id) ?? []);
  const built = nodes.filter(node => node.materialized !== 'ephemeral');
  const kind = NEEDED_KINDS.find(each =>
    built.some(node => node.resourceType === each),
  );
  return built.filter(node => node.resourceType === kind);
}

function stateOf(own: NodeResult[], bad: string[]): RunObservation['state'] {
  if (bad.length > 0) return 'failed';
  return own.every(result => isGood(result.status)) ? 'success' : 'unknown';
}

/** dbt knows no data intervals: what started it can hand them on in `DBT_ENV_CUSTOM_ENV_SLUICE_…`. */
function placeOf(
  { invocation }: RunResults,
  startedAt: string | undefined,
): UnfinishedRun['place'] {
  const dataIntervalStart = instant(invocation.env.SLUICE_DATA_INTERVAL_START);
  const dataIntervalEnd = instant(invocation.env.SLUICE_DATA_INTERVAL_END);
  return {
    runAfter:
      dataIntervalEnd ??
      invocation.startedAt ??
      startedAt ??
      invocation.generatedAt,
    ...(dataIntervalStart && { dataIntervalStart }),
    ...(dataIntervalEnd && { dataIntervalEnd }),
  };
}

function instant(value: string | undefined): string | undefined {
  // With a zone, or it would be read in that of this process.
  if (!value || !/^\d{4}-.*(Z|[+-]\d{2}:?\d{2})$/i.test(value))
    return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

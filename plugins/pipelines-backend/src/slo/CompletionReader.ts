import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  SloCompletion,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type {
  ObservationService,
  ReadingService,
  RunHistory,
  StoredFreshness,
} from '../observations';
import { type Completion, completionsOf } from './completions';
import { earlier, iso, later, millis, plusMs } from './localTime';
import { completionsOfPath, pathReadThrough, type PipelinePath } from './path';
import { completionsByReach } from './reach';

/** Runs further down a path are looked for so long after the interval that they carry, in milliseconds. */
const PATH_MARGIN_MS = 3 * 24 * 3600_000;
/** A reading so long before an interval ended still says that it wasn't complete, in milliseconds: datasets are read seldom. */
const DATASET_MARGIN_MS = 3 * 24 * 3600_000;
const PIPELINE_MARGIN_MS = 3600_000;
/** Which pipelines lie on a path is asked of the catalog this seldom, in milliseconds. */
const PATH_KEPT_MS = 5 * 60_000;
/** Paths that are remembered. */
const MAX_PATHS = 500;

/** What is known of the completion of intervals. @internal */
export type KnownCompletions = {
  /** By the end of the interval; none where nothing was seen. */
  completions: ReadonlyMap<string, Completion>;
  /** Up to when whatever happened is known; null: never. */
  readableUntil: string | null;
};

/** What says when the intervals of one pipeline were complete. @internal */
export type MemberEvidence = {
  /** The runs that say which intervals are expected, with their place in history in (after, through]. */
  history(period: { after: string; through: string }): Promise<RunHistory>;
  completions(asked: {
    history: RunHistory;
    intervalEnds: string[];
  }): Promise<KnownCompletions>;
  /** Intervals that ended before this can't be told; undefined: all can. */
  tellsFrom(): Promise<string | undefined>;
};

/** What a {@link CompletionReader} needs. @internal */
export type CompletionReaderOptions = {
  observations: ObservationService;
  readings: ReadingService;
  fleet: Pick<FleetService, 'findAll'>;
  lineage: LineageService;
  auth: AuthService;
  /** The environment of SLOs that name none. */
  environment: string;
  now: () => Date;
};

/**
 * Reads what says that an interval is complete: a run, a task of it, a dataset that was loaded, data that reaches far enough, or the last
 * pipeline of a path.
 *
 * @internal
 */
export class CompletionReader {
  readonly #options: CompletionReaderOptions;
  readonly #paths = new Map<
    string,
    { until: number; path: ReturnType<LineageService['path']> }
  >();

  constructor(options: CompletionReaderOptions) {
    this.#options = options;
  }

  /** @param createdAt - when the SLO was first seen: readings before that are judged as far as there are any */
  of(
    definition: SloDefinition,
    member: { pipelineId: number; createdAt: string },
  ): MemberEvidence {
    const { observations } = this.#options;
    const environment = definition.environment ?? this.#options.environment;
    const pipeline = { pipelineId: member.pipelineId, environment };
    const way = pathOf(definition);
    if (way) return this.#ofPath(way, environment);
    const completion = completionOf(definition);
    const history: MemberEvidence['history'] = period =>
      observations.history(member.pipelineId, environment, period);
    if (completion.type === 'run' || completion.type === 'task') {
      return {
        history,
        completions: asked => this.#byRuns(completion, asked.history),
        tellsFrom: async () => undefined,
      };
    }
    const subject =
      completion.type === 'dataset'
        ? { dataset: completion.entityRef, environment }
        : pipeline;
    return {
      history,
      completions: ({ intervalEnds }) =>
        this.#byReadings(subject, intervalEnds),
      tellsFrom: () => this.#tellsFrom(subject, member.createdAt),
    };
  }

  /** What beside its own pipelines an SLO rests on, by entity ref. Changes of it are changes of the SLO. */
  async inputs(definition: SloDefinition): Promise<string[]> {
    const way = pathOf(definition);
    if (way) return (await this.#way(way)).pipelines;
    const completion = completionOf(definition);
    return completion.type === 'dataset' ? [completion.entityRef] : [];
  }

  async #byRuns(
    completion: SloCompletion,
    { readThrough, runs }: RunHistory,
  ): Promise<KnownCompletions> {
    const tasks =
      completion.type === 'task'
        ? await this.#options.observations.tasks(
            runs.map(run => run.id),
            completion.taskId,
          )
        : undefined;
    return {
      completions: completionsOf(runs, completion, tasks),
      readableUntil: readThrough,
    };
  }

  async #byReadings(
    subject: ReadingSubject,
    intervalEnds: string[],
  ): Promise<KnownCompletions> {
    const [first] = [...intervalEnds].sort();
    if (first === undefined) {
      return { completions: new Map(), readableUntil: null };
    }
    const period = {
      // The reading before tells since when it may have been.
      from: plusMs(
        first,
        'dataset' in subject ? -DATASET_MARGIN_MS : -PIPELINE_MARGIN_MS,
      ),
      to: plusMs(this.#options.now().toISOString(), 1),
    };
    const readings = await this.#options.readings.freshness({
      ...subject,
      ...period,
    });
    return completionsByReach({
      readings: readings.map(reachOf),
      intervalEnds,
      // Datasets are measured as a whole; what is measured of a pipeline are parts of its way.
      worst: !('dataset' in subject),
    });
  }

  async #tellsFrom(
    subject: ReadingSubject,
    createdAt: string,
  ): Promise<string> {
    const { readings } = this.#options;
    const first = await readings.firstFreshness(subject);
    return later(readings.keptSince(), earlier(first ?? createdAt, createdAt));
  }

  #ofPath(way: Way, environment: string): MemberEvidence {
    const { fleet, observations } = this.#options;
    const none: RunHistory = {
      runs: [],
      readThrough: null,
      schedule: undefined,
      paused: false,
    };
    return {
      history: async period => {
        const first = (await fleet.findAll([way.from], {})).get(way.from);
        return first
          ? observations.history(first.id, environment, period)
          : none;
      },
      completions: async ({ intervalEnds }) => {
        const path = await this.#readPath(way, environment, intervalEnds);
        return {
          completions: completionsOfPath(path, intervalEnds),
          readableUntil: pathReadThrough(path),
        };
      },
      tellsFrom: async () => undefined,
    };
  }

  async #readPath(
    way: Way,
    environment: string,
    intervalEnds: string[],
  ): Promise<PipelinePath> {
    const { fleet, now, observations } = this.#options;
    const { edges, ends, pipelines } = await this.#way(way);
    const known = await fleet.findAll(pipelines.slice(0, 400), {});
    const sorted = [...intervalEnds].sort();
    const after = plusMs(sorted[0] ?? now().toISOString(), -1);
    const through = earlier(
      plusMs(sorted.at(-1) ?? after, PATH_MARGIN_MS),
      now().toISOString(),
    );
    const read: PipelinePath['pipelines'] = [];
    for (const ref of pipelines) {
      const record = known.get(ref);
      const history =
        record &&
        (await observations.history(record.id, environment, {
          after,
          through,
        }));
      read.push({
        ref,
        runs: history?.readThrough ? history.runs : undefined,
        readThrough: history?.readThrough ?? null,
      });
    }
    return { from: way.from, ends, edges, pipelines: read };
  }

  #way(way: Way): ReturnType<LineageService['path']> {
    const { auth, lineage, now } = this.#options;
    const key = `${way.from} ${way.to}`;
    const known = this.#paths.get(key);
    const at = now().getTime();
    if (known && at < known.until) return known.path;
    const path = auth
      .getOwnServiceCredentials()
      .then(credentials => lineage.path(way, credentials));
    if (this.#paths.size >= MAX_PATHS) this.#paths.clear();
    this.#paths.set(key, { until: at + PATH_KEPT_MS, path });
    // A catalog that couldn't be asked is asked again.
    path.catch(() => this.#paths.delete(key));
    return path;
  }
}

type Way = { from: string; to: string };

type ReadingSubject =
  | { dataset: string; environment: string }
  | { pipelineId: number; environment: string };

/** What completes an interval of an SLO: the whole run, where nothing else is said. @internal */
export function completionOf(definition: SloDefinition): SloCompletion {
  switch (definition.kind) {
    case 'deadline':
      return definition.deadline.completion;
    case 'duration':
      return definition.duration.completion;
    default:
      return { type: 'run' };
  }
}

/** The ends of the path that a duration is about; undefined if it is about a pipeline alone. @internal */
export function pathOf(definition: SloDefinition): Way | undefined {
  if (definition.kind !== 'duration') return undefined;
  const { from, to } = definition.duration;
  return from && to ? { from, to } : undefined;
}

/** Whether readings say what is complete, not runs. @internal */
export function isByReadings(definition: SloDefinition): boolean {
  const { type } = completionOf(definition);
  return !pathOf(definition) && (type === 'dataset' || type === 'freshness');
}

/** How far data reached: it is as old as the reading says. A silent source says nothing of it. @internal */
export function reachOf(reading: StoredFreshness) {
  const { ageSeconds, at, loadedAt, measure, series, sourceId, traffic } =
    reading;
  const byAge =
    ageSeconds === null ? null : iso(millis(at) - ageSeconds * 1000);
  const reach = traffic === 'silent' ? null : loadedAt ?? byAge;
  return {
    series,
    sourceId,
    at,
    reach,
    since: measure === 'loaded-at' && reach !== null ? reach : at,
  };
}

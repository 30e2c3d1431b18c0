import type { AuthService } from '@backstage/backend-plugin-api';
import type { PipelineChanges } from '@sluice/plugin-pipelines-common';
import pLimit from 'p-limit';
import type { FleetRecord, FleetScope, FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type { ObservationService } from '../observations';
import type { ChangeReader, ChangeSubject, ChangeWindow } from './change';
import { hopsUpstream } from './hops';
import { lookBack } from './lookBack';
import { onceOnly, type PlacedChange, rankChanges } from './rankChanges';

/** The nearest pipelines upstream are looked at, so many at most. */
const MAX_PIPELINES = 60;
/** Nobody reads further. */
const MAX_CHANGES = 100;
/** Pipelines that are looked at at a time. */
const AT_A_TIME = 4;
/** Sources are read at intervals: what happened so shortly ago they may still say. */
const SETTLING_MS = 10 * 60_000;
const DEFAULT_WINDOW = '24h';

/** What a {@link ChangesService} needs. @internal */
export type ChangesServiceOptions = {
  fleet: FleetService;
  lineage: LineageService;
  observations: ObservationService;
  /** One a kind of change. */
  readers: ChangeReader[];
  auth: AuthService;
  /** The environment that is meant where none is named. */
  environment: string;
  now: () => Date;
};

/** Says what changed before something went wrong: in the pipeline, and in what it reads from. @internal */
export class ChangesService {
  readonly #options: ChangesServiceOptions;

  constructor(options: ChangesServiceOptions) {
    this.#options = options;
  }

  /**
   * @param pipeline - one that the caller may see
   * @param scope - pipelines upstream that the caller may not see are counted, and nothing else is said of them
   * @throws InputError if the window can't be read
   */
  async before(
    pipeline: FleetRecord,
    query: { before: string; window?: string; environment?: string },
    scope: FleetScope,
  ): Promise<PipelineChanges> {
    const { auth, fleet, lineage, now, readers } = this.#options;
    const window = lookBack(
      query.before,
      query.window ?? DEFAULT_WINDOW,
      now(),
    );
    const environment = query.environment ?? this.#options.environment;
    const graph = await lineage.upstream(
      pipeline.entityRef,
      await auth.getOwnServiceCredentials(),
    );
    const hops = hopsUpstream(pipeline.entityRef, graph.edges);
    const refs = [...hops.keys()].slice(0, 400);
    const known = await fleet.findAll(refs, {});
    const visible = await fleet.findAll(refs, scope);
    const hidden = refs.filter(ref => known.has(ref) && !visible.has(ref));
    const shown = refs.filter(ref => visible.has(ref) || !known.has(ref));

    const limit = pLimit(AT_A_TIME);
    const looked = await Promise.all(
      shown.slice(0, MAX_PIPELINES).map(ref =>
        limit(async () => {
          const record = visible.get(ref);
          const subject = record && {
            pipelineId: record.id,
            pipeline: ref,
            unit: record.releaseUnit,
            environment,
            distance: hops.get(ref)!,
          };
          return {
            changes: subject ? await this.#changes(subject, window) : [],
            unknown: await this.#unknown(ref, subject, window),
          };
        }),
      ),
    );
    const ranked = onceOnly(
      rankChanges(
        looked.flatMap(({ changes }) => changes),
        window.before,
      ),
    );
    return {
      ...window,
      environment,
      items: ranked.slice(0, MAX_CHANGES),
      kinds: readers.map(reader => reader.kind),
      pipelines: looked.length,
      unknown: looked.flatMap(({ unknown }) => unknown ?? []),
      hidden: hidden.length,
      truncated:
        graph.truncated ||
        refs.length < hops.size ||
        shown.length > MAX_PIPELINES ||
        ranked.length > MAX_CHANGES,
    };
  }

  async #changes(
    subject: ChangeSubject,
    window: ChangeWindow,
  ): Promise<PlacedChange[]> {
    const { distance, pipeline } = subject;
    const found: PlacedChange[] = [];
    for (const reader of this.#options.readers) {
      const changes = await reader.read(subject, window);
      found.push(...changes.map(c => ({ ...c, pipeline, distance })));
    }
    return found;
  }

  /** Whether something may have happened that nobody saw. */
  async #unknown(
    pipeline: string,
    subject: ChangeSubject | undefined,
    window: ChangeWindow,
  ): Promise<PipelineChanges['unknown'][number] | undefined> {
    if (!subject) return { pipeline, why: 'not-observed' };
    const { environment, pipelineId } = subject;
    const { observations } = this.#options;
    const sightings = await observations.sightings(pipelineId);
    if (!sightings.some(s => s.environment === environment)) {
      return { pipeline, why: 'not-observed' };
    }
    const readThrough = await observations.readThrough(pipelineId, environment);
    if (readThrough && readThrough >= this.#needed(window)) return undefined;
    return { pipeline, why: 'not-read', readThrough: readThrough ?? undefined };
  }

  /** Up to when sources have to have been read. */
  #needed({ before }: ChangeWindow): string {
    const recently = this.#options.now().getTime() - SETTLING_MS;
    return new Date(Math.min(Date.parse(before), recently)).toISOString();
  }
}

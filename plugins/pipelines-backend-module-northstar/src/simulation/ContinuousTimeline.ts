import { externalIdOf } from '../catalog/technologies';
import type { NorthstarPipeline } from '../fleet';
import { draws } from './draws';
import { regressionNote } from './fate';
import type { SimulatedRun } from './SimulatedRun';
import { STORIES } from './stories';
import { DAY, MINUTE, SECOND } from './time';
import type { Timeline, TimelineOptions } from './Timeline';
import { EPOCH, type ReleaseHistory } from './versions';

/** How likely a healthy consumer crashes on a day. */
const CRASH_RATE = 0.012;

const CRASH_NOTES = [
  'Exit code 137: out of memory (simulated)',
  'Exit code 1: the coordinator was not available for 60 s (simulated)',
];
const LOOP_NOTE =
  'Exit code 1: SerializationException on orders.v1-7, the same offset each time (simulated)';

/** How long a consumer with a release that regresses runs before it crashes again. */
const REGRESSION_CRASH_EVERY = 4 * MINUTE;

type Stop = {
  at: number;
  why: 'release' | 'crash';
  /** Why it crashed, where that isn't chance. */
  note?: string;
};

/** The processes of a consumer: each runs until a release or a crash ends it, and the next begins. @internal */
export class ContinuousTimeline implements Timeline {
  readonly pipeline: NorthstarPipeline;
  readonly #seed: string;
  readonly #environment: string;
  readonly #releases: ReleaseHistory;
  readonly #crashes = { through: EPOCH, at: [] as number[] };

  constructor(options: TimelineOptions) {
    this.pipeline = options.pipeline;
    this.#seed = options.seed;
    this.#environment = options.environment;
    this.#releases = options.releases;
  }

  *runs(options: { from: number; to: number; startedAt: number }) {
    const { from, to, startedAt } = options;
    for (const run of this.#processes(to, startedAt)) {
      // A process that began before `from` may have ended after it.
      if (run.dueAt > from || run.endAt > from) {
        yield { dueAt: run.dueAt, runs: [run] };
      }
    }
  }

  find(options: { externalId: string; startedAt: number; now: number }) {
    const { externalId, startedAt, now } = options;
    return this.#processes(now, startedAt).find(
      run => run.externalId === externalId,
    );
  }

  isPaused() {
    return false;
  }

  nextDue() {
    return undefined;
  }

  #processes(to: number, startedAt: number): SimulatedRun[] {
    const { pipeline } = this;
    const environment = this.#environment;
    const stops = this.#stops(to, startedAt);
    const processes: SimulatedRun[] = [];
    let before: Stop = { at: EPOCH, why: 'release' };
    for (const stop of [...stops, undefined]) {
      const [wait, cause] = draws(this.#seed, 'stop', pipeline.name, before.at);
      const startAt = before.at + Math.round((5 + 20 * wait) * SECOND);
      if (startAt > to) break;
      if (stop && stop.at <= startAt) continue;
      const isLoop =
        pipeline.name === STORIES.crashLoop.pipeline &&
        (stop?.at ?? 0) >= startedAt + STORIES.crashLoop.since;
      const crashNote = isLoop
        ? LOOP_NOTE
        : stop?.note ?? CRASH_NOTES[Math.floor(cause * CRASH_NOTES.length)];
      const externalId = `${pipeline.name.replaceAll('_', '-')}-${startAt}`;
      processes.push({
        pipelineExternalId: externalIdOf(pipeline),
        externalId,
        runType: 'continuous',
        dueAt: startAt,
        startAt,
        endAt: stop?.at ?? Infinity,
        outcome: stop?.why === 'crash' ? 'failed' : 'success',
        version: this.#releases.versionAt({
          pipeline,
          environment,
          at: startAt,
          startedAt,
        }),
        url: `https://kubernetes.northstar.example/pods/${externalId}`,
        note: before.why === 'release' ? undefined : 'Restarted after a crash',
        endNote: stop?.why === 'crash' ? crashNote : 'Stopped for a release',
      });
      if (stop) before = stop;
    }
    return processes;
  }

  /** When processes ended, oldest first, up to `to`. */
  #stops(to: number, startedAt: number): Stop[] {
    const { name } = this.pipeline;
    const stops: Stop[] = this.#releases
      .arrivals(this.pipeline, this.#environment, to)
      .map(at => ({ at, why: 'release' }));
    for (const at of this.#crashesUpTo(to)) stops.push({ at, why: 'crash' });
    const { crashLoop } = STORIES;
    if (name === crashLoop.pipeline) {
      const step = crashLoop.everyMinutes * MINUTE;
      for (let at = startedAt + crashLoop.since; at <= to; at += step) {
        const [when] = draws(this.#seed, 'loop', at);
        const offset = Math.floor(when * crashLoop.spreadMinutes * 60) * SECOND;
        stops.push({ at: at + offset, why: 'crash' });
      }
    }
    const bad = this.#releases.badTimes(this.pipeline, this.#environment);
    for (const { from, until, version } of bad) {
      const end = Math.min(until, to + 1);
      const note = regressionNote(version);
      for (let at = from + MINUTE; at < end; at += REGRESSION_CRASH_EVERY) {
        stops.push({ at, why: 'crash', note });
      }
    }
    return stops.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
  }

  /** Crashes that just happen. Days once looked at aren't looked at again. */
  #crashesUpTo(to: number): number[] {
    const known = this.#crashes;
    for (; known.through <= to; known.through += DAY) {
      const [luck, time] = draws(
        this.#seed,
        'crash',
        this.pipeline.name,
        known.through,
      );
      if (luck < CRASH_RATE) {
        known.at.push(known.through + Math.floor(time * 1440) * MINUTE);
      }
    }
    return known.at;
  }
}

import type {
  FreshnessSlo,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type {
  ObservationService,
  ReadingService,
  StoredFreshness,
} from '../../observations';
import { earlier, iso, millis } from '../localTime';
import { mergeHours } from '../timeslices';
import { foldSinkHour } from './sinkHours';
import { foldStreamHour, HOUR_MS, type StreamHour } from './streamHours';
import { definitionAt, type Term } from './terms';

/** Readings this long before an hour may be carried into it. */
const CARRIED_MS = 10 * 60_000;
/** Readings of a dataset this long before and after an hour tell of it. */
const SINK_REACH_MS = 24 * HOUR_MS;
/** What is measured is looked up for so many pipelines of an SLO. */
const MEASURED_PIPELINES = 5;

/** What a {@link StreamReader} needs. @internal */
export type StreamReaderOptions = {
  readings: ReadingService;
  observations: Pick<ObservationService, 'readThrough'>;
  /** The environment of SLOs that name none. */
  environment: string;
  now: () => Date;
};

/** A stream as an SLO sees it: a pipeline, with the datasets that the SLO declares. */
type Stream = { definition: SloDefinition; pipelineId: number };

/** Reads how fresh a pipeline was, hour by hour: what is measured of itself, and of the datasets that its SLO declares. @internal */
export class StreamReader {
  readonly #options: StreamReaderOptions;

  constructor(options: StreamReaderOptions) {
    this.#options = options;
  }

  /** When anything that counts was first read; undefined if it never was. */
  async firstReading(stream: Stream): Promise<string | undefined> {
    const { readings } = this.#options;
    const environment = this.#environmentOf(stream.definition);
    const subjects = [
      { pipelineId: stream.pipelineId, environment },
      ...datasetsOf(stream.definition).map(dataset => ({
        dataset,
        environment,
      })),
    ];
    let first: string | undefined;
    for (const subject of subjects) {
      const own = await readings.firstFreshness(subject);
      if (own && (!first || own < first)) first = own;
    }
    return first;
  }

  /**
   * Readings of datasets also tell of the time since the reading before them.
   *
   * @param from - when the oldest that came in was read; "" is the beginning
   * @returns from when on hours may look different by it
   */
  async toldFrom(definition: SloDefinition, from: string): Promise<string> {
    if (!from) return from;
    const { now, readings } = this.#options;
    const environment = this.#environmentOf(definition);
    const farthest = iso(millis(from) - SINK_REACH_MS);
    const until = iso(now().getTime() + SINK_REACH_MS);
    let oldest = from;
    for (const dataset of datasetsOf(definition)) {
      const of = { dataset, environment };
      const isNew = await readings.measures({ ...of, from, to: until });
      if (isNew.length === 0) continue;
      const period = { from: farthest, to: from };
      const before = await readings.freshnessBefore({ ...of, ...period });
      oldest = earlier(oldest, before ?? farthest);
    }
    return oldest;
  }

  /** The hours of a period, each by the promise that was in force when it began. */
  async hours(
    { definition, pipelineId }: Stream,
    terms: Term[],
    period: { from: string; to: string },
  ): Promise<StreamHour[]> {
    const { observations, readings } = this.#options;
    const now = this.#options.now().toISOString();
    const environment = this.#environmentOf(definition);
    const readableUntil = await observations.readThrough(
      pipelineId,
      environment,
    );
    const own = await readings.freshness({
      pipelineId,
      environment,
      from: iso(millis(period.from) - CARRIED_MS),
      to: period.to,
    });
    const sinks = await this.#sinks(definition, terms, period);
    const hours: StreamHour[] = [];
    for (let at = millis(period.from); at < millis(period.to); at += HOUR_MS) {
      const hour = iso(at);
      const promise = definitionAt(terms, hour);
      if (promise?.kind !== 'freshness') continue;
      const { freshness } = promise;
      const [since, until] = [iso(at - CARRIED_MS), iso(at + HOUR_MS)];
      const rows = (freshness.datasets ?? []).flatMap(dataset =>
        bySeries(sinks.get(dataset) ?? []).map(series =>
          foldSinkHour({ freshness, hour, readings: series, now }),
        ),
      );
      const letters = foldStreamHour({
        freshness,
        hour,
        readings: own.filter(r => r.at >= since && r.at < until),
        now,
        readableUntil,
      });
      hours.push({
        hour,
        sliceSeconds: freshness.sliceSeconds,
        letters: rows.reduce(mergeHours, letters),
      });
    }
    return hours;
  }

  /** Whether nothing but how far consumers are behind was measured lately. Of many pipelines a few say it: they are measured alike. */
  async isLagAlone(
    definition: SloDefinition,
    pipelineIds: number[],
  ): Promise<boolean> {
    const { now, readings } = this.#options;
    const at = now().getTime();
    const environment = this.#environmentOf(definition);
    const period = { environment, to: iso(at + 1) };
    const measures = new Set<string>();
    for (const pipelineId of pipelineIds.slice(0, MEASURED_PIPELINES)) {
      const from = iso(at - HOUR_MS);
      const found = await readings.measures({ ...period, pipelineId, from });
      found.forEach(measure => measures.add(measure));
    }
    for (const dataset of datasetsOf(definition)) {
      const from = iso(at - SINK_REACH_MS);
      const found = await readings.measures({ ...period, dataset, from });
      found.forEach(measure => measures.add(measure));
    }
    return measures.size === 1 && measures.has('consumer-lag');
  }

  async #sinks(
    definition: SloDefinition,
    terms: Term[],
    period: { from: string; to: string },
  ) {
    const environment = this.#environmentOf(definition);
    const datasets = new Set(
      terms.flatMap(term => datasetsOf(term.definition)),
    );
    const found = new Map<string, StoredFreshness[]>();
    for (const dataset of datasets) {
      const read = await this.#options.readings.freshness({
        dataset,
        environment,
        from: iso(millis(period.from) - SINK_REACH_MS),
        to: iso(millis(period.to) + SINK_REACH_MS),
      });
      found.set(dataset, read);
    }
    return found;
  }

  #environmentOf(definition: SloDefinition): string {
    return definition.environment ?? this.#options.environment;
  }
}

/** The datasets whose age counts for an SLO. @internal */
export function datasetsOf(definition: SloDefinition): string[] {
  return (definition as Partial<FreshnessSlo>).freshness?.datasets ?? [];
}

function bySeries(readings: StoredFreshness[]): StoredFreshness[][] {
  const series = new Map<string, StoredFreshness[]>();
  for (const reading of readings) {
    const own = series.get(reading.series);
    if (own) own.push(reading);
    else series.set(reading.series, [reading]);
  }
  return [...series.values()];
}

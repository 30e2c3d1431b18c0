import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';

const DAY_MS = 24 * 60 * 60_000;

/** About 14 years: more would be kept for nobody. */
const KEPT_DAYS = 5_000;

/**
 * The offsets of a zone, asked of luxon once for each day.
 *
 * Asking the runtime takes 7 µs, and every deadline of every pipeline of a zone asks about the same days. A day (UTC) at
 * whose two ends the offset is the same has it throughout, as no zone changes there and back within a day; only days
 * with a change are asked about by the instant.
 *
 * @internal
 */
export class ZoneOffsets {
  static readonly #known = new Map<string, ZoneOffsets>();
  readonly #zone: IANAZone;
  /** By days since 1970: milliseconds, null on a day with a change. */
  readonly #byDay = new Map<number, number | null>();
  readonly #starts = new Map<number, number>();

  /** @throws InputError if the IANA database has no such zone */
  static of(name: string): ZoneOffsets {
    let offsets = ZoneOffsets.#known.get(name);
    if (!offsets) {
      const zone = IANAZone.create(name);
      if (!zone.isValid) throw new InputError(`Unknown time zone '${name}'`);
      offsets = new ZoneOffsets(zone);
      ZoneOffsets.#known.set(name, offsets);
    }
    return offsets;
  }

  private constructor(zone: IANAZone) {
    this.#zone = zone;
  }

  /**
   * How far the clocks of the zone are ahead of UTC, in milliseconds.
   *
   * @param instant - milliseconds since 1970
   */
  at(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    let offset = this.#byDay.get(day);
    if (offset === undefined) {
      const [start, end] = [this.#atStart(day), this.#atStart(day + 1)];
      offset = start === end ? start : null;
      if (this.#byDay.size >= KEPT_DAYS) this.#byDay.clear();
      this.#byDay.set(day, offset);
    }
    return offset ?? this.#ask(instant);
  }

  #atStart(day: number): number {
    let offset = this.#starts.get(day);
    if (offset === undefined) {
      offset = this.#ask(day * DAY_MS);
      if (this.#starts.size >= KEPT_DAYS) this.#starts.clear();
      this.#starts.set(day, offset);
    }
    return offset;
  }

  #ask(instant: number): number {
    // In seconds: zones of the 19th century are no whole minutes ahead, and luxon divides.
    return Math.round(this.#zone.offset(instant) * 60) * 1000;
  }
}

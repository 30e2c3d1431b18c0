import { isTimeZone } from '@sluice/plugin-pipelines-common';
import type { AirflowApi } from './AirflowApi';
import { isAirflowFailure } from './errors';

/** So many DAGs are asked for in a sweep: each costs a request. */
const DAGS_PER_SWEEP = 20;
/** A zone changes with the code of its DAG alone: it is asked for again after this, in milliseconds. */
const KEPT_MS = 6 * 3600_000;

/**
 * The zones of the DAGs whose schedule somebody needs. Both versions leave the zone out of their lists, and without it nobody knows when a
 * run is expected. What was found is in memory: another replica asks for itself, so many a sweep.
 *
 * @internal
 */
export class DagZones {
  readonly #zones = new Map<
    string,
    { timezone: string | undefined; at: number }
  >();

  /** The zone of a DAG; undefined if it isn't known, or no IANA zone. */
  of(dagId: string): string | undefined {
    return this.#zones.get(dagId)?.timezone;
  }

  /**
   * Asks for the zones that are missing, then for the oldest ones.
   *
   * @param options - `wanted`: ids of DAGs
   * @throws AirflowError, but not for a DAG that is gone or refused
   */
  async refresh(options: {
    api: AirflowApi;
    wanted: string[];
    now: Date;
    signal: AbortSignal;
  }): Promise<void> {
    const { api, signal, wanted } = options;
    const now = options.now.getTime();
    const at = (dagId: string) => this.#zones.get(dagId)?.at ?? -Infinity;
    const due = wanted
      .filter(dagId => now - at(dagId) >= KEPT_MS)
      .sort((a, b) => at(a) - at(b))
      .slice(0, DAGS_PER_SWEEP);
    for (const dagId of due) {
      signal.throwIfAborted();
      this.#zones.set(dagId, {
        timezone: await readZone(api, dagId, signal),
        at: now,
      });
    }
    const needed = new Set(wanted);
    for (const dagId of this.#zones.keys()) {
      if (!needed.has(dagId)) this.#zones.delete(dagId);
    }
  }
}

async function readZone(
  api: AirflowApi,
  dagId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const zone = await api.dagZone(dagId, { signal });
    return zone !== undefined && isTimeZone(zone) ? zone : undefined;
  } catch (error) {
    if (isAirflowFailure(error, 'not-found', 'refused')) return undefined;
    throw error;
  }
}

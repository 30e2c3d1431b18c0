import { AirflowRunSource } from '../AirflowRunSource';
import { FakeAirflow } from './FakeAirflow';
import { anInstance } from './instance';
import { MemoryStore } from './MemoryStore';

export const START = Date.parse('2026-11-21T12:00:00Z');
export const MINUTE = 60_000;

/** A source that reads a fake Airflow into a store, all by one clock that stands still unless it is moved. */
export class SourceRig {
  /** Epoch milliseconds. */
  time = START;
  store = new MemoryStore();
  source: AirflowRunSource;
  readonly airflow: FakeAirflow;

  static async start(major: 2 | 3): Promise<SourceRig> {
    return new SourceRig(await FakeAirflow.start(major));
  }

  private constructor(airflow: FakeAirflow) {
    this.airflow = airflow;
    airflow.now = this.now;
    this.source = this.#connect();
  }

  readonly now = (): Date => new Date(this.time);

  sweep(options: Parameters<MemoryStore['sweep']>[1] = {}): Promise<number> {
    return this.store.sweep(this.source, { now: this.now, ...options });
  }

  /** Puts another source in the place of this one, as another replica or another config would. */
  async reconnect(changes: Record<string, unknown> = {}): Promise<void> {
    await this.source.close();
    this.source = this.#connect(changes);
  }

  /** A run of one of seven DAGs: new, or changed. */
  put(index: number, changes: Record<string, unknown> = {}): void {
    this.airflow.putRun({
      dag_id: `dag_${index % 7}`,
      dag_run_id: `run ${index}`,
      ...changes,
    });
  }

  putMany(count: number): void {
    for (let i = 0; i < count; i++) this.put(i);
  }

  async stop(): Promise<void> {
    await this.source.close();
    await this.airflow.stop();
  }

  #connect(changes: Record<string, unknown> = {}) {
    return AirflowRunSource.create({
      instance: anInstance(this.airflow.url, changes),
      retry: { retries: 1, minTimeoutMs: 1, maxTimeoutMs: 2 },
    });
  }
}

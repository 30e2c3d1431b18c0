import { AirflowConnection } from '../AirflowConnection';
import type { AirflowApi } from '../AirflowApi';
import type { AirflowInstance } from '../config';
import { FakeAirflow } from './FakeAirflow';
import { anInstance } from './instance';

/** A fake Airflow with a connection to it, for parts of a source that are tried alone. */
export class FakeConnection {
  readonly airflow: FakeAirflow;
  readonly instance: AirflowInstance;
  readonly connection: AirflowConnection;
  readonly signal = new AbortController().signal;

  static async start(major: 2 | 3): Promise<FakeConnection> {
    return new FakeConnection(await FakeAirflow.start(major));
  }

  private constructor(airflow: FakeAirflow) {
    this.airflow = airflow;
    this.instance = anInstance(airflow.url);
    this.connection = AirflowConnection.create({
      instance: this.instance,
      retry: { retries: 0 },
    });
  }

  async api(): Promise<AirflowApi> {
    return (await this.connection.get(this.signal)).api;
  }

  /** The paths that were asked for since the last call. */
  asked(): string[] {
    return this.airflow.requests
      .splice(0)
      .map(url => new URL(url, 'http://x').pathname);
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.airflow.stop();
  }
}

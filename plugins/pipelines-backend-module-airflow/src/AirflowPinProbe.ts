import type {
  DeployTarget,
  PinProbe,
  PinQuestion,
  PinSighting,
} from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import type { AirflowConnection } from './AirflowConnection';
import type { AirflowInstance } from './config';
import { ofBundle, ofTags } from './pinSightings';

/** An Airflow that reads pins. @internal */
export type PinReader = {
  instance: AirflowInstance;
  connection: AirflowConnection;
};

/**
 * Says what Airflow makes of pins that it reads: which version its DAGs were read from last, which one runs since really ran, and what it
 * can't import.
 *
 * With a versioned bundle of Airflow 3 a run is made for a version and keeps it, and says which (`dag_run.bundle_version`); nothing else is
 * taken for proof. Files that are put into a folder have no versions: there a tag of the DAG says which commit it was read from, and what a
 * run ran can only be inferred from when it started.
 *
 * @internal
 */
export class AirflowPinProbe implements PinProbe {
  readonly #readers: PinReader[];

  constructor(options: { readers: PinReader[] }) {
    this.#readers = options.readers;
  }

  handles(target: DeployTarget): boolean {
    return this.#readersOf(target).length > 0;
  }

  async look(question: PinQuestion, signal: AbortSignal): Promise<PinSighting> {
    const sightings = await Promise.all(
      this.#readersOf(question.target).map(async ({ bundle, connection }) => {
        const { api } = await connection.get(signal);
        return bundle === undefined
          ? ofTags(await api.everyDag({ signal }), question.target.unit)
          : this.#lookAtBundle(api, bundle, question, signal);
      }),
    );
    return {
      loaded: sightings.flatMap(({ loaded }) => loaded),
      runs: sightings.flatMap(({ runs }) => runs),
      problems: sightings.flatMap(({ problems }) => problems),
    };
  }

  async #lookAtBundle(
    api: AirflowApi,
    bundle: string,
    { since }: PinQuestion,
    signal: AbortSignal,
  ): Promise<PinSighting> {
    const dags = await api.everyDag({ bundle, signal });
    const dagIds = dags.map(each => each.dag_id);
    const [runs, importErrors] = await Promise.all([
      dagIds.length > 0 ? api.latestRuns({ dagIds, since }, { signal }) : [],
      api.importErrors({ signal }),
    ]);
    return ofBundle({ bundle, dags, runs, importErrors, since });
  }

  /** With how each reads the unit. */
  #readersOf({ environment, unit }: DeployTarget) {
    return this.#readers.flatMap(({ connection, instance }) => {
      const pin =
        instance.environment === environment
          ? instance.pins.find(each => each.unit === unit)
          : undefined;
      return pin ? [{ connection, bundle: pin.bundle }] : [];
    });
  }
}

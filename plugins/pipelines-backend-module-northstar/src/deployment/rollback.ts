import {
  type DeployChange,
  migrationsBetween,
  type RollbackClass,
  type RollbackEffect,
} from '@sluice/plugin-pipelines-node';
import type { NorthstarPipeline } from '../fleet';
import { draws } from '../simulation/draws';
import { HOUR, iso } from '../simulation/time';

/** What was done since a release runs, or would be done if it did. @internal */
export type Traces = {
  /** Milliseconds since 1970; missing where it doesn't run yet. */
  since?: number;
  now: number;
  /** Batch runs that ended since then. */
  runs: number;
  /** Runs that began before now and haven't ended. */
  inFlight: number;
};

/**
 * What going back costs: a pointer for bundles, projects and jars of batch jobs; offsets for what runs all the time; and a migration
 * that lies between the two releases can't be undone by a deployer.
 *
 * @internal
 */
export function rollbackClassOf(
  change: DeployChange,
  members: NorthstarPipeline[],
): RollbackClass {
  if (migrationsBetween(change).length > 0) return 'irreversible';
  return members.some(({ schedule }) => !schedule) ? 'stateful' : 'repointable';
}

const rowsPerRun = (seed: string, { name }: NorthstarPipeline) =>
  Math.round(2_000 * 250 ** draws(seed, 'rows', name)[0]);
const messagesPerHour = (seed: string, { name }: NorthstarPipeline) =>
  Math.round(5_000 * 40 ** draws(seed, 'messages', name)[0]);

const count = (value: number) => Math.round(value).toLocaleString('en-US');
const some = (value: number, noun: string) =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/**
 * What going back would do, a line for each thing it touches.
 *
 * @param options - `members`: those that the change touches; `traces`: what was done since
 * @internal
 */
export function rollbackEffectsOf(options: {
  seed: string;
  change: DeployChange;
  members: NorthstarPipeline[];
  traces: Traces;
}): RollbackEffect[] {
  const { change, members, seed, traces } = options;
  const { environment } = change.target;
  const migrations = migrationsBetween(change);
  const batch = members.filter(({ schedule }) => schedule);
  const consumers = members.filter(({ schedule }) => !schedule);
  const effects: RollbackEffect[] = [
    {
      subject: 'artifact',
      outcome: 'undone',
      detail: `${environment} is pointed to the other release again; all artifacts are kept (simulated)`,
    },
    {
      subject: 'config',
      outcome: 'kept',
      detail: `The config of ${environment} isn't part of a release`,
    },
    migrations.length > 0
      ? {
          subject: 'ddl',
          outcome: 'you-must',
          detail: `Undo by hand what these migrations did: ${migrations.join(
            ', ',
          )}`,
        }
      : {
          subject: 'ddl',
          outcome: 'kept',
          detail: 'No migration lies between the two releases',
        },
  ];
  const { inFlight, now, runs, since } = traces;
  if (batch.length > 0) {
    const rows =
      batch.reduce((sum, each) => sum + rowsPerRun(seed, each), 0) /
      batch.length;
    effects.push(
      {
        subject: 'rows',
        outcome: 'kept',
        detail:
          since === undefined
            ? `A run of ${some(batch.length, 'member')} writes about ${count(
                rows,
              )} rows; they will stay (simulated)`
            : `About ${count(rows * runs)} rows of ${some(
                runs,
                'run',
              )} since ${iso(since)} stay as they were written (simulated)`,
      },
      {
        subject: 'in-flight-runs',
        outcome: 'kept',
        detail: `${some(inFlight, 'run')} in flight ${
          inFlight === 1 ? 'ends' : 'end'
        } with what ${inFlight === 1 ? 'it' : 'they'} started with`,
      },
    );
  }
  if (consumers.length > 0) {
    const hourly = consumers.reduce(
      (sum, each) => sum + messagesPerHour(seed, each),
      0,
    );
    const messages = since === undefined ? 0 : (hourly * (now - since)) / HOUR;
    effects.push(
      {
        subject: 'offsets',
        outcome: 'kept',
        detail: `Committed offsets stay: about ${
          since === undefined
            ? `${count(hourly)} messages an hour`
            : `${count(messages)} messages since ${iso(since)}`
        } aren't read again (simulated)`,
      },
      {
        subject: 'messages',
        outcome: 'you-must',
        detail:
          'Check that consumers downstream read what was written meanwhile; it stays in the topics',
      },
    );
  }
  return effects;
}

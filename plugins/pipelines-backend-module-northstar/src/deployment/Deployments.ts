import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EnvironmentLog } from './EnvironmentLog';
import type { Deployed, StagedRun } from './records';
import { ENVIRONMENTS } from './units';

/**
 * Runs that start this long after a change of what an environment runs are the first with it, in milliseconds. By then every sweep sees
 * the change, so that none tells such a run with what was there before.
 */
const TAKES_EFFECT_AFTER = 5_000;

/** A time in which a unit ran a release that makes its runs fail. Milliseconds since 1970. @internal */
export type BadTime = { from: number; until: number; version: string };

/** What was deployed to the simulated environments: for its deployer, and for the runs after it. @internal */
export class Deployments {
  /**
   * From when on only deployments change what runs; before, the simulated history did. Milliseconds since 1970.
   */
  readonly since: number;
  readonly #logs: Map<string, EnvironmentLog>;

  /** @param options - `dir`: holds the state; is made if it isn't there; `isDurable`: as of {@link EnvironmentLog} */
  constructor(options: { dir: string; now: () => Date; isDurable?: boolean }) {
    const { dir, isDurable, now } = options;
    mkdirSync(dir, { recursive: true });
    this.since = startIn(dir, now);
    this.#logs = new Map(
      ENVIRONMENTS.map(name => [
        name,
        new EnvironmentLog({
          file: join(dir, `${name}.jsonl`),
          now,
          isDurable,
        }),
      ]),
    );
  }

  /** The log of an environment; undefined if Northstar has no such environment. */
  log(environment: string): EnvironmentLog | undefined {
    return this.#logs.get(environment);
  }

  /** Takes in what was deployed meanwhile. What is asked for below is as of the last time. */
  refresh(): void {
    for (const log of this.#logs.values()) log.refresh();
  }

  /** What a run that starts at `at` runs; undefined where nobody had deployed by then. */
  at(unit: string, environment: string, at: number): Deployed | undefined {
    return this.#deployed(unit, environment).findLast(
      ({ since }) => since <= at,
    );
  }

  /** When what runs changed, oldest first. */
  arrivals(unit: string, environment: string): number[] {
    const deployed = this.#deployed(unit, environment);
    return deployed
      .filter(({ version }, i) => version !== deployed[i - 1]?.version)
      .map(({ since }) => since);
  }

  /** When the unit ran what makes its runs fail, oldest first. */
  badTimes(unit: string, environment: string): BadTime[] {
    const deployed = this.#deployed(unit, environment);
    return deployed.flatMap(({ regression, since, version }, i) =>
      regression === 'none'
        ? []
        : [
            {
              from: since,
              until: deployed[i + 1]?.since ?? Infinity,
              version,
            },
          ],
    );
  }

  /** Runs on command, oldest first: due once every sweep sees that they were asked for. */
  runs(unit: string, environment: string): StagedRun[] {
    const runs = this.#logs.get(environment)?.known(unit).runs ?? [];
    return runs.map(each => ({ ...each, at: each.at + TAKES_EFFECT_AFTER }));
  }

  #deployed(unit: string, environment: string): Deployed[] {
    const known = this.#logs.get(environment)?.known(unit).deployed ?? [];
    return known.map(each => ({
      ...each,
      since: each.since + TAKES_EFFECT_AFTER,
    }));
  }
}

/** Says when deployments began here; the first process decides. */
function startIn(dir: string, now: () => Date): number {
  const file = join(dir, 'since');
  // Whole or not at all: another process that starts now must not find it empty.
  const draft = join(dir, `since-${randomUUID()}`);
  writeFileSync(draft, now().toISOString());
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  const since = Date.parse(readFileSync(file, 'utf8'));
  if (Number.isNaN(since)) {
    throw new Error(
      `${file} holds no time. Delete its folder to let the demo's deployments start over`,
    );
  }
  return since;
}

/**
 * How a release behaves that was made to go wrong. `runs`: it is taken in without a word, and then its runs fail. `all`: its target
 * complains too.
 *
 * @internal
 */
export type Regression = 'none' | 'runs' | 'all';

/** What an environment runs of a unit. @internal */
export type Running = {
  /** Missing where somebody put a version there behind Sluice's back. */
  releaseDigest?: string;
  version: string;
  by: string;
  regression: Regression;
};

type Common = {
  /** Of this line. */
  id: string;
  /** ISO 8601 in UTC. */
  at: string;
  unit: string;
};

/** A line of the log of an environment. @internal */
export type DeploymentRecord = Common &
  (
    | { kind: 'claim'; token: number }
    | {
        kind: 'effect';
        token: number;
        stepKey: string;
        step: string;
        promotionId: number;
        /** Whether the step was done to its end. */
        isWhole: boolean;
        detail: string;
        /** What runs from here on, where the step changes that. */
        runs?: Running;
      }
    /** Something that was staged went off. */
    | { kind: 'fault'; fault: string; times: number }
    | { kind: 'unmanaged'; fault: string; runs: Running }
    | { kind: 'regress'; fault: string }
    | ({ kind: 'run'; fault: string } & Pick<StagedRun, 'pipeline' | 'state'>)
  );

/**
 * What became of a line: `stale` and `known` ones did nothing, because a newer worker had been there, or because it had been done.
 *
 * @internal
 */
export type Taken = 'taken' | 'stale' | 'known';

/** What a unit runs from a moment on. @internal */
export type Deployed = Running & {
  /** Milliseconds since 1970. */
  since: number;
};

/** A run that somebody starts on command. @internal */
export type StagedRun = {
  /** Milliseconds since 1970. */
  at: number;
  /** Its name; each of the unit without one. */
  pipeline?: string;
  /** How it ends, unless what runs is bad anyway. */
  state: 'success' | 'failed';
};

/** What the lines of a log come to for one unit. @internal */
export type UnitState = {
  /** The highest fencing token that was seen; 0 before the first. */
  token: number;
  /** Steps that were done to their end, oldest first. */
  stepKeys: string[];
  /** What ran since when, oldest first. */
  deployed: Deployed[];
  /** Where a step stopped halfway: what part of the unit runs. */
  half?: Running;
  /** How often staged faults went off. */
  faults: Map<string, number>;
  /** Runs on command, oldest first. */
  runs: StagedRun[];
};

/** A unit that nobody has deployed to. @internal */
export function newUnitState(): UnitState {
  return { token: 0, stepKeys: [], deployed: [], faults: new Map(), runs: [] };
}

/**
 * Takes in one line. Lines are judged in the order in which they stand in the log: that order is what decides between two processes
 * that wrote at once.
 *
 * @param state - is changed
 * @internal
 */
export function takeIn(state: UnitState, record: DeploymentRecord): Taken {
  if (record.kind === 'claim' || record.kind === 'effect') {
    if (record.token < state.token) return 'stale';
    state.token = record.token;
  }
  switch (record.kind) {
    case 'claim':
      return 'taken';
    case 'effect':
      if (state.stepKeys.includes(record.stepKey)) return 'known';
      if (!record.isWhole) {
        state.half = record.runs;
        return 'taken';
      }
      state.stepKeys.push(record.stepKey);
      if (record.runs) runNow(state, record.at, record.runs);
      return 'taken';
    default: {
      const used = state.faults.get(record.fault) ?? 0;
      const times = record.kind === 'fault' ? record.times : 1;
      if (used >= times) return 'known';
      state.faults.set(record.fault, used + 1);
      if (record.kind === 'unmanaged') runNow(state, record.at, record.runs);
      if (record.kind === 'run') {
        const { pipeline, state: ends } = record;
        state.runs.push({ at: Date.parse(record.at), pipeline, state: ends });
      }
      if (record.kind === 'regress') {
        const running = state.deployed.at(-1);
        if (running) {
          runNow(state, record.at, { ...running, regression: 'all' });
        }
      }
      return 'taken';
    }
  }
}

function runNow(state: UnitState, at: string, running: Running): void {
  state.half = undefined;
  state.deployed.push({ ...running, since: Date.parse(at) });
}

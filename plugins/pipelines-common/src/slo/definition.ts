/**
 * What a promise is made of: an SLO as it stands in `spec.slos` of an entity, read and with every default filled in.
 *
 * The words are those of OpenSLO v1 and the SRE workbook. Durations are seconds, instants ISO 8601 in UTC, local times
 * `HH:mm` in an IANA zone.
 */

/**
 * What an SLO promises.
 *
 * - `deadline` the data of a day is there by a local time
 * - `duration` a batch is done so long after its data interval ended
 * - `freshness` a stream is never older than so many seconds, counted in timeslices
 * - `success` expected scheduled runs succeed
 * - `completeness` what was counted in is counted out in time
 * - `correctness` data tests pass
 *
 * @public
 */
export const SLO_KINDS = [
  'deadline',
  'duration',
  'freshness',
  'success',
  'completeness',
  'correctness',
] as const;

/** One of {@link SLO_KINDS}. @public */
export type SloKind = (typeof SLO_KINDS)[number];

/**
 * What became of one occurrence (one deadline, one interval).
 *
 * - `PENDING` not due yet
 * - `GOOD` arrived in time
 * - `LATE` arrived after it was due
 * - `MISSING` due, the source was read after that, and nothing has arrived
 * - `EXCLUDED` taken out by a recorded decision
 * - `UNKNOWN` the source couldn't be read past the moment at which it was due: provisional
 *
 * @public
 */
export const VERDICT_STATES = [
  'PENDING',
  'GOOD',
  'LATE',
  'MISSING',
  'EXCLUDED',
  'UNKNOWN',
] as const;

/** One of {@link VERDICT_STATES}. @public */
export type VerdictState = (typeof VERDICT_STATES)[number];

/**
 * Where an SLO stands now, in the order in which it needs a human.
 *
 * - `exhausted` the budget of the window is spent
 * - `burning` it is being spent so fast that an alert fires
 * - `will-miss` the next deadline is expected to be missed
 * - `unknown` not established: too much of the window is unknown, or nothing was seen yet
 * - `met` the promise is kept
 *
 * @public
 */
export const SLO_STATUSES = [
  'exhausted',
  'burning',
  'will-miss',
  'unknown',
  'met',
] as const;

/** One of {@link SLO_STATUSES}. @public */
export type SloStatus = (typeof SLO_STATUSES)[number];

/**
 * The time over which a budget counts: the last days, or the current month or quarter of a zone.
 *
 * @public
 */
export type SloWindow =
  | { type: 'rolling'; days: number }
  | { type: 'calendar'; unit: 'month' | 'quarter'; timezone: string };

/**
 * What has to be done for an occurrence to count as arrived.
 *
 * - `run` the whole run succeeded
 * - `task` one task of it did, for runs whose last tasks aren't the load
 * - `dataset` the dataset that it writes was updated
 * - `freshness` the data in the dataset reaches far enough
 *
 * @public
 */
export type SloCompletion =
  | { type: 'run' }
  | { type: 'task'; taskId: string }
  | { type: 'dataset'; entityRef: string }
  | { type: 'freshness' };

/**
 * Which pipelines an SLO of a System, Domain or Group is about. Fields are ANDed, values of one field ORed; an empty
 * selector takes all that belong to the entity.
 *
 * @public
 */
export type SloSelector = {
  types?: string[];
  tiers?: number[];
  lifecycles?: string[];
  classifications?: string[];
  /** Pattern over entity names in which `*` stands for any characters, such as `fct_*`. */
  name?: string;
};

/** What all SLOs have. @public */
export type SloCommon = {
  /** Unique within its entity: lower case, digits and dashes. */
  name: string;
  title?: string;
  description?: string;
  /** Entity ref of a Group or User. Defaults to the owner of the entity. */
  owner?: string;
  /** The share that has to be good, in percent: above 0 and below 100. */
  target: number;
  window: SloWindow;
  /** The environment that it is about. Defaults to the last one of the config. */
  environment?: string;
  /** Only on a System, Domain or Group. */
  selector?: SloSelector;
};

/** Done by a local time on each date of a calendar. @public */
export type DeadlineSlo = SloCommon & {
  kind: 'deadline';
  deadline: {
    /** Wall-clock time, `HH:mm`. */
    time: string;
    /** IANA zone of `time` and `dataThrough`. */
    timezone: string;
    /** Name of a calendar of the config. Every date counts where there is none. */
    calendar?: string;
    /** Intervals that end up to this local time, and after that of the occurrence before, have to be in, `HH:mm`. */
    dataThrough: string;
    completion: SloCompletion;
  };
};

/** Done so long after the data interval ended. @public */
export type DurationSlo = SloCommon & {
  kind: 'duration';
  duration: {
    maxSeconds: number;
    completion: SloCompletion;
    /** For a path: from the intervals of this pipeline … */
    from?: string;
    /** … to this dataset, along lineage. */
    to?: string;
  };
};

/** Never older than so many seconds, counted in timeslices. @public */
export type FreshnessSlo = SloCommon & {
  kind: 'freshness';
  freshness: {
    maxSeconds: number;
    sliceSeconds: number;
    /** Entity refs of the datasets that it writes whose age counts too: the oldest of all that is measured decides. At least one. */
    datasets?: string[];
  };
};

/** Expected scheduled runs succeed. @public */
export type SuccessSlo = SloCommon & {
  kind: 'success';
  /** So long after the end of its interval a run that failed can be rescued, or one that never started is missing. */
  success: { withinSeconds: number };
};

/** What was counted in is counted out in time. @public */
export type CompletenessSlo = SloCommon & {
  kind: 'completeness';
  completeness: { withinSeconds: number };
};

/** Data tests pass. @public */
export type CorrectnessSlo = SloCommon & {
  kind: 'correctness';
  /** Pattern over test names in which `*` stands for any characters. All tests where there is none. */
  correctness: { tests?: string };
};

/**
 * One SLO, checked and with its defaults. See {@link readSlos} for the form in which people write it.
 *
 * @public
 */
export type SloDefinition =
  | DeadlineSlo
  | DurationSlo
  | FreshnessSlo
  | SuccessSlo
  | CompletenessSlo
  | CorrectnessSlo;

/** Below this share of known occurrences an SLO is not established: no gate and no scorecard passes on it. @public */
export const COVERAGE_FLOOR = 0.95;

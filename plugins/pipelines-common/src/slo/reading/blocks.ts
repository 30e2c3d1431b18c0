import { nearest } from '../../validation/nearest';
import type {
  CompletenessSlo,
  CorrectnessSlo,
  DeadlineSlo,
  DurationSlo,
  FreshnessSlo,
  SloKind,
  SuccessSlo,
} from '../definition';
import { COMPLETION } from './completion';
import { type Fields, mapping, optional, required } from './fields';
import type { ProblemList } from './ProblemList';
import {
  DURATION,
  LOCAL_TIME,
  SLICE,
  TEST_PATTERN,
  ZONE,
  refOf,
  refsOf,
} from './rules';

/** Consumers with an SLO are sampled at least this often. */
const SAMPLING_SECONDS = 30;
const DEFAULT_SLICE_SECONDS = 60;
const DEFAULT_DATA_THROUGH = '00:00';

/** What only one kind has, under the name of that kind. @internal */
export type SloBlock =
  | Pick<DeadlineSlo, 'kind' | 'deadline'>
  | Pick<DurationSlo, 'kind' | 'duration'>
  | Pick<FreshnessSlo, 'kind' | 'freshness'>
  | Pick<SuccessSlo, 'kind' | 'success'>
  | Pick<CompletenessSlo, 'kind' | 'completeness'>
  | Pick<CorrectnessSlo, 'kind' | 'correctness'>;

type BlockContext = { calendars?: readonly string[]; problems: ProblemList };

/** The fields of the block of each kind, and how one looks. @internal */
export const BLOCKS: Readonly<
  Record<SloKind, { fields: readonly string[]; example: string }>
> = {
  deadline: {
    fields: ['time', 'timezone', 'calendar', 'dataThrough', 'completion'],
    example: "{ time: '06:00', timezone: America/New_York }",
  },
  duration: {
    fields: ['max', 'completion', 'from', 'to'],
    example: '{ max: 45m }',
  },
  freshness: {
    fields: ['max', 'slice', 'datasets'],
    example: '{ max: 3m }',
  },
  success: { fields: ['within'], example: '{ within: 24h }' },
  completeness: { fields: ['within'], example: '{ within: 24h }' },
  correctness: { fields: ['tests'], example: "{ tests: 'not_null*' }" },
};

const READERS: Readonly<
  Record<
    SloKind,
    (block: Fields, context: BlockContext) => SloBlock | undefined
  >
> = {
  deadline(block, { calendars, problems }) {
    const time = required(block, 'time', LOCAL_TIME, problems);
    const timezone = required(block, 'timezone', ZONE, problems);
    const dataThrough =
      optional(block, 'dataThrough', LOCAL_TIME, problems) ??
      DEFAULT_DATA_THROUGH;
    const calendar = optional(
      block,
      'calendar',
      calendarRule(calendars),
      problems,
    );
    const completion = readCompletion(block, problems);
    if (time === undefined || timezone === undefined) return undefined;
    return {
      kind: 'deadline',
      deadline: {
        time,
        timezone,
        ...(calendar !== undefined && { calendar }),
        dataThrough,
        completion,
      },
    };
  },

  duration(block, { problems }) {
    const maxSeconds = required(block, 'max', DURATION, problems);
    const completion = readCompletion(block, problems);
    const from = optional(
      block,
      'from',
      refOf('component', 'component:default/orders-ingest'),
      problems,
    );
    const to = optional(
      block,
      'to',
      refOf('resource', 'resource:default/fct-orders'),
      problems,
    );
    if (!problems.hasErrors && (from === undefined) !== (to === undefined)) {
      problems.error(
        `${block.path}.${from ? 'to' : 'from'}`,
        from
          ? 'is missing: a path that has a from also needs the dataset at its end'
          : 'is missing: a path that has a to also needs the pipeline at its start',
      );
    }
    if (maxSeconds === undefined) return undefined;
    return {
      kind: 'duration',
      duration: { maxSeconds, completion, ...(from && { from, to }) },
    };
  },

  freshness(block, { problems }) {
    const maxSeconds = required(block, 'max', DURATION, problems);
    const sliceSeconds =
      optional(block, 'slice', SLICE, problems) ?? DEFAULT_SLICE_SECONDS;
    if (sliceSeconds < SAMPLING_SECONDS) {
      problems.warn(
        `${block.path}.slice`,
        `is shorter than the ${SAMPLING_SECONDS} s between two samples, so most slices stay unknown; 1m is usual`,
      );
    }
    const datasets = optional(
      block,
      'datasets',
      refsOf('resource', 'resource:default/fct-orders'),
      problems,
    );
    return maxSeconds === undefined
      ? undefined
      : {
          kind: 'freshness',
          freshness: {
            maxSeconds,
            sliceSeconds,
            ...(datasets && { datasets }),
          },
        };
  },

  success(block, { problems }) {
    const withinSeconds = required(block, 'within', DURATION, problems);
    return withinSeconds === undefined
      ? undefined
      : { kind: 'success', success: { withinSeconds } };
  },

  completeness(block, { problems }) {
    const withinSeconds = required(block, 'within', DURATION, problems);
    return withinSeconds === undefined
      ? undefined
      : { kind: 'completeness', completeness: { withinSeconds } };
  },

  correctness(block, { problems }) {
    const tests = optional(block, 'tests', TEST_PATTERN, problems);
    return {
      kind: 'correctness',
      correctness: { ...(tests !== undefined && { tests }) },
    };
  },
};

/**
 * What one kind of SLO promises.
 *
 * @param slo - the fields of the whole SLO
 * @returns undefined after a problem
 * @internal
 */
export function readBlock(
  kind: SloKind,
  slo: Fields,
  context: BlockContext,
): SloBlock | undefined {
  const { fields: known, example } = BLOCKS[kind];
  // All that it can say may be left out.
  const mayBeMissing = kind === 'correctness';
  const block = mapping(
    slo.values[kind] ?? (mayBeMissing ? {} : undefined),
    `${slo.path}.${kind}`,
    { what: `the ${kind} of an SLO`, example, known },
    context.problems,
  );
  return block && READERS[kind](block, context);
}

function readCompletion(block: Fields, problems: ProblemList) {
  return (
    optional(block, 'completion', COMPLETION, problems) ?? {
      type: 'run' as const,
    }
  );
}

function calendarRule(calendars: readonly string[] | undefined) {
  return {
    expected: calendars?.length
      ? `a calendar of the config: ${calendars.join(', ')}`
      : 'the name of a calendar of the config, in pipelines.calendars',
    read: (value: unknown) =>
      typeof value === 'string' &&
      /\S/.test(value) &&
      (!calendars || calendars.includes(value))
        ? value
        : undefined,
    hint: (value: unknown) => {
      const meant =
        typeof value === 'string' ? nearest(value, calendars ?? []) : undefined;
      return meant && `did you mean ${meant}?`;
    },
  };
}

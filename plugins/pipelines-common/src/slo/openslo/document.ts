import type { SloKind } from '../definition';

/** The version that is read and written. See https://github.com/OpenSLO/OpenSLO. */
export const OPEN_SLO_VERSION = 'openslo/v1';

/** `metricSource.type` of the indicators that we write: Sluice counts by itself, so there is no query in them. */
export const METRIC_SOURCE_TYPE = 'sluice';

/** What OpenSLO v1 has no words for stands in annotations with this prefix. */
export const OPEN_SLO_ANNOTATION_PREFIX = 'sluice.dev/slo-';

const annotation = (name: string) => `${OPEN_SLO_ANNOTATION_PREFIX}${name}`;

/** Annotations of every kind, by the field of the YAML form that they hold. */
export const COMMON_ANNOTATIONS = {
  kind: annotation('kind'),
  owner: annotation('owner'),
  environment: annotation('environment'),
  /** As JSON. */
  selector: annotation('selector'),
} as const;

/** The entity whose SLO it is, as a full ref. */
export const ENTITY_ANNOTATION = annotation('entity');

/** Annotations of one kind, by the field of its block. Of `freshness` OpenSLO has words for the rest. */
export const BLOCK_ANNOTATIONS: Readonly<
  Record<SloKind, Readonly<Record<string, string>>>
> = {
  deadline: {
    time: annotation('deadline'),
    timezone: annotation('zone'),
    calendar: annotation('calendar'),
    dataThrough: annotation('data-through'),
    completion: annotation('completion'),
  },
  duration: {
    max: annotation('max'),
    completion: annotation('completion'),
    from: annotation('from'),
    to: annotation('to'),
  },
  freshness: { datasets: annotation('datasets') },
  success: { within: annotation('within') },
  completeness: { within: annotation('within') },
  correctness: { tests: annotation('tests') },
};

type Metric = { metricSource: { type: string; spec: Record<string, string> } };

/**
 * An SLO as {@link toOpenSlo} writes it: an object of OpenSLO v1 with one time window and one objective.
 *
 * @public
 */
export type OpenSloDocument = {
  apiVersion: 'openslo/v1';
  kind: 'SLO';
  metadata: {
    name: string;
    displayName?: string;
    annotations: Record<string, string>;
  };
  spec: {
    description?: string;
    service: string;
    indicator: {
      metadata: { name: string };
      spec:
        | { thresholdMetric: Metric }
        | { ratioMetric: { counter: boolean; good: Metric; total: Metric } };
    };
    timeWindow: [
      | { duration: string; isRolling: true }
      | {
          duration: string;
          isRolling: false;
          calendar: { startTime: string; timeZone: string };
        },
    ];
    budgetingMethod: 'Occurrences' | 'Timeslices';
    objectives: [
      {
        op?: 'lt';
        value?: number;
        targetPercent: number;
        timeSliceTarget?: number;
        timeSliceWindow?: number | string;
      },
    ];
  };
};

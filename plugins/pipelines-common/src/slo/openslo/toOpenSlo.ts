import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { SloDefinition, SloWindow } from '../definition';
import { formatDuration } from '../duration';
import { writeSlo } from '../writeSlo';
import {
  BLOCK_ANNOTATIONS,
  COMMON_ANNOTATIONS,
  ENTITY_ANNOTATION,
  METRIC_SOURCE_TYPE,
  OPEN_SLO_VERSION,
  type OpenSloDocument,
} from './document';

/**
 * Writes an SLO as an object of OpenSLO v1, for other tools and for {@link fromOpenSlo}, which reads it back as the same
 * definition.
 *
 * Freshness becomes `Timeslices` over a threshold in seconds, all else `Occurrences` of good among total. What OpenSLO has
 * no words for (deadline, zone, dataThrough, calendar, completion, selector, …) stands in annotations `sluice.dev/slo-*`.
 * The indicator names Sluice as its source, because there is no query behind it. A calendar window gets a start in
 * January, which any month or quarter is a whole number of periods away from.
 *
 * @param options - `entityRef`: full ref of the entity whose SLO it is; its name becomes the `service`
 * @throws TypeError if `entityRef` is not an entity ref
 * @see https://github.com/OpenSLO/OpenSLO
 * @public
 */
export function toOpenSlo(
  definition: SloDefinition,
  options: { entityRef: string },
): OpenSloDocument {
  const { name, title, description } = definition;
  return {
    apiVersion: OPEN_SLO_VERSION,
    kind: 'SLO',
    metadata: {
      name,
      ...(title !== undefined && { displayName: title }),
      annotations: writeAnnotations(definition, options.entityRef),
    },
    spec: {
      ...(description !== undefined && { description }),
      service: parseEntityRef(options.entityRef).name,
      indicator: {
        metadata: { name },
        spec: writeIndicator(definition, options.entityRef),
      },
      timeWindow: [writeTimeWindow(definition.window)],
      budgetingMethod:
        definition.kind === 'freshness' ? 'Timeslices' : 'Occurrences',
      objectives: [writeObjective(definition)],
    },
  };
}

function writeAnnotations(
  definition: SloDefinition,
  entityRef: string,
): Record<string, string> {
  const written = writeSlo(definition);
  const block = (written[definition.kind] ?? {}) as JsonObject;
  const { selector } = written;
  const all: Array<[string, unknown]> = [
    [ENTITY_ANNOTATION, entityRef],
    [COMMON_ANNOTATIONS.kind, definition.kind],
    [COMMON_ANNOTATIONS.owner, written.owner],
    [COMMON_ANNOTATIONS.environment, written.environment],
    [COMMON_ANNOTATIONS.selector, selector && JSON.stringify(selector)],
    ...Object.entries(BLOCK_ANNOTATIONS[definition.kind]).map(
      ([field, annotation]): [string, unknown] => [
        annotation,
        // An annotation is one text.
        Array.isArray(block[field]) ? block[field].join(',') : block[field],
      ],
    ),
  ];
  return Object.fromEntries(
    all.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function writeIndicator(
  definition: SloDefinition,
  entityRef: string,
): OpenSloDocument['spec']['indicator']['spec'] {
  const metric = (count: string) => ({
    metricSource: {
      type: METRIC_SOURCE_TYPE,
      spec: { entityRef, slo: definition.name, count },
    },
  });
  return definition.kind === 'freshness'
    ? { thresholdMetric: metric('age-seconds') }
    : {
        ratioMetric: {
          counter: false,
          good: metric('good'),
          total: metric('total'),
        },
      };
}

function writeTimeWindow(
  window: SloWindow,
): OpenSloDocument['spec']['timeWindow'][0] {
  return window.type === 'rolling'
    ? { duration: `${window.days}d`, isRolling: true }
    : {
        duration: window.unit === 'month' ? '1M' : '1Q',
        isRolling: false,
        calendar: {
          startTime: '2026-01-01 00:00:00',
          timeZone: window.timezone,
        },
      };
}

function writeObjective(
  definition: SloDefinition,
): OpenSloDocument['spec']['objectives'][0] {
  if (definition.kind !== 'freshness') {
    return { targetPercent: definition.target };
  }
  const { maxSeconds, sliceSeconds } = definition.freshness;
  return {
    op: 'lt',
    value: maxSeconds,
    targetPercent: definition.target,
    // A slice is good as a whole or not at all.
    timeSliceTarget: 1,
    // OpenSLO has no seconds, but a number counts as minutes.
    timeSliceWindow:
      sliceSeconds % 60 === 0
        ? formatDuration(sliceSeconds)
        : sliceSeconds / 60,
  };
}

import type { JsonObject } from '@backstage/types';
import type { SloDefinition, SloSelector, SloWindow } from './definition';
import { formatDuration } from './duration';
import { writeCompletion } from './reading/completion';

/**
 * Writes an SLO as it stands in `spec.slos`: what {@link readSlos} reads back as the same definition.
 *
 * Keys come in one fixed order, so that a patch shows only what changed. What an SLO promises is written in full, even
 * where it is the default.
 *
 * @param inherited - what the entity says already (see {@link SloContext}): an owner or environment equal to it is left out
 * @returns values that JSON and YAML know
 * @public
 */
export function writeSlo(
  definition: SloDefinition,
  inherited?: { owner?: string; productionEnvironment?: string },
): JsonObject {
  const { owner, environment, selector } = definition;
  return defined({
    name: definition.name,
    kind: definition.kind,
    title: definition.title,
    description: definition.description,
    target: definition.target,
    window: writeWindow(definition.window),
    owner: owner === inherited?.owner ? undefined : owner,
    environment:
      environment === inherited?.productionEnvironment
        ? undefined
        : environment,
    [definition.kind]: writeBlock(definition),
    selector: selector && writeSelector(selector),
  });
}

function writeWindow(window: SloWindow): JsonObject {
  return window.type === 'rolling'
    ? { rolling: `${window.days}d` }
    : { calendar: window.unit, timezone: window.timezone };
}

function writeBlock(slo: SloDefinition): JsonObject {
  switch (slo.kind) {
    case 'deadline':
      return defined({
        time: slo.deadline.time,
        timezone: slo.deadline.timezone,
        calendar: slo.deadline.calendar,
        dataThrough: slo.deadline.dataThrough,
        completion: writeCompletion(slo.deadline.completion),
      });
    case 'duration':
      return defined({
        max: formatDuration(slo.duration.maxSeconds),
        completion: writeCompletion(slo.duration.completion),
        from: slo.duration.from,
        to: slo.duration.to,
      });
    case 'freshness':
      return defined({
        max: formatDuration(slo.freshness.maxSeconds),
        slice: formatDuration(slo.freshness.sliceSeconds),
        datasets: slo.freshness.datasets,
      });
    case 'success':
      return { within: formatDuration(slo.success.withinSeconds) };
    case 'completeness':
      return { within: formatDuration(slo.completeness.withinSeconds) };
    default:
      return defined({ tests: slo.correctness.tests });
  }
}

/** The singular keys that a selector has in YAML. @internal */
export function writeSelector(selector: SloSelector): JsonObject {
  return defined({
    type: selector.types,
    tier: selector.tiers,
    lifecycle: selector.lifecycles,
    classification: selector.classifications,
    name: selector.name,
  });
}

/** Without the fields that are undefined, which JSON doesn't know. */
function defined(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}

import { type SloDefinition, writeSlo } from '@sluice/plugin-pipelines-common';
import { stringify } from 'yaml';

/** How YAML is written for others: `06:00` is quoted, since it is a number to those who read YAML 1.1. @internal */
export const YAML_FOR_OTHERS = { compat: 'yaml-1.1', lineWidth: 0 } as const;

/** An SLO as it goes into the list of `spec.slos`. @param inherited - an owner equal to the entity's is left out @internal */
export function sloYaml(
  definition: SloDefinition,
  inherited?: { owner?: string },
): string {
  return stringify([writeSlo(definition, inherited)], YAML_FOR_OTHERS);
}

import { PIPELINES, type NorthstarPipeline } from '../fleet';

/** Where each release unit of Northstar is deployed to, in order. @internal */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

const members = new Map<string, NorthstarPipeline[]>();
for (const pipeline of PIPELINES) {
  const { releaseUnit } = pipeline;
  if (!releaseUnit) continue;
  members.set(releaseUnit, [...(members.get(releaseUnit) ?? []), pipeline]);
}

/** The names of all release units. @internal */
export const UNITS: readonly string[] = [...members.keys()].sort();

/** The pipelines that ship in a unit; empty if there is no such unit. @internal */
export function membersOf(unit: string): NorthstarPipeline[] {
  return members.get(unit) ?? [];
}

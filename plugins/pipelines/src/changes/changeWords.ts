import type { PipelineChange } from '@sluice/plugin-pipelines-common';

/** How far back a reader may look, as the API takes it. @internal */
export const LOOK_BACKS = ['24h', '3d', '7d', '14d'] as const;

/** One of {@link LOOK_BACKS}. @internal */
export type LookBack = (typeof LOOK_BACKS)[number];

/** So many changes are shown at first: more is a list, not an answer. @internal */
export const SHOWN_FIRST = 6;

/**
 * How long before the moment something changed, in seconds; never negative.
 *
 * @param before - the moment, ISO 8601
 * @internal
 */
export function secondsBefore(
  change: Pick<PipelineChange, 'at'>,
  before: string,
): number {
  return Math.max(0, (Date.parse(before) - Date.parse(change.at)) / 1000);
}

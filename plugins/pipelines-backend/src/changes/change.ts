import type { ChangeKind, ChangeReason } from '@sluice/plugin-pipelines-common';

/** Something that changed, in one pipeline. @internal */
export type Change = {
  kind: ChangeKind;
  /** When, or when it was first seen; ISO 8601 in UTC. */
  at: string;
  reason: ChangeReason;
  /** The id of the run that shows it. */
  run?: string;
  /** Where to see it at its source. */
  url?: string;
  /** The promotion that it was. */
  promotion?: number;
};

/** A pipeline in which something may have changed. @internal */
export type ChangeSubject = {
  pipelineId: number;
  /** Entity ref. */
  pipeline: string;
  /** The release unit that it ships with. */
  unit: string;
  environment: string;
  /** How many pipelines upstream of the one that is asked about; 0 is that one itself. */
  distance: number;
};

/** What is looked at: [from, before), ISO 8601 in UTC. @internal */
export type ChangeWindow = { from: string; before: string };

/**
 * Finds what changed of one kind. To have another kind looked for, add its kind to `ChangeKind` in the OpenAPI file,
 * its reasons to `ChangeReason`, and its reader in `createChanges`.
 *
 * @internal
 */
export interface ChangeReader {
  readonly kind: ChangeKind;
  /** In any order. */
  read(subject: ChangeSubject, window: ChangeWindow): Promise<Change[]>;
}

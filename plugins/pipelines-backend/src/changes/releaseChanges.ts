import type { Change } from './change';

/** Something that came to run, as promotions tell it. @internal */
export type DeployedRelease = {
  /** ISO 8601 in UTC. */
  at: string;
  how: 'deployed' | 'rolled-back' | 'unmanaged';
  promotionId?: number;
  /** As people call it. */
  before?: string;
  after?: string;
  /** Entity refs of the pipelines that it changed; undefined where that can't be told. */
  members?: string[];
  /** Entity refs of users, or what their commits say. */
  authors: string[];
};

const CODES = {
  deployed: 'release-deployed',
  'rolled-back': 'release-rolled-back',
  unmanaged: 'release-unmanaged',
} as const;

/**
 * Releases that came to run. One that is known to leave the pipeline as it was, though it ships with it, is left out.
 *
 * @param pipeline - entity ref
 * @internal
 */
export function releaseChanges(
  deployments: DeployedRelease[],
  pipeline: string,
): Change[] {
  return deployments
    .filter(({ members }) => members?.includes(pipeline) ?? true)
    .map(({ after, at, authors, before, how, members, promotionId }) => ({
      kind: 'release',
      at,
      reason: {
        code: CODES[how],
        at,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
        ...(authors.length > 0 && { people: authors }),
        ...(members && { pipelines: members }),
      },
      ...(promotionId !== undefined && { promotion: promotionId }),
    }));
}

import type { CommitRecord } from '../commits/commits';
import type { Change } from '../diff/entries';
import type { Manifests } from '../manifests/shapes';
import {
  membersOfCommit,
  membersOfDag,
  membersOfNode,
  membersOfPath,
  type Touched,
  type UnitMember,
} from './members';

/** Which pipelines of a unit a diff changes. @internal */
export type ChangedMembers = {
  /** Entity refs. All of the unit if it can't be told which. */
  members: string[];
  membersKnown: boolean;
  /** Why it can't be told. */
  membersReason?: string;
};

/** What is known beside the content. @internal */
export type DiffContext = {
  members: UnitMember[];
  /** Of the releases that are compared, the newer one first. */
  manifests: Manifests[];
  commits: Array<Pick<CommitRecord, 'members' | 'paths'>>;
  /** Whether these are all commits in between. */
  commitsComplete: boolean;
};

/** The pipelines that one change is about; undefined if that can't be told. @internal */
export function membersOfChange(
  { area, nature, place }: Change,
  { members, manifests }: Pick<DiffContext, 'members' | 'manifests'>,
): Touched {
  if (area === 'file' && nature === 'docs') return [];
  if (place === 'unit' || 'artifact' in place) return undefined;
  if ('dag' in place) return membersOfDag(place.dag, members);
  if ('node' in place) return membersOfNode(place.node, members, manifests);
  return membersOfPath(place.path, members, manifests);
}

/**
 * The pipelines that changes are about. Where one of the changes can't be placed, it is about all of the unit: who approves and what is
 * verified must rather be too much.
 *
 * @internal
 */
export function changedMembers(
  changes: Change[],
  context: DiffContext,
): ChangedMembers {
  const all = context.members.map(m => m.entityRef);
  if (changes.length === 0) return { members: [], membersKnown: true };
  if (all.length === 1) return { members: all, membersKnown: true };
  const found = new Set<string>();
  const unplaced: Change[] = [];
  for (const change of changes) {
    const touched = membersOfChange(change, context);
    if (!touched) unplaced.push(change);
    touched?.forEach(ref => found.add(ref));
  }
  const unknown = (membersReason: string) => ({
    members: all,
    membersKnown: false,
    membersReason,
  });
  const rest = unplaced.filter(change => change.area !== 'artifact');
  if (rest.length > 0) return unknown(reasonOf(rest[0]));
  if (unplaced.length > 0) {
    const byCommits = membersOfCommits(context);
    if (!byCommits) return unknown(reasonOf(unplaced[0]));
    byCommits.forEach(ref => found.add(ref));
  }
  if (found.size === 0) {
    return unknown('No pipeline of the unit is named by what changes');
  }
  return { members: [...found].sort(), membersKnown: true };
}

function membersOfCommits(context: DiffContext): Touched {
  const { commits, commitsComplete, manifests, members } = context;
  if (!commitsComplete || commits.length === 0) return undefined;
  const found = new Set<string>();
  for (const commit of commits) {
    const touched = membersOfCommit(commit, members, manifests);
    if (!touched) return undefined;
    touched.forEach(ref => found.add(ref));
  }
  return [...found];
}

function reasonOf({ area, place, title }: Change): string {
  if (area === 'artifact') {
    return `${title} changed, and neither files nor commits say for which pipeline`;
  }
  return place === 'unit'
    ? `${title} is of the whole unit`
    : `It can't be told which pipeline ${title} belongs to`;
}

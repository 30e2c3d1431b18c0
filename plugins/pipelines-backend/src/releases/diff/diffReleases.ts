import type { ReleaseDiffFacts } from '@sluice/plugin-pipelines-common';
import { readManifests } from '../manifests/manifests';
import type { Manifests } from '../manifests/shapes';
import {
  type ChangedMembers,
  changedMembers,
  type DiffContext,
  membersOfChange,
} from '../members/touched';
import { diffDags } from './dags';
import { diffDbt } from './dbt';
import {
  type Content,
  diffArtifacts,
  diffConfig,
  diffFiles,
  diffInfrastructure,
  diffMigrations,
  diffOpaque,
} from './delivery';
import type { Change, DiffEntry } from './entries';
import { factsOf } from './facts';
import { diffSchemas } from './schemas';

/** What is different, as people read it, and as a machine decides by it. @internal */
export type ContentDiff = ChangedMembers & {
  /** What matters most first. Empty if nothing is different. */
  entries: DiffEntry[];
  facts: ReleaseDiffFacts;
};

/**
 * What would be different with another release: what comes with `to`, and what goes with `base`.
 *
 * @param base - undefined if nothing runs yet
 * @internal
 */
export function diffReleases(
  base: Content | undefined,
  to: Content,
  context: Omit<DiffContext, 'manifests'>,
): ContentDiff {
  const [before, after] = [
    readManifests(base?.manifests ?? {}),
    readManifests(to.manifests),
  ];
  const manifests = [after.known, before.known];
  const changes = allChanges(base, to, before, after);
  const filesKnown = Boolean(before.known.files && after.known.files);
  // Bytes of an archive differ with each build; its files say whether anything did.
  const counted = changes.filter(
    change =>
      !(filesKnown && change.area === 'artifact' && change.sign === '~'),
  );
  const which = changedMembers(counted.length > 0 ? counted : changes, {
    ...context,
    manifests,
  });
  const sox = new Set(
    context.members.filter(m => m.isSox).map(m => m.entityRef),
  );
  return {
    ...which,
    entries: [
      ...changes.map(change => entryOf(change, { ...context, manifests })),
      ...unchanged(changes, manifests),
    ],
    facts: factsOf(
      counted,
      which.members.some(ref => sox.has(ref)),
    ),
  };
}

type Read = ReturnType<typeof readManifests>;

function allChanges(
  base: Content | undefined,
  to: Content,
  before: Read,
  after: Read,
): Change[] {
  const opaque = new Set([...before.others, ...after.others]);
  // Understood on one side alone, it can't be compared.
  const pick = <K extends keyof Manifests>(name: K): Array<Manifests[K]> =>
    opaque.has(name)
      ? [undefined, undefined]
      : [before.known[name], after.known[name]];
  const dbt = diffDbt(...(pick('dbt') as Parameters<typeof diffDbt>));
  return [
    ...diffMigrations(base, to),
    ...diffDags(...(pick('dags') as Parameters<typeof diffDags>)),
    ...dbt,
    ...diffSchemas(...(pick('schemas') as Parameters<typeof diffSchemas>)),
    ...diffConfig(base, to),
    ...diffInfrastructure(
      ...(pick('infrastructure') as Parameters<typeof diffInfrastructure>),
    ),
    ...diffOpaque(base, to, opaque),
    ...unexplained(
      diffFiles(...(pick('files') as Parameters<typeof diffFiles>)),
      dbt,
      [before.known, after.known],
    ),
    ...diffArtifacts(base, to),
  ];
}

/** Files of which the nodes of dbt don't say already what changed in them. */
function unexplained(
  files: Change[],
  dbt: Change[],
  manifests: Manifests[],
): Change[] {
  const explained = new Set<string>();
  for (const { place } of dbt) {
    if (place === 'unit' || !('node' in place)) continue;
    for (const { dbt: project } of manifests) {
      const node = project?.nodes[place.node];
      if (node?.path) explained.add(node.path);
      if (node?.patch_path) explained.add(node.patch_path);
    }
  }
  return files.filter(({ title }) => !explained.has(title));
}

function entryOf(change: Change, context: DiffContext): DiffEntry {
  const { nature, place, ...entry } = change;
  const touched = membersOfChange(change, context);
  return touched?.length === 1 ? { ...entry, member: touched[0] } : entry;
}

const AREAS: Array<{
  area: DiffEntry['area'];
  name: string;
  manifest?: keyof Manifests;
}> = [
  { area: 'dag', name: 'DAGs', manifest: 'dags' },
  { area: 'dbt', name: 'dbt', manifest: 'dbt' },
  { area: 'schema', name: 'schemas', manifest: 'schemas' },
  {
    area: 'infrastructure',
    name: 'infrastructure',
    manifest: 'infrastructure',
  },
  { area: 'config', name: 'config' },
  { area: 'migration', name: 'migrations' },
];

/** One line for all that was described and is as it was. */
function unchanged(changes: Change[], manifests: Manifests[]): DiffEntry[] {
  if (changes.length === 0) return [];
  const names = AREAS.filter(
    ({ area, manifest }) =>
      changes.every(change => change.area !== area) &&
      (!manifest || manifests.every(each => each[manifest])),
  ).map(({ name }) => name);
  if (names.length === 0) return [];
  const title = names.join(', ');
  return [
    {
      area: 'unit',
      sign: '=',
      title: title[0].toLocaleUpperCase('en-US') + title.slice(1),
      detail: 'no change',
      impact: 'non-breaking',
    },
  ];
}

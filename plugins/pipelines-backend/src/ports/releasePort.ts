import type { Releases } from '../releases';
import type { ReleaseReader } from '../promotions';

/** A later release says by its commits that it takes back or mends what came before. */
const MENDS = /\b(revert|reverts|fix|fixes|hotfix)\b/i;

/** What promotions ask of releases. @internal */
export function releasePort({
  commits,
  diffs,
  reads,
}: Pick<Releases, 'commits' | 'diffs' | 'reads'>): ReleaseReader {
  return {
    find: (id, db) => reads.find(id, db),
    findByDigest: (digest, db) => reads.findByDigest(digest, db),
    ofUnit: (unit, limit, db) => reads.ofUnit(unit, limit, db),
    evidence: (id, db) => reads.evidence(id, db),
    checkArtifact: digest => reads.checkArtifact(digest),
    async mends(later, _bad, db) {
      const changes = await commits.changes(later.id, db);
      return changes?.commits.some(each => MENDS.test(each.title)) ?? false;
    },
    async change(from, to) {
      const diff = await diffs.diff(from?.id, to.id);
      return {
        members: diff.membersKnown ? diff.members : undefined,
        authorsComplete: diff.commitsComplete,
        authors: diff.authors.map(({ email, ref, shas }) => ({
          email,
          ref,
          commits: shas.length,
        })),
        destructiveDdl: diff.facts.destructiveDdl
          ? diff.entries
              .filter(each => each.area === 'migration')
              .map(each => each.title)
          : [],
        facts: diff.facts,
      };
    },
  };
}

import { canonicalJson, sha256 } from '../../canonical/digest';
import type { ReleaseReader } from '../ports';
import type { UnitStore } from '../units/UnitStore';
import {
  type BuiltInGate,
  fail,
  notApplicable,
  pass,
  unknown,
} from './gateContext';

/** The content of the release is what its digest says, and it isn't retired. @internal */
export function digestGate(): BuiltInGate {
  return {
    name: 'digest',
    title: 'Release is what it was',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: true,
    async evaluate({ release }) {
      if (release.state === 'Retired') {
        return fail(`The release was retired: ${release.retiredReason}`);
      }
      const digest = sha256(canonicalJson(release.content));
      return digest === release.releaseDigest
        ? pass(`Digest ${digest.slice(0, 12)}`)
        : fail(
            `The stored content has the digest ${digest.slice(
              0,
              12,
            )}, but was registered as ${release.releaseDigest.slice(0, 12)}`,
          );
    },
  };
}

/** Each kind of evidence that the policy requires is there, about this commit and digest, and nothing failed. @internal */
export function evidenceGate(releases: ReleaseReader): BuiltInGate {
  return {
    name: 'evidence',
    title: 'Required evidence',
    class: 'integrity',
    // Files at rest may be changed or lost while an approval waits.
    isLive: true,
    timeoutSeconds: 30,
    forRollback: false,
    async evaluate({ evidence, requirements }) {
      if (requirements.evidence.length === 0) {
        return notApplicable('The policy requires none here');
      }
      const problems: string[] = [];
      const good: string[] = [];
      let isUnknown = false;
      for (const kind of requirements.evidence) {
        const ofKind = evidence.filter(each => each.kind === kind);
        const newest = ofKind.at(-1);
        if (!newest) {
          isUnknown = true;
          problems.push(`${kind} is missing`);
        } else if (newest.verdict !== 'pass') {
          isUnknown ||= newest.verdict === 'unknown';
          problems.push(
            newest.verdict === 'fail'
              ? `${kind}: ${newest.failures} of ${newest.checks} failed`
              : `${kind}: ${newest.reason ?? 'unknown'}`,
          );
        } else {
          try {
            await releases.checkArtifact(newest.fileDigest);
            good.push(`${kind}: ${newest.checks} passed`);
          } catch (error) {
            problems.push(`${kind}: ${(error as Error).message}`);
          }
        }
      }
      if (problems.length === 0) return pass(good.join(' · '));
      const hasFailed = evidence.some(
        each =>
          requirements.evidence.includes(each.kind) && each.verdict === 'fail',
      );
      return isUnknown && !hasFailed
        ? unknown(problems.join(' · '))
        : fail(problems.join(' · '));
    },
  };
}

/** The release isn't quarantined in this environment. @internal */
export function quarantineGate(units: UnitStore): BuiltInGate {
  return {
    name: 'quarantine',
    title: 'Not quarantined',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: true,
    async evaluate({ database, question, release }) {
      const found = (
        await units.quarantines(question.target.unit, database)
      ).find(each => each.releaseId === release.id);
      return found
        ? fail(`Quarantined since ${found.setAt}: ${found.reason}`)
        : pass('Not quarantined');
    },
  };
}

/** Somebody says who wrote what is promoted: those can't approve it. @internal */
export function authorsGate(): BuiltInGate {
  return {
    name: 'authors',
    title: 'Authors are known',
    class: 'integrity',
    isLive: false,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ baseline, change }) {
      if (!baseline) {
        return notApplicable(
          'The first release here: there is no range of commits',
        );
      }
      return change.authorsComplete
        ? pass(
            change.authors.length === 0
              ? 'No commits in between'
              : `${change.authors.length} since the baseline: ${change.authors
                  .map(each => each.ref ?? each.email)
                  .join(', ')}`,
          )
        : unknown(
            'A release since the baseline came without its commits, so nobody can say who must not approve: register it again with `commits`',
          );
    },
  };
}

/** No migration destroys data. @internal */
export function destructiveDdlGate(): BuiltInGate {
  return {
    name: 'destructive-ddl',
    title: 'No destructive DDL',
    class: 'integrity',
    isLive: false,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ change, release }) {
      if (release.content.migrations.length === 0) {
        return notApplicable('No migrations');
      }
      return change.destructiveDdl.length === 0
        ? pass(`${release.content.migrations.length} migrations, none destroys`)
        : fail(`Destroys data: ${change.destructiveDdl.join(', ')}`);
    },
  };
}

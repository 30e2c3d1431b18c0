import type { JsonObject } from '@backstage/types';
import type { DeployStep, RollbackClass } from '@sluice/plugin-pipelines-node';
import { digestOf } from '../canonical/digest';

/**
 * All that an approval of a promotion is bound to, and nothing that changes by itself: live findings are shown and kept with the votes
 * instead.
 *
 * @internal
 */
export type SubjectParts = {
  releaseDigest: string;
  /** Resolved, non-secret values for the environment. */
  config: JsonObject;
  unit: string;
  environment: string;
  /** What the ledger says runs there; null on a first release. */
  baseline: string | null;
  deployer: string;
  steps: DeployStep[];
  migrations: Array<{ id: string; digest: string }>;
  rollbackClass: RollbackClass;
  /** Digests of the evidence that gates rested on. */
  evidence: string[];
  policyVersion: string;
  kind: 'promote' | 'rollback' | 'redeploy';
  lane: 'normal' | 'hotfix';
};

/**
 * The subject of a promotion: what `subjectHash = sha256(JCS(subject))` is over.
 *
 * @internal
 */
export function promotionSubject(parts: SubjectParts): {
  subject: JsonObject;
  hash: string;
} {
  const { config, evidence, steps, ...rest } = parts;
  const subject: JsonObject = {
    ...rest,
    migrations: rest.migrations.map(({ digest, id }) => ({ id, digest })),
    configDigest: digestOf(config),
    // Their order says nothing, that of steps does.
    evidence: [...new Set(evidence)].sort(),
    steps: steps.map(({ name, timeoutSeconds, title }) => ({
      name,
      title,
      timeoutSeconds,
    })),
  };
  return { subject, hash: digestOf(subject) };
}

import type { AdoptionLevel } from '@sluice/plugin-pipelines-common';
import type { Artifact, ReleaseContent } from './content';
import type { EvidenceFormat } from './evidence/readEvidence';

/** What ships as one artifact. @internal */
export type UnitRecord = {
  name: string;
  adoptionLevel: AdoptionLevel;
  /** Of its newest release. */
  lastSequence: number;
  version: number;
  createdAt: string;
};

/** A release. @internal */
export type ReleaseRecord = {
  id: number;
  unit: string;
  sequence: number;
  releaseDigest: string;
  commit: string;
  label: string | null;
  content: ReleaseContent;
  /** `attested`: the unit ran it before Sluice knew the unit, so nobody registered it and nothing shows what it is made of. */
  origin: 'registered' | 'attested';
  state: 'Sealed' | 'Retired';
  version: number;
  registeredBy: string;
  registeredAt: string;
  retiredAt: string | null;
  retiredReason: string | null;
  artifacts: Artifact[];
};

/** A report about a release. @internal */
export type EvidenceRecord = {
  id: number;
  releaseId: number;
  kind: string;
  format: EvidenceFormat;
  name: string;
  verdict: 'pass' | 'fail' | 'unknown';
  reason: string | null;
  checks: number;
  failures: number;
  failing: string[];
  commit: string;
  releaseDigest: string;
  fileDigest: string;
  sizeBytes: number;
  addedBy: string;
  addedAt: string;
};

/** The existing CI put a release into an environment. @internal */
export type DeploymentRecord = {
  id: number;
  unit: string;
  environment: string;
  releaseId: number;
  deployedAt: string;
  recordedBy: string;
  recordedAt: string;
  runUrl: string | null;
};

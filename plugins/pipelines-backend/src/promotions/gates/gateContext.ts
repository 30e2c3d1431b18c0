import type {
  DeployChange,
  Deployer,
  GateFinding,
  GateQuestion,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { EvidenceRecord, ReleaseRecord } from '../../releases';
import type { Reach } from '../plan/Reach';
import type { Member, ReleaseChange, Requirements } from '../ports';
import type { PromotionRecord } from '../records';

/** What our own gates look at. @internal */
export type GateContext = {
  question: GateQuestion;
  requirements: Requirements;
  release: ReleaseRecord;
  baseline: ReleaseRecord | undefined;
  evidence: EvidenceRecord[];
  change: ReleaseChange;
  members: Member[];
  deployer: Deployer;
  deployChange: DeployChange;
  incidentId: number | null;
  requestedBy: string;
  /** How long deploying and verifying usually takes; 90th percentile, in seconds. */
  usualSeconds: number;
  /** The last promotions of the unit into the environment, the newest first. */
  past: PromotionRecord[];
  /** @throws if the catalog can't be asked */
  reach(): Promise<Reach>;
  database: Knex;
};

/** One of our own gates. @internal */
export type BuiltInGate = {
  name: string;
  title: string;
  class: 'integrity' | 'risk';
  isLive: boolean;
  timeoutSeconds: number;
  /** Whether a rollback is checked by it. All of integrity but what speaks of going forward. */
  forRollback: boolean;
  evaluate(
    context: GateContext,
    signal: AbortSignal,
  ): Promise<GateFinding | GateFinding[]>;
};

/** It is as it has to be. @internal */
export const pass = (summary: string, evidence?: GateFinding['evidence']) =>
  ({ verdict: 'pass', summary, evidence } satisfies GateFinding);
/** It is not. @internal */
export const fail = (summary: string, evidence?: GateFinding['evidence']) =>
  ({ verdict: 'fail', summary, evidence } satisfies GateFinding);
/** What it needs cannot be read. @internal */
export const unknown = (summary: string, evidence?: GateFinding['evidence']) =>
  ({ verdict: 'unknown', summary, evidence } satisfies GateFinding);
/** There is nothing to check yet; the summary says why. @internal */
export const notApplicable = (summary: string) =>
  ({ verdict: 'not-applicable', summary } satisfies GateFinding);

import type { AdoptionLevel } from '@sluice/plugin-pipelines-common';
import type { ActualState } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type {
  DiffFacts,
  PolicyMember as Member,
  PolicyQuestion,
  Requirements,
  TemplateUses,
  WindowState as WindowStanding,
} from '../policies';
import type { EvidenceRecord, ReleaseRecord } from '../releases';

/*
 * What promotions need of others, as narrow as they need it. The wiring joins these with the contexts that have it; tests and the minimal
 * process that is killed in `npm run chaos` bring their own.
 */

export type {
  Member,
  PolicyQuestion,
  Requirements,
  TemplateUses,
  WindowStanding,
};

/** A template of the policy that covers a change, so that nobody has to approve it. @internal */
export type StandardChange = {
  template: string;
  /** Of the template as it is now: one that is changed begins anew. */
  digest: string;
  reason: string;
  /** How many changes it covered, with this one. */
  use: number;
};

/** What a policy says of what goes through without its approvals, or with fewer. @internal */
export type PolicyException = {
  /** Entity refs of users and groups; undefined if nobody may. */
  breakGlass: { from: string[]; maxMinutes: number } | undefined;
  reviewBy: string;
};

/** The policy in force. @internal */
export interface PolicyReader {
  /** The digest of what is in force. */
  version(db: Knex): Promise<string>;
  requirements(question: PolicyQuestion, db: Knex): Promise<Requirements>;
  windowAt(
    question: PolicyQuestion,
    at: string,
    db: Knex,
  ): Promise<WindowStanding>;
  /**
   * The template for standard changes that covers a change.
   *
   * @param of - `facts` of its diff; `failureRate` of the unit's last changes; `uses` of each template so far, by its digest
   */
  standardChange(
    of: {
      question: PolicyQuestion;
      facts: DiffFacts;
      failureRate: number | undefined;
      uses: ReadonlyMap<string, TemplateUses>;
      at: string;
    },
    db: Knex,
  ): Promise<StandardChange | undefined>;
  /** Who may break the glass, and how long that lasts, if anybody may; by when what went through without its approvals has to be reviewed. */
  exception(at: string, db: Knex): Promise<PolicyException>;
}

/** Releases and their evidence. @internal */
export interface ReleaseReader {
  find(id: number, db: Knex): Promise<ReleaseRecord | undefined>;
  findByDigest(digest: string, db: Knex): Promise<ReleaseRecord | undefined>;
  /** Of a unit, the newest first. */
  ofUnit(unit: string, limit: number, db: Knex): Promise<ReleaseRecord[]>;
  evidence(releaseId: number, db: Knex): Promise<EvidenceRecord[]>;
  /** @throws if the bytes aren't there, or were changed at rest */
  checkArtifact(fileDigest: string): Promise<void>;
  /** Whether a later release says that it reverts or fixes a bad one, so that it may be promoted. */
  mends(later: ReleaseRecord, bad: ReleaseRecord, db: Knex): Promise<boolean>;
  /** What changes from one release to another, and who wrote it. */
  change(
    from: ReleaseRecord | undefined,
    to: ReleaseRecord,
  ): Promise<ReleaseChange>;
}

/** What lies between two releases. @internal */
export type ReleaseChange = {
  /** Entity refs of the members that change; undefined if it can't be told: then all do. */
  members: string[] | undefined;
  /** Whether anybody says who wrote each commit in between. */
  authorsComplete: boolean;
  authors: Array<{ email: string; ref?: string; commits: number }>;
  destructiveDdl: string[];
  /** For standard changes. */
  facts: DiffFacts;
};

/** A run of a member since a deployment. @internal */
export type MemberRun = {
  member: string;
  runId: string;
  /** `success` and `failed` have ended for good. */
  state: 'success' | 'failed' | 'running';
  /** When it started. */
  startedAt: string;
  endedAt?: string;
  scheduled: boolean;
  /** What it says that it ran, as its source names it; undefined where it doesn't say. */
  version?: string;
};

/** A promise that a member missed. @internal */
export type MemberMiss = {
  member: string;
  slo: string;
  at: string;
  /** Whose fault it was: of the member itself, of something upstream, or nobody can tell. */
  cause: 'self' | 'upstream' | 'unknown';
  upstream?: string;
};

/** What became of members after a deployment. @internal */
export interface MemberHealth {
  runsSince(
    members: string[],
    environment: string,
    since: string,
  ): Promise<MemberRun[]>;
  missesSince(
    members: string[],
    environment: string,
    since: string,
  ): Promise<MemberMiss[]>;
}

/** The pipelines of a unit. @internal */
export interface UnitMembers {
  of(unit: string): Promise<Member[]>;
  all(): Promise<Map<string, Member[]>>;
}

/** Tells people what they have to know. @internal */
export interface Pager {
  page(message: {
    key: string;
    title: string;
    description: string;
    severity: 'critical' | 'high' | 'normal' | 'low';
    recipients: string[];
    link: string;
  }): Promise<void>;
}

/** How a pipeline stands against its promises, as far as gates and the blast radius show it. @internal */
export type MemberStanding = {
  entityRef: string;
  title?: string;
  owner?: string;
  sloStatus?: string;
  /** Of its error budget, as a share of 1; may be negative. */
  budgetRemaining?: number;
  nextDeadline?: string;
  timezone?: string;
  slo?: string;
  /** When its data is expected, 90th percentile. */
  expectedAt?: string;
};

/** Where pipelines stand. @internal */
export interface StandingReader {
  of(entityRefs: string[], db: Knex): Promise<MemberStanding[]>;
}

/** What is downstream. @internal */
export interface DownstreamReader {
  /** @throws if the catalog can't be asked */
  downstream(entityRefs: string[]): Promise<{
    pipelines: Array<{ entityRef: string; hops: number }>;
    datasets: number;
    /** False where there may be more than is known. */
    isComplete: boolean;
    reason?: string;
  }>;
}

/** Open incidents. @internal */
export interface IncidentReader {
  openOn(
    entityRefs: string[],
    db: Knex,
  ): Promise<Array<{ id: number; title: string; openedAt: string }>>;
  find(
    id: number,
    db: Knex,
  ): Promise<
    | {
        id: number;
        title: string;
        openedAt: string;
        isOpen: boolean;
        members: string[];
      }
    | undefined
  >;
}

/** How far units are under Sluice. @internal */
export interface UnitAdoption {
  levels(): Promise<Map<string, AdoptionLevel>>;
  setLevel(
    unit: string,
    level: AdoptionLevel,
    how: { by: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<void>;
  /** Makes what runs a release, attested if it is none. @returns undefined where nothing runs */
  adopt(
    adoption: {
      unit: string;
      environment: string;
      state: ActualState;
      actor: string;
    },
    tx: Knex.Transaction,
  ): Promise<ReleaseRecord | undefined>;
}

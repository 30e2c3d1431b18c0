import type {
  SloDefinition,
  SloStatus,
  VerdictState,
} from '@sluice/plugin-pipelines-common';
import type { Budget } from './budget';
import type { BurnReading } from './burnRate';
import type { ExhaustionForecast } from './exhaustion';
import type { DateRange } from './sloWindow';
import type { Tally } from './tally';
import type { Verdict } from './verdicts';

/** Where a definition comes from: its entity, or the defaults of the config. @internal */
export type SloOrigin = 'entity' | 'default';

/** A definition to keep. @internal */
export type SloToPut = {
  /** The entity that makes the promise. */
  entityRef: string;
  origin: SloOrigin;
  owner: string;
  definition: SloDefinition;
};

/** How a version of a definition differs from the one before it. @internal */
export type SloChange =
  | 'created'
  | 'tightened'
  | 'loosened'
  | 'changed'
  | 'removed'
  | 'restored';

/** What an SLO promised from when on. @internal */
export type SloVersion = {
  id: number;
  sloId: number;
  validFrom: string;
  /** Percent. */
  target: number;
  definition: SloDefinition;
  change: SloChange;
};

/** The occurrence that is due next. @internal */
export type NextDue = {
  dueAt: string;
  localDate: string;
  /** Half of the comparable runs were done by then. */
  expectedAt?: string;
  /** Nine of ten comparable runs were done by then. */
  latestAt?: string;
  willMiss?: boolean;
  /** How often forecasts of this SLO came true, 0 to 1; undefined while none has shown. */
  hitRate?: number;
};

/** Where an SLO stands. @internal */
export type SloStanding = {
  budget: Budget;
  /** Bad ones of the window without what people decided. */
  rawBad: number;
  /** The window that the budget is about. */
  window: DateRange;
  next?: NextDue;
  /** When the budget will be spent if things go on as they do. */
  exhaustion?: ExhaustionForecast;
  /** The alerts on the rate at which the budget is spent that fire. */
  burning?: BurnReading[];
  /** How many of its pipelines read from a source that is silent although it normally isn't at this time. */
  silent?: number;
  /** Which they are. */
  silentPipelines?: number[];
  /** Which of its pipelines were bad lately, while alerts fire. */
  burningPipelines?: number[];
  /** Bad ones of the window that never came. */
  missing?: number;
  /** Freshness that rests on how far consumers are behind alone. */
  lagAlone?: boolean;
  /** What it would be by the promise before it was loosened, while nobody has confirmed that. */
  unconfirmed?: UnconfirmedLoosening;
  evaluatedAt: string;
};

/** A promise that was loosened, and what it was. @internal */
export type UnconfirmedLoosening = {
  /** The decision that waits for people. */
  decisionId: number;
  /** When the looser definition was first read, ISO 8601 in UTC. */
  since: string;
  before: SloDefinition;
  /** By the target of before, and with what only counts as good since. */
  budget: Budget;
  /** So many are good by the looser limit alone; undefined where that can't be told from what is kept. */
  forgiven?: number;
};

/** A stored SLO. @internal */
export type SloRecord = {
  id: number;
  entityRef: string;
  name: string;
  origin: SloOrigin;
  owner: string;
  definition: SloDefinition;
  digest: string;
  createdAt: string;
  removedAt: string | null;
  status: SloStatus;
  statusRank: number;
  standing: SloStanding | undefined;
  recheckAt: string;
};

/** A pipeline that an SLO is about. @internal */
export type SloMember = {
  sloId: number;
  pipelineId: number;
  /** Occurrences before this aren't expected. */
  activeFrom: string;
  /** Up to when its occurrences were judged; "" before the first time. */
  judgedThrough: string;
};

/** What a verdict rests on. @internal */
export type VerdictEvidence = Verdict['evidence'];

/** What became of one occurrence. @internal */
export type VerdictRecord = {
  id: number;
  sloId: number;
  pipelineId: number;
  /** The local date of a deadline, or the end of an interval. */
  occurrence: string;
  dueAt: string;
  localDate: string;
  state: VerdictState;
  rawState: VerdictState;
  arrivedAt: string | null;
  /** Positive is early. */
  marginSeconds: number | null;
  rescued: boolean;
  final: boolean;
  evidence: VerdictEvidence;
};

/** A verdict to write. @internal */
export type VerdictToPut = Omit<VerdictRecord, 'id'>;

/** The counts of a local day. @internal */
export type SloDay = Tally & {
  date: string;
  /** Those of the bad ones that never came. */
  missing: number;
  /** Bad ones without what people decided. */
  rawBad: number;
};

/** What people decided about an SLO. @internal */
export type SloDecision = {
  id: number;
  sloId: number;
  kind: 'loosened-target' | 'exclusion' | 'quarantine';
  fromAt: string;
  toAt: string;
  reason: string;
  decidedBy: string;
  decidedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  idempotencyKey: string | null;
  /** The request for approval that decides; null where an older version of this plugin asked. */
  approvalId: number | null;
};

import type { ApiSchema } from './client';
import type { paths } from './generated/openapi';

/** What came of a check of one pipeline. @public */
export type CheckState = ApiSchema<'CheckState'>;
/** How much it takes to pass a check. @public */
export type CheckEffort = ApiSchema<'CheckEffort'>;
/** What a check asks of its fact. @public */
export type CheckCondition = ApiSchema<'CheckCondition'>;
/** What is known of a fact. @public */
export type FactValue = ApiSchema<'FactValue'>;
/** Ordered levels of checks over facts, with how many pipelines stand where. @public */
export type Scorecard = ApiSchema<'Scorecard'>;
/** A check of a scorecard, with its fact. @public */
export type ScorecardCheck = ApiSchema<'ScorecardCheck'>;
/** All scorecards. @public */
export type ScorecardList = ApiSchema<'ScorecardList'>;
/** Owners by checks. @public */
export type ScorecardMatrix = ApiSchema<'ScorecardMatrix'>;
/** Where an owner stands on a scorecard. @public */
export type OwnerStanding = ApiSchema<'OwnerStanding'>;
/** How often a check came out in each way. @public */
export type CheckCount = ApiSchema<'CheckCount'>;
/** An owner whose mean level changed. @public */
export type Mover = ApiSchema<'Mover'>;
/** How many pipelines stood where at the end of a day. @public */
export type LevelDay = ApiSchema<'LevelDay'>;
/** What came of one check of one pipeline, with its evidence. @public */
export type CheckOutcome = ApiSchema<'CheckOutcome'>;
/** Where a pipeline stands on a scorecard. @public */
export type PipelineStanding = ApiSchema<'PipelineStanding'>;
/** A page of standings. @public */
export type ScorecardResultPage = ApiSchema<'ScorecardResultPage'>;
/** That a pipeline has another level than before, and why. @public */
export type LevelChange = ApiSchema<'LevelChange'>;
/** A page of changes of levels. @public */
export type LevelChangePage = ApiSchema<'LevelChangePage'>;
/** Where an owner stands on every scorecard. @public */
export type OwnerScorecards = ApiSchema<'OwnerScorecards'>;
/** A check that would move pipelines of an owner up. @public */
export type ScorecardToDo = ApiSchema<'ToDo'>;
/** An owner's month. @public */
export type OwnerMonth = ApiSchema<'OwnerMonth'>;
/** A check that owners agreed to pass until a date. @public */
export type Campaign = ApiSchema<'Campaign'>;
/** A campaign with the pipelines that are left. @public */
export type CampaignDetail = ApiSchema<'CampaignDetail'>;
/** That a pipeline needn't pass a check for a while. @public */
export type Exemption = ApiSchema<'Exemption'>;
/** What became of an exemption. @public */
export type ExemptionState = ApiSchema<'ExemptionState'>;
/** A page of exemptions. @public */
export type ExemptionPage = ApiSchema<'ExemptionPage'>;
/** An exemption to ask for. @public */
export type ExemptionToRequest = ApiSchema<'ExemptionToRequest'>;
/** Query of `GET /scorecards/{scorecardId}/results`. @public */
export type ScorecardResultsQuery = NonNullable<
  paths['/scorecards/{scorecardId}/results']['get']['parameters']['query']
>;
/** Query of `GET /scorecards/{scorecardId}/changes`. @public */
export type LevelChangesQuery = NonNullable<
  paths['/scorecards/{scorecardId}/changes']['get']['parameters']['query']
>;
/** Query of `GET /exemptions`. @public */
export type ExemptionsQuery = NonNullable<
  paths['/exemptions']['get']['parameters']['query']
>;

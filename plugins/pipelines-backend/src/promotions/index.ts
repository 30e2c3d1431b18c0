/*
 * Promotions: the one door to production. Plan, gates, approval, deployment, verification, rollback, and what runs where. The other contexts
 * use what is exported here, never the tables.
 */
export { createPromotions, type Promotions } from './createPromotions';
export { readPromotionsConfig, type PromotionsConfig } from './config';
export type { PromotionService, Requester } from './PromotionService';
export type * from './ports';
export { BUILT_IN_GATES } from './gates/builtInGates';
export { apiHold, apiUnmanagedChange } from './apiPromotion';
export type { Reader } from './PromotionQueries';
export { engineStanding, type EngineStanding } from './EngineStanding';
export type { Deployment } from './units/DeploymentHistory';

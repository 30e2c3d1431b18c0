/*
 * Promotions: the one door to production. Plan, gates, approval, deployment, verification, rollback, and what runs where. The other contexts
 * use what is exported here, never the tables.
 */
export {
  createPromotions,
  PROMOTIONS_DEFAULTS,
  type Promotions,
  type PromotionsConfig,
} from './createPromotions';
export type { PromotionService, Requester } from './PromotionService';
export type * from './ports';

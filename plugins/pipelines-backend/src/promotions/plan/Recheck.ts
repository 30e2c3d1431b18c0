import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { JsonObject } from '@backstage/types';
import type { PolicyQuestion } from '../ports';
import type { PromotionRecord } from '../records';

/** Puts a promotion together once more, from what is there now. @internal */
export interface Recheck {
  /**
   * The live gates, and the subject with the steps that the deployer would take now.
   *
   * @throws if it can't be told
   */
  now(
    promotion: PromotionRecord,
  ): Promise<{ gates: GateResult[]; subject: JsonObject }>;
  /** What the policy is asked about it. */
  question(promotion: PromotionRecord): Promise<PolicyQuestion>;
}

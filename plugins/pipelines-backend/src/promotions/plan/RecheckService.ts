import type { GateResult } from '@sluice/plugin-pipelines-common';
import type { JsonObject } from '@backstage/types';
import type { PromotionContext } from '../context';
import type { GateService } from '../gates/GateService';
import type { PolicyQuestion } from '../ports';
import type { PromotionRecord } from '../records';
import { promotionSubject } from '../subject';
import type { Recheck } from './Recheck';
import { type Situations, subjectParts } from './Situations';

/** Puts a promotion together once more before it is let go, see {@link Recheck}. @internal */
export class RecheckService implements Recheck {
  readonly #context: PromotionContext;
  readonly #gates: GateService;
  readonly #situations: Situations;

  constructor(
    context: PromotionContext,
    options: { gates: GateService; situations: Situations },
  ) {
    this.#context = context;
    this.#gates = options.gates;
    this.#situations = options.situations;
  }

  /** As {@link Recheck.now}. */
  async now(
    promotion: PromotionRecord,
  ): Promise<{ gates: GateResult[]; subject: JsonObject }> {
    const { environment, incidentId, kind, lane, members, requestedBy } =
      promotion;
    const situation = await this.#situations.of({
      releaseId: promotion.releaseId,
      environment,
      kind,
      lane,
      incidentId,
      requestedBy,
      members,
    });
    const gates = await this.#gates.evaluate(situation.gates, 'dispatch', {
      onlyLive: true,
    });
    // Evidence that came since doesn't make it another promotion: what it rested on has to be there still.
    const rested = new Set((promotion.subject.evidence ?? []) as string[]);
    const evidence = situation.gates.evidence.filter(each =>
      rested.has(each.fileDigest),
    );
    const { subject } = promotionSubject(subjectParts(situation, evidence));
    return { gates, subject };
  }

  /** As {@link Recheck.question}. */
  async question(promotion: PromotionRecord): Promise<PolicyQuestion> {
    const { environment, kind, lane, members, unit } = promotion;
    const all = await this.#context.members.of(unit);
    return {
      environment,
      unit,
      kind,
      lane,
      members: all.filter(each => members.includes(each.entityRef)),
    };
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FactExemption } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { Approvals, Asker } from '../approvals';
import { errorText } from '../observations';
import type { ExemptionService } from './ExemptionService';
import type { StandingReads } from './StandingReads';

/** Lets the people of a demo ask for exemptions, and decide on them, through the services that everybody uses. @internal */
export class DemoExemptions {
  readonly #options: {
    database: Knex;
    approvals: Approvals;
    reads: StandingReads;
    exemptions: ExemptionService;
    logger: LoggerService;
  };

  constructor(options: {
    database: Knex;
    approvals: Approvals;
    reads: StandingReads;
    exemptions: ExemptionService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  /** One that is refused is left out, as is one for which every pipeline passes. */
  async ask(asked: readonly FactExemption[]): Promise<void> {
    for (const each of asked) {
      try {
        await this.#ask(each);
      } catch (error) {
        this.#options.logger.debug(
          `An exemption of the demo is left out: ${errorText(error)}`,
        );
      }
    }
  }

  async #ask(asked: FactExemption): Promise<void> {
    const { exemptions, reads } = this.#options;
    const { check, endedBy, owner, reason, requestedBy, scorecard, until } =
      asked;
    const results = await reads.summaries(scorecard, {}, { owner: [owner] });
    const [entityRef] = results
      .filter(({ checks }) =>
        checks.some(each => each.check === check && each.state === 'failed'),
      )
      .map(each => each.entityRef)
      .sort();
    if (!entityRef) return;
    const { approvalId, id } = await exemptions.request(
      { scorecardId: scorecard, check, entityRef, reason, until },
      { person: requestedBy, scope: {} },
      `demo ${scorecard} ${check} ${owner}`,
    );
    await this.#decide(approvalId!, asked);
    if (endedBy) await exemptions.end(id, { person: endedBy, scope: {} });
  }

  async #decide(
    approvalId: number,
    asked: Pick<FactExemption, 'approvedBy' | 'rejectedBecause' | 'rejectedBy'>,
  ): Promise<void> {
    const { approvals } = this.#options;
    const { approvedBy, rejectedBecause, rejectedBy } = asked;
    const person = rejectedBy ?? approvedBy;
    if (!person) return;
    // People see everything in a demo; what they may do, the services decide.
    const asker: Asker = { person, scopeOf: async () => ({}) };
    const request = await approvals.inbox.visible(approvalId, asker);
    await approvals.voting.vote(
      {
        requestId: request.id,
        kind: rejectedBy ? 'reject' : 'approve',
        subjectHash: request.subjectHash,
        shownDigest: request.snapshotDigest,
        ...(rejectedBy && { comment: rejectedBecause }),
      },
      { ...asker, authenticatedAt: null },
    );
  }
}

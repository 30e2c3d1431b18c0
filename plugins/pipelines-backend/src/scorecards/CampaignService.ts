import { NotFoundError } from '@backstage/errors';
import type { Campaign, CampaignDetail } from '@sluice/plugin-pipelines-common';
import type { FactDefinition } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import type { FleetScope, FleetService } from '../fleet';
import type { Outbox } from '../notifications';
import { checksOf } from './apiScorecard';
import {
  campaignPipelines,
  campaignProgress,
  isLeft,
  reminderDue,
} from './campaignProgress';
import type { CampaignDefinition } from './campaigns';
import type { ScorecardLibrary } from './ScorecardLibrary';
import { campaignMessage } from './scorecardMessages';
import type { StandingReads } from './StandingReads';

/** Checks that owners agreed to pass until a date: how far they are, and reminders. @internal */
export class CampaignService {
  readonly #options: {
    database: Knex;
    fleet: Pick<FleetService, 'findAll'>;
    library: ScorecardLibrary;
    reads: StandingReads;
    facts: () => ReadonlyMap<string, FactDefinition>;
    outbox: Pick<Outbox, 'add'>;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    fleet: Pick<FleetService, 'findAll'>;
    library: ScorecardLibrary;
    reads: StandingReads;
    facts: () => ReadonlyMap<string, FactDefinition>;
    outbox: Pick<Outbox, 'add'>;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** Those that are due first; those that are done last. */
  async list(scope: FleetScope): Promise<Campaign[]> {
    const { campaigns } = await this.#options.library.current();
    const found: Campaign[] = [];
    for (const each of campaigns) {
      const seen = await this.#progress(each, scope);
      if (seen) found.push(seen.progress);
    }
    return found.sort(
      (a, b) =>
        Number(a.state === 'done') - Number(b.state === 'done') ||
        (a.dueAt < b.dueAt ? -1 : 1),
    );
  }

  /** @throws NotFoundError if there is no such campaign */
  async find(id: string, scope: FleetScope): Promise<CampaignDetail> {
    const { facts, fleet, library } = this.#options;
    const { campaigns } = await library.current();
    const campaign = campaigns.find(each => each.id === id);
    const seen = campaign && (await this.#progress(campaign, scope));
    if (!seen) throw new NotFoundError(`There is no campaign ${id}`);
    const left = seen.pipelines.filter(isLeft).slice(0, 400);
    const unit = facts().get(seen.fact)?.unit;
    const records = await fleet.findAll(
      left.map(({ entityRef }) => entityRef),
      scope,
    );
    return {
      ...seen.progress,
      leftPipelines: left.map(({ entityRef, owner, result }) => ({
        entityRef,
        title: records.get(entityRef)?.title ?? undefined,
        owner,
        state: result.state,
        value: result.value,
        unit,
        reason: result.reason,
      })),
    };
  }

  /** Reminds owners who have something left, each of them once for each reminder. */
  async remind(): Promise<void> {
    const { database, library, now, outbox } = this.#options;
    const at = now().toISOString();
    for (const campaign of (await library.current()).campaigns) {
      const days = reminderDue(campaign, at);
      if (days === undefined) continue;
      const seen = await this.#progress(campaign, {});
      const owners = seen?.progress.owners.filter(({ left }) => left > 0) ?? [];
      for (const { owner } of owners) {
        await database.transaction(async tx => {
          const added = await tx('scorecard_reminders')
            .insert({
              campaign_id: campaign.id,
              owner,
              due: campaign.due,
              days_before: days,
              at,
            })
            .onConflict(['campaign_id', 'owner', 'due', 'days_before'])
            .ignore()
            .returning('owner');
          if (added.length === 0) return;
          const left = seen!.pipelines
            .filter(each => each.owner === owner && isLeft(each))
            .map(({ entityRef }) => entityRef);
          await outbox.add(
            [
              campaignMessage(campaign, {
                owner,
                left,
                isOverdue: days < 0,
                at,
              }),
            ],
            tx,
          );
        });
      }
    }
  }

  async #progress(campaign: CampaignDefinition, scope: FleetScope) {
    const { database, library, now, reads } = this.#options;
    const found = await library.find(campaign.scorecard);
    if (!found) return undefined;
    const results = await reads.summaries(campaign.scorecard, scope);
    const pipelines = campaignPipelines(campaign, results);
    const rows: Array<{ owner: string; at: string }> = await database(
      'scorecard_reminders',
    )
      .where({ campaign_id: campaign.id, due: campaign.due })
      .orderBy('at')
      .select('owner', 'at');
    const check = checksOf(found.scorecard).find(
      each => each.check.id === campaign.check,
    );
    return {
      pipelines,
      fact: check?.check.fact ?? '',
      progress: campaignProgress({
        campaign,
        scorecard: found.scorecard,
        pipelines,
        reminded: new Map(rows.map(({ at, owner }) => [owner, at])),
        at: now().toISOString(),
      }),
    };
  }
}

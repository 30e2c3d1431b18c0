import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  FactCampaign,
  FactDefinition,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { canonicalJson, sha256 } from '../canonical/digest';
import type { Ledger } from '../ledger';
import {
  type CampaignDefinition,
  demoCampaigns,
  readCampaigns,
} from './campaigns';
import type { ScorecardsConfig } from './config';
import type { VersionedScorecard } from './evaluate';
import { scorecardFiles } from './ScorecardFiles';
import {
  readScorecards,
  scorecardSchema,
} from '@sluice/plugin-pipelines-node/documents';
import type { VersionStore } from './VersionStore';

/** A scorecard that is in force. @internal */
export type ScorecardInForce = VersionedScorecard & {
  /** Where it stands, without a path of this machine. */
  file: string;
  /** Since when, ISO 8601 in UTC. */
  since?: string;
};

/** What is in force. @internal */
export type ScorecardSet = {
  scorecards: ScorecardInForce[];
  campaigns: CampaignDefinition[];
  /** What is wrong with files, with the file and the path. */
  problems: string[];
};

/** The key under which a version that lost its file is told of. */
const LAST_GOOD = 'the last good version';

/** Knows which scorecards and campaigns are in force: reads their files, and keeps versions of them. @internal */
export class ScorecardLibrary {
  readonly #options: {
    database: Knex;
    config: ScorecardsConfig;
    facts: () => ReadonlyMap<string, FactDefinition>;
    demo: () => FactCampaign[];
    versions: VersionStore;
    ledger: Ledger['service'];
    logger: LoggerService;
    now: () => Date;
  };
  #set: ScorecardSet | undefined;
  #logged = '';

  constructor(options: {
    database: Knex;
    config: ScorecardsConfig;
    /** What checks may name. */
    facts: () => ReadonlyMap<string, FactDefinition>;
    /** Campaigns of a demo. */
    demo: () => FactCampaign[];
    versions: VersionStore;
    ledger: Ledger['service'];
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** What is in force as it was read last. */
  async current(): Promise<ScorecardSet> {
    return this.#set ?? this.read();
  }

  /** The scorecard of an id, if it is in force. */
  async find(scorecardId: string): Promise<ScorecardInForce | undefined> {
    const { scorecards } = await this.current();
    return scorecards.find(({ scorecard }) => scorecard.id === scorecardId);
  }

  /** @throws NotFoundError if there is no such scorecard */
  async get(scorecardId: string): Promise<ScorecardInForce> {
    const found = await this.find(scorecardId);
    if (found) return found;
    const { scorecards } = await this.current();
    throw new NotFoundError(
      `There is no scorecard ${scorecardId}: there are ${scorecards
        .map(({ scorecard }) => scorecard.id)
        .join(', ')}`,
    );
  }

  /**
   * Reads it again. Nothing is thrown for what is wrong in a file: it is named, and while an own file is wrong the scorecards that have
   * gone stay in force as they were.
   */
  async read(): Promise<ScorecardSet> {
    const { config, database, demo, facts, versions } = this.#options;
    const files = await scorecardFiles(config);
    const definitions = facts();
    const own = readScorecards(files.own, definitions);
    const ids = new Set(own.scorecards.map(({ scorecard }) => scorecard.id));
    const shipped = readScorecards(files.shipped, definitions);
    const problems = [...files.problems, ...own.problems, ...shipped.problems];
    const open = await versions.open(database);
    const since = (digest: string) =>
      open.find(each => each.digest === digest)?.fromAt;
    const read = [
      ...own.scorecards,
      // One of the installation takes the place of ours with the same id.
      ...shipped.scorecards.filter(({ scorecard }) => !ids.has(scorecard.id)),
    ].map(({ file, scorecard }): ScorecardInForce => {
      const digest = sha256(canonicalJson(scorecard));
      return { scorecard, digest, file, since: since(digest) };
    });
    const scorecards = [...read, ...this.#lastGood(read, open, problems)];
    const plain = scorecards.map(({ scorecard }) => scorecard);
    const key = 'pipelines.scorecards.campaigns';
    const { campaigns, problems: wrong } = readCampaigns(
      config.campaigns,
      plain,
      key,
    );
    problems.push(...wrong);
    this.#log(problems);
    this.#set = {
      scorecards,
      campaigns: [
        ...campaigns,
        ...demoCampaigns(demo(), plain).filter(
          ({ id }) => !campaigns.some(each => each.id === id),
        ),
      ],
      problems,
    };
    return this.#set;
  }

  /** Keeps what is in force as versions, and says in the ledger what changed. */
  async keep(): Promise<void> {
    const { database, ledger, now, versions } = this.#options;
    const { scorecards } = await this.current();
    const at = now().toISOString();
    await database.transaction(async tx => {
      const open = await versions.open(tx);
      const before = new Map(open.map(each => [each.scorecardId, each]));
      const changed = scorecards.filter(
        ({ digest, scorecard }) => before.get(scorecard.id)?.digest !== digest,
      );
      const gone = open.filter(
        each =>
          !scorecards.some(
            ({ scorecard }) => scorecard.id === each.scorecardId,
          ),
      );
      for (const { digest, scorecard } of changed) {
        await versions.put(
          {
            scorecardId: scorecard.id,
            digest,
            content: canonicalJson(scorecard),
            fromAt: at,
          },
          tx,
        );
      }
      await versions.end(
        gone.map(each => each.scorecardId),
        at,
        tx,
      );
      await ledger.append(
        [
          ...changed.map(({ digest, file, scorecard }) => ({
            actor: 'system:scorecards',
            type: 'scorecard.changed',
            subject: `scorecard:${scorecard.id}`,
            payload: {
              digest,
              before: before.get(scorecard.id)?.digest ?? null,
              file,
            },
          })),
          ...gone.map(each => ({
            actor: 'system:scorecards',
            type: 'scorecard.removed',
            subject: `scorecard:${each.scorecardId}`,
            payload: { before: each.digest },
          })),
        ],
        tx,
      );
      for (const each of changed) each.since = at;
    });
  }

  #lastGood(
    read: ScorecardInForce[],
    open: Awaited<ReturnType<VersionStore['open']>>,
    problems: string[],
  ): ScorecardInForce[] {
    if (problems.length === 0) return [];
    return open.flatMap(({ content, digest, fromAt, scorecardId }) => {
      if (read.some(({ scorecard }) => scorecard.id === scorecardId)) return [];
      const parsed = scorecardSchema.safeParse(JSON.parse(content));
      return parsed.success
        ? [{ scorecard: parsed.data, digest, file: LAST_GOOD, since: fromAt }]
        : [];
    });
  }

  #log(problems: string[]): void {
    const text = problems.join('\n');
    if (text === this.#logged) return;
    this.#logged = text;
    for (const problem of problems) {
      this.#options.logger.error(`A scorecard is left out: ${problem}`);
    }
  }
}

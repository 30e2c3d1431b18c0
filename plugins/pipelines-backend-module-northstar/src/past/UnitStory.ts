import type { PastEvent } from '@sluice/plugin-pipelines-node';
import { membersOf } from '../deployment/units';
import type { NorthstarPipeline } from '../fleet';
import { draws, hexadecimal } from '../simulation/draws';
import { iso, MINUTE } from '../simulation/time';
import type { ReleaseHistory } from '../simulation/versions';
import {
  type ChangeKind,
  contentOf,
  entityRefOf,
  evidenceOf,
  pathOf,
} from './content';
import { authorOf, type Colleague, votersOf } from './people';

/** Events of a past as they are told, in any order. @internal */
export type Telling = PastEvent[];

/** A release of a story. @internal */
export type ToldRelease = { name: string; author: Colleague };

const CI = 'service:northstar-ci';

const TITLES: Record<ChangeKind, string[]> = {
  code: [
    'Read late rows of the day before',
    'Load in one statement',
    'Take the rate of the day of the booking',
    'Retry when the warehouse is busy',
    'Leave out rows that were cancelled',
    'Write in partitions of a day',
    'Keep the currency of the source',
  ],
  tests: ['Test rows without an amount', 'Test the day of the switch to DST'],
  docs: ['Say what late rows mean', 'Say who is told when it is late'],
};

function kindOf(draw: number): ChangeKind {
  if (draw < 0.8) return 'code';
  return draw < 0.9 ? 'tests' : 'docs';
}

/** Tells what becomes of one unit: its releases, and what people do with them. @internal */
export class UnitStory {
  readonly unit: string;
  readonly members: NorthstarPipeline[];
  readonly events: Telling = [];
  readonly #seed: string;
  readonly #releases: ReleaseHistory;
  readonly #revisions = new Map<string, number>();
  readonly #written = new Map<string, number>();
  #count = 0;

  constructor(options: {
    unit: string;
    seed: string;
    releases: ReleaseHistory;
  }) {
    this.unit = options.unit;
    this.members = membersOf(options.unit);
    this.#seed = options.seed;
    this.#releases = options.releases;
  }

  get isSox(): boolean {
    return this.members.some(each => each.classification.includes('sox'));
  }

  tell(
    at: number,
    event: { [K in PastEvent as K['does']]: Omit<K, 'at'> }[PastEvent['does']],
  ): void {
    this.events.push({ at: iso(at), ...event } as PastEvent);
  }

  /** One on all of its pipelines. */
  openIncident(
    at: number,
    incident: { name: string; title: string; by: Colleague },
  ): void {
    this.tell(at, {
      ...incident,
      does: 'open-incident',
      pipelines: this.members.map(entityRefOf),
      by: incident.by.ref,
    });
  }

  adopt(at: number, by: Colleague, reason: string): void {
    this.#count = this.#releases.builds(this.members[0], {
      from: 0,
      to: at,
    }).length;
    this.tell(at, {
      does: 'adopt',
      unit: this.unit,
      level: 'managed',
      by: by.ref,
      reason,
    });
  }

  /**
   * CI builds a release.
   *
   * @param options - what isn't given is drawn; `more`: what the simulator looks for in manifests
   */
  release(
    at: number,
    options: {
      author?: Colleague;
      coAuthor?: Colleague;
      title?: string;
      kind?: ChangeKind;
      member?: string;
      more?: Record<string, unknown>;
    } = {},
  ): ToldRelease {
    const count = ++this.#count;
    const [lead] = this.members;
    const words = [this.#seed, this.unit, count];
    const [whichMember, whichKind, whichTitle] = draws('change', ...words);
    const member =
      this.members.find(each => each.name === options.member) ??
      this.members[Math.floor(whichMember * this.members.length)];
    const kind = options.kind ?? kindOf(whichKind);
    const path = pathOf(member, kind);
    this.#written.set(path, (this.#written.get(path) ?? 0) + 1);
    if (kind === 'code') {
      this.#revisions.set(
        member.name,
        (this.#revisions.get(member.name) ?? 0) + 1,
      );
    }
    const label = this.#releases.nameOf(lead, count);
    const rest = hexadecimal(40, 'commit', ...words);
    const commit =
      lead.type === 'dbt-selection' ? label + rest.slice(label.length) : rest;
    const author = options.author ?? authorOf(member.owner, ...words);
    const titles = TITLES[kind];
    const title =
      options.title ??
      `${member.name}: ${titles[
        Math.floor(whichTitle * titles.length)
      ].toLocaleLowerCase('en-US')}`;
    const name = `${this.unit}/${count}`;
    const { unit } = this;
    this.tell(at, {
      does: 'register',
      name,
      by: CI,
      release: {
        ...contentOf({
          unit,
          members: this.members,
          commit,
          label,
          revisions: this.#revisions,
          written: this.#written,
          more: options.more,
        }),
        commits: [
          {
            sha: commit,
            title,
            author: { name: author.name, email: author.email },
            ...(options.coAuthor && {
              coAuthors: [
                { name: options.coAuthor.name, email: options.coAuthor.email },
              ],
            }),
            committedAt: iso(at - 20 * MINUTE),
            paths: [path],
          },
        ],
      },
      evidence: evidenceOf({ unit, members: this.members, commit }),
    });
    return { name, author };
  }

  /** Somebody asks for it. @returns the name of the promotion */
  request(
    at: number,
    release: ToldRelease,
    environment: string,
    options: {
      by?: Colleague;
      reason?: string;
    } & Pick<
      Extract<PastEvent, { does: 'request' }>,
      'kind' | 'lane' | 'breakGlass' | 'startAt' | 'incident'
    > = {},
  ): string {
    const { by = release.author, reason, ...more } = options;
    const name = `${release.name}/${environment}/${iso(at)}`;
    this.tell(at, {
      does: 'request',
      name,
      release: release.name,
      environment,
      by: by.ref,
      reason: reason ?? `${release.name.split('/')[0]} for ${environment}`,
      ...more,
    });
    return name;
  }

  /** Those who have to agree do. */
  approve(
    at: number,
    promotion: string,
    options: { not: Colleague[]; environment: string; comment?: string },
  ): void {
    const { comment, environment, not } = options;
    this.tell(at, {
      does: 'approve',
      promotion,
      by: votersOf({
        not,
        needsFinance: this.isSox && environment === 'prod',
        words: [this.#seed, promotion],
      }),
      ...(comment && { comment }),
    });
  }

  /** Its pipelines run. */
  run(
    at: number,
    environment: string,
    options: { state?: 'success' | 'failed'; runs?: number } = {},
  ): void {
    const { runs = 1, state = 'success' } = options;
    this.tell(at, {
      does: 'run',
      target: { unit: this.unit, environment },
      state,
      runs,
    });
  }

  /**
   * Asked for, approved, deployed, and verified by a run.
   *
   * @returns the name of the promotion
   */
  ship(
    at: number,
    release: ToldRelease,
    environment: string,
    options: {
      by?: Colleague;
      reason?: string;
      approvedAfter?: number;
      verifiedAfter?: number;
      state?: 'success' | 'failed';
    } = {},
  ): string {
    const {
      approvedAfter = 9 * MINUTE,
      by = release.author,
      verifiedAfter = 30 * MINUTE,
    } = options;
    const name = this.request(at, release, environment, {
      by,
      reason: options.reason,
    });
    this.approve(at + approvedAfter, name, {
      not: [by, release.author],
      environment,
    });
    this.run(at + approvedAfter + verifiedAfter, environment, {
      state: options.state,
    });
    return name;
  }
}

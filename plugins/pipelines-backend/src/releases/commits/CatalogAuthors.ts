import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { COMMIT_EMAILS_ANNOTATION } from '@sluice/plugin-pipelines-common';

/** Who is behind the addresses in commits. @internal */
export interface AuthorDirectory {
  /**
   * @param emails - in lower case
   * @returns the users of each address that somebody has; more than one where the catalog gives it to several
   */
  refsOf(emails: Iterable<string>): Promise<Map<string, string[]>>;
}

/** For how long what the catalog said is taken again. In milliseconds. */
const FRESH_MS = 60_000;

/**
 * {@link AuthorDirectory} of the catalog: the e-mail address in a user's profile, and those of the annotation
 * `sluice.dev/commit-emails`.
 *
 * @internal
 */
export class CatalogAuthors implements AuthorDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #now: () => number;
  #read: { until: number; refs: Promise<Map<string, string[]>> } | undefined;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    /** In milliseconds. */
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
  }

  async refsOf(emails: Iterable<string>): Promise<Map<string, string[]>> {
    const wanted = [...new Set(emails)];
    if (wanted.length === 0) return new Map();
    const all = await this.#all();
    return new Map(
      wanted.flatMap(email => {
        const refs = all.get(email);
        return refs ? [[email, refs] as const] : [];
      }),
    );
  }

  async #all(): Promise<Map<string, string[]>> {
    const now = this.#now();
    if (this.#read && now < this.#read.until) return this.#read.refs;
    const read = { until: now + FRESH_MS, refs: this.#fetch() };
    this.#read = read;
    try {
      return await read.refs;
    } catch (error) {
      // The next one asks again.
      if (this.#read === read) this.#read = undefined;
      throw error;
    }
  }

  async #fetch(): Promise<Map<string, string[]>> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const refs = new Map<string, Set<string>>();
    const stream = this.#catalog.streamEntities(
      {
        filter: { kind: 'User' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'spec.profile.email',
        ],
      },
      { credentials },
    );
    for await (const page of stream) {
      for (const user of page) {
        const profile = user.spec?.profile as { email?: unknown } | undefined;
        const declared =
          user.metadata.annotations?.[COMMIT_EMAILS_ANNOTATION] ?? '';
        for (const each of [profile?.email, ...declared.split(',')]) {
          if (typeof each !== 'string' || !each.trim()) continue;
          const email = each.trim().toLocaleLowerCase('en-US');
          refs.set(
            email,
            (refs.get(email) ?? new Set()).add(stringifyEntityRef(user)),
          );
        }
      }
    }
    return new Map([...refs].map(([email, set]) => [email, [...set].sort()]));
  }
}

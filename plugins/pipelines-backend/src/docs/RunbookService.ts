import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Runbook, RunbookPage } from '@sluice/plugin-pipelines-common';
import type { LocationReader } from './LocationReader';
import { runbookHead } from './runbookHead';

/** The runbooks of this package, in the order in which they are needed most. @internal */
export const RUNBOOK_IDS = [
  'failed-dag',
  'freshness-breach',
  'data-quality-failure',
  'kafka-lag',
  'snowflake-credit-spike',
  'infrastructure-rollback',
] as const;

/** One of {@link RUNBOOK_IDS}. @internal */
export type RunbookId = (typeof RUNBOOK_IDS)[number];

const FOLDER = resolvePackagePath(
  '@sluice/plugin-pipelines-backend',
  'runbooks',
);

/** What to do when something breaks: pages of this package, unless the config names others. @internal */
export class RunbookService {
  readonly #reader: LocationReader;
  readonly #urls: Partial<Record<RunbookId, string>>;

  constructor(options: {
    reader: LocationReader;
    /** Pages that take the place of ours. */
    urls: Partial<Record<RunbookId, string>>;
  }) {
    this.#reader = options.reader;
    this.#urls = options.urls;
  }

  async list(): Promise<Runbook[]> {
    return Promise.all(
      RUNBOOK_IDS.map(async id => ({
        ...runbookHead(id, await ours(id)),
        url: this.#urls[id],
      })),
    );
  }

  /**
   * A page that the config names is shown here if it is Markdown and can be read; otherwise there is its address alone.
   *
   * @throws NotFoundError if there is no such runbook
   */
  async find(runbookId: string): Promise<RunbookPage> {
    const id = RUNBOOK_IDS.find(known => known === runbookId);
    if (!id) {
      throw new NotFoundError(
        `There is no runbook ${runbookId}: there are ${RUNBOOK_IDS.join(', ')}`,
      );
    }
    const markdown = await ours(id);
    const url = this.#urls[id];
    if (!url) return { ...runbookHead(id, markdown), markdown };
    return {
      ...runbookHead(id, markdown),
      url,
      markdown: await this.#theirs(url),
    };
  }

  async #theirs(url: string): Promise<string | undefined> {
    if (!/\.md$/i.test(new URL(url).pathname)) return undefined;
    const expected = {
      name: url,
      extension: /\.md$/i,
      kind: 'a Markdown file',
    };
    // Who is on call is better off with a link than with an error.
    return this.#reader
      .read({ type: 'url', url }, expected)
      .catch(() => undefined);
  }
}

async function ours(id: RunbookId): Promise<string> {
  return readFile(path.join(FOLDER, `${id}.md`), 'utf8');
}

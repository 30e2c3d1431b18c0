import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { errorText } from '../observations';
import { docsLocation } from './docsLocation';

/** A page is at most this long, in bytes. @internal */
export const MAX_PAGE_BYTES = 1024 * 1024;

/** Reads the Markdown pages that entities name. @internal */
export class DocsService {
  readonly #urlReader: UrlReaderService;
  readonly #allowedFileRoots: string[];

  constructor(options: {
    urlReader: UrlReaderService;
    /** Folders from which pages of entities in local files may be read. */
    allowedFileRoots: string[];
  }) {
    this.#urlReader = options.urlReader;
    this.#allowedFileRoots = options.allowedFileRoots;
  }

  /**
   * @param annotation - the value of the docs or runbook annotation
   * @param locationRef - where the entity's own file is
   * @throws NotFoundError if there is no such page
   * @throws NotAllowedError if it is a file outside of the allowed roots
   * @throws InputError if it isn't Markdown or is too long
   * @throws ServiceUnavailableError if its host can't be read
   */
  async read(annotation: string, locationRef: string | null): Promise<string> {
    const location = docsLocation(annotation, locationRef);
    const content =
      location.type === 'url'
        ? await this.#readUrl(location.url)
        : await this.#readFile(location.file, annotation);
    if (content.length > MAX_PAGE_BYTES) {
      throw new InputError(
        `The page ${annotation} is longer than ${MAX_PAGE_BYTES} bytes`,
      );
    }
    return content.toString('utf8');
  }

  async #readUrl(url: string): Promise<Buffer> {
    try {
      const response = await this.#urlReader.readUrl(url);
      return await response.buffer();
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        throw new NotFoundError(`There is no page at ${url}`);
      }
      if (error instanceof Error && error.name === 'NotAllowedError') {
        throw new NotAllowedError(
          `Reading ${url} is not allowed: add its host to backend.reading.allow or to integrations`,
        );
      }
      throw new ServiceUnavailableError(
        `The page ${url} can't be read: ${errorText(error)}`,
      );
    }
  }

  async #readFile(file: string, annotation: string): Promise<Buffer> {
    const notFound = () =>
      new NotFoundError(`There is no page ${annotation} beside the entity`);
    // Links are followed before the check, or one could point out of the roots.
    const real = await realpath(file).catch(() => undefined);
    if (!(await this.#isAllowed(real ?? file))) {
      throw new NotAllowedError(
        `The page ${annotation} is outside of the folders in pipelines.docs.allowedFileRoots`,
      );
    }
    if (!real) throw notFound();
    if (!/\.md$/i.test(real)) {
      throw new InputError(`The page ${annotation} is not a Markdown file`);
    }
    const handle = await open(real).catch(() => {
      throw notFound();
    });
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw notFound();
      const length = Math.min(stat.size, MAX_PAGE_BYTES + 1);
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(length),
        0,
        length,
        0,
      );
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async #isAllowed(file: string): Promise<boolean> {
    for (const root of this.#allowedFileRoots) {
      const real = await realpath(root).catch(() => undefined);
      if (!real) continue;
      const relative = path.relative(real, file);
      if (
        relative !== '' &&
        relative !== '..' &&
        !relative.startsWith(`..${path.sep}`) &&
        !path.isAbsolute(relative)
      ) {
        return true;
      }
    }
    return false;
  }
}

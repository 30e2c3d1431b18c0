import type { Stats } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type {
  UrlReaderService,
  UrlReaderServiceReadUrlResponse,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { errorText } from '../observations';
import type { DocsLocation } from './docsLocation';

/** A text is at most this long, in bytes. @internal */
export const MAX_PAGE_BYTES = 1024 * 1024;

/** What is read, for messages, and what it may be. @internal */
export type ExpectedFile = {
  /** As whoever reads the message knows it: no path of this machine. */
  name: string;
  /** Of the file's own name, after links are followed. */
  extension: RegExp;
  /** In words, such as `a Markdown file`. */
  kind: string;
};

/** Reads a text by URL, or from one of the allowed folders. @internal */
export class LocationReader {
  readonly #urlReader: UrlReaderService;
  readonly #allowedFileRoots: string[];

  constructor(options: {
    urlReader: UrlReaderService;
    /** Folders from which files may be read. */
    allowedFileRoots: string[];
  }) {
    this.#urlReader = options.urlReader;
    this.#allowedFileRoots = options.allowedFileRoots;
  }

  /**
   * @throws NotFoundError if there is no such file
   * @throws NotAllowedError if it is outside of the allowed roots, or its host isn't allowed
   * @throws InputError if it is something else than expected, or too long
   * @throws ServiceUnavailableError if its host can't be read
   */
  async read(location: DocsLocation, expected: ExpectedFile): Promise<string> {
    const content =
      location.type === 'url'
        ? await this.#readUrl(location.url)
        : await this.#readFile(location.file, expected);
    if (content.length > MAX_PAGE_BYTES) {
      throw new InputError(
        `The page ${expected.name} is longer than ${MAX_PAGE_BYTES} bytes`,
      );
    }
    return content.toString('utf8');
  }

  /**
   * When a text was last changed.
   *
   * @returns undefined where its host doesn't say
   * @throws as {@link read}
   */
  async changedAt(
    location: DocsLocation,
    expected: ExpectedFile,
  ): Promise<Date | undefined> {
    return location.type === 'url'
      ? this.#fetch(location.url, async response => response.lastModifiedAt)
      : this.#open(location.file, expected, async (_, { mtime }) => mtime);
  }

  async #readUrl(url: string): Promise<Buffer> {
    return this.#fetch(url, response => response.buffer());
  }

  async #fetch<T>(
    url: string,
    use: (response: UrlReaderServiceReadUrlResponse) => Promise<T>,
  ): Promise<T> {
    try {
      return await use(await this.#urlReader.readUrl(url));
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

  async #readFile(file: string, expected: ExpectedFile): Promise<Buffer> {
    return this.#open(file, expected, async (handle, { size }) => {
      const length = Math.min(size, MAX_PAGE_BYTES + 1);
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(length),
        0,
        length,
        0,
      );
      return buffer.subarray(0, bytesRead);
    });
  }

  async #open<T>(
    file: string,
    { extension, kind, name }: ExpectedFile,
    use: (handle: FileHandle, stat: Stats) => Promise<T>,
  ): Promise<T> {
    const notFound = () =>
      new NotFoundError(`There is no page ${name} beside the entity`);
    // Links are followed before the check, or one could point out of the roots.
    const real = await realpath(file).catch(() => undefined);
    if (!(await this.#isAllowed(real ?? file))) {
      throw new NotAllowedError(
        `The page ${name} is outside of the folders in pipelines.docs.allowedFileRoots`,
      );
    }
    if (!real) throw notFound();
    if (!extension.test(real)) {
      throw new InputError(`The page ${name} is not ${kind}`);
    }
    const handle = await open(real).catch(() => {
      throw notFound();
    });
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw notFound();
      return await use(handle, stat);
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

import { type FileHandle, open } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  resolveSafeChildPath,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { DbtArtifactError } from './errors';
import type { ArtifactName } from './parseArtifact';

/** The largest artifact that is read, in bytes. The manifest of 5,000 models has about 100 MB. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What a file held when it was read. @internal */
export type ReadFile = {
  text: string;
  /** Tells one content from the next: an ETag, or time and size. Undefined where the place has nothing like it. */
  version?: string;
};

/** A place that holds artifacts. @internal */
export interface ArtifactFolder {
  /** What to call a file in messages. */
  where(name: ArtifactName): string;
  /**
   * @param options - `version`: of the content that is known already
   * @returns 'unchanged' if it still is of that version, undefined if there is no such file
   * @throws DbtArtifactError if it can't be read
   */
  read(
    name: ArtifactName,
    options: { version?: string; signal: AbortSignal },
  ): Promise<ReadFile | 'unchanged' | undefined>;
}

/** A folder of this machine, below a root that is allowed. @internal */
export class LocalArtifactFolder implements ArtifactFolder {
  readonly #root: string;
  readonly #path: string;

  /** @param options - both absolute */
  static create(options: { root: string; path: string }): LocalArtifactFolder {
    return new LocalArtifactFolder(options);
  }

  private constructor(options: { root: string; path: string }) {
    this.#root = options.root;
    this.#path = options.path;
  }

  where(name: ArtifactName): string {
    return join(this.#path, name);
  }

  async read(
    name: ArtifactName,
    options: { version?: string; signal: AbortSignal },
  ): Promise<ReadFile | 'unchanged' | undefined> {
    let file: FileHandle | undefined;
    try {
      // Each time anew: a link may have been put in the place of a file.
      const path = resolveSafeChildPath(
        this.#root,
        relative(this.#root, this.where(name)),
      );
      file = await open(path);
      const { mtimeMs, size, ino } = await file.stat();
      const version = `${mtimeMs} ${size} ${ino}`;
      if (version === options.version) return 'unchanged';
      refuseTooLarge(size, this.where(name));
      const { signal } = options;
      return {
        text: await file.readFile({ encoding: 'utf8', signal }),
        version,
      };
    } catch (error) {
      if (isError(error) && error.code === 'ENOENT') return undefined;
      throw unreadable(error, this.where(name));
    } finally {
      await file?.close();
    }
  }
}

/** A base URL that Backstage can read, such as a prefix in S3. @internal */
export class UrlArtifactFolder implements ArtifactFolder {
  readonly #base: string;
  readonly #reader: UrlReaderService;

  static create(options: {
    url: string;
    reader: UrlReaderService;
  }): UrlArtifactFolder {
    return new UrlArtifactFolder(options);
  }

  private constructor(options: { url: string; reader: UrlReaderService }) {
    this.#base = options.url;
    this.#reader = options.reader;
  }

  /** Without its query, which may hold a signature. */
  where(name: ArtifactName): string {
    const url = this.#url(name);
    return `${url.origin}${url.pathname}`;
  }

  async read(
    name: ArtifactName,
    options: { version?: string; signal: AbortSignal },
  ): Promise<ReadFile | 'unchanged' | undefined> {
    const { href } = this.#url(name);
    try {
      const response = await this.#reader.readUrl(href, {
        etag: options.version,
        signal: options.signal,
      });
      const content = await response.buffer();
      refuseTooLarge(content.length, this.where(name));
      return { text: content.toString('utf8'), version: response.etag };
    } catch (error) {
      if (isError(error) && error.name === 'NotModifiedError') {
        return 'unchanged';
      }
      if (isError(error) && error.name === 'NotFoundError') return undefined;
      throw unreadable(error, this.where(name), href);
    }
  }

  #url(name: ArtifactName): URL {
    const url = new URL(this.#base);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${name}`;
    return url;
  }
}

function refuseTooLarge(bytes: number, where: string): void {
  if (bytes <= MAX_BYTES) return;
  throw new DbtArtifactError(
    `${where} has ${Math.round(bytes / 1024 / 1024)} MiB, more than the ${
      MAX_BYTES / 1024 / 1024
    } MiB that are read`,
  );
}

function unreadable(error: unknown, where: string, href?: string): Error {
  if (error instanceof DbtArtifactError) return error;
  const message = isError(error) ? error.message : 'unknown error';
  return new DbtArtifactError(
    `${where} can't be read: ${
      href ? message.replaceAll(href, where) : message
    }`,
  );
}

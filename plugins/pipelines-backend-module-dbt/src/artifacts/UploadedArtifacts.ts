import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  type ArtifactOutcome,
  type ArtifactReceiver,
  UnprocessableError,
} from '@sluice/plugin-pipelines-node';
import { LocalArtifactFolder } from './ArtifactFolder';
import { DbtArtifactError } from './errors';
import { readManifest } from './manifest';
import { ARTIFACTS, type ArtifactName } from './parseArtifact';
import { readRunResults } from './runResults';
import { readSources } from './sources';

/** One writing of an artifact: which invocation did it, and when. */
type Writing = { invocationId: string | undefined; generatedAt: string };

/** Reads enough of an artifact to tell who wrote it; what is wrong with it is said here. */
const READERS: Record<ArtifactName, (text: string, where: string) => Writing> =
  {
    'manifest.json': (text, where) => {
      const { generatedAt, invocationId } = readManifest(text, where);
      return { generatedAt, invocationId };
    },
    'run_results.json': (text, where) =>
      writingOf(readRunResults(text, where).invocation),
    'sources.json': (text, where) =>
      writingOf(readSources(text, where).invocation),
  };

/** What an {@link UploadedArtifacts} needs. @internal */
export type UploadedArtifactsOptions = {
  /** The id of the source that reads the folder. */
  sourceId: string;
  /** Absolute, below `root`; made when the first file comes. */
  path: string;
  root: string;
  /** A larger file is refused. */
  maxBytes: number;
};

/**
 * Keeps the artifacts that CI hands over in a folder, from which the source reads them. A file is checked before it takes the place of the one
 * that is there, and never half there: it is written beside it and moved.
 *
 * @internal
 */
export class UploadedArtifacts implements ArtifactReceiver {
  readonly names = Object.keys(ARTIFACTS);
  readonly #options: UploadedArtifactsOptions;
  readonly #folder: LocalArtifactFolder;
  /** One file at a time, so that of two the later one stays. */
  #last: Promise<unknown> = Promise.resolve();

  static create(options: UploadedArtifactsOptions): UploadedArtifacts {
    return new UploadedArtifacts(options);
  }

  private constructor(options: UploadedArtifactsOptions) {
    this.#options = options;
    this.#folder = LocalArtifactFolder.create(options);
  }

  get sourceId(): string {
    return this.#options.sourceId;
  }

  async receive(
    file: { name: string; content: Readable },
    { signal }: { signal: AbortSignal },
  ): Promise<ArtifactOutcome> {
    const name = file.name as ArtifactName;
    const text = await this.#read(file, signal);
    const writing = parse(name, text, `The uploaded ${name}`);
    const turn = this.#last.then(() => this.#keep(name, text, writing, signal));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #read(
    { content, name }: { name: string; content: Readable },
    signal: AbortSignal,
  ): Promise<string> {
    const { maxBytes } = this.#options;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of content) {
      signal.throwIfAborted();
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes) {
        throw new UnprocessableError(
          `The uploaded ${name} has more than the ${maxBytes} bytes that are taken: raise pipelines.dbtArtifacts.maxUploadMegabytes`,
        );
      }
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  async #keep(
    name: ArtifactName,
    text: string,
    writing: Writing,
    signal: AbortSignal,
  ): Promise<ArtifactOutcome> {
    const kept = await this.#kept(name, signal);
    if (kept && isSame(kept, writing)) return 'unchanged';
    if (kept && kept.generatedAt > writing.generatedAt) return 'outdated';
    const { path, root } = this.#options;
    const target = resolveSafeChildPath(root, relative(root, join(path, name)));
    await mkdir(dirname(target), { recursive: true });
    const beside = `${target}.${randomUUID()}.part`;
    try {
      await writeFile(beside, text, { signal });
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
    return 'stored';
  }

  /** Which one is there; one that can't be read gives way. */
  async #kept(
    name: ArtifactName,
    signal: AbortSignal,
  ): Promise<Writing | undefined> {
    const read = await this.#folder.read(name, { signal });
    if (read === undefined || read === 'unchanged') return undefined;
    try {
      return READERS[name](read.text, this.#folder.where(name));
    } catch (error) {
      if (error instanceof DbtArtifactError) return undefined;
      throw error;
    }
  }
}

function parse(name: ArtifactName, text: string, where: string): Writing {
  try {
    return READERS[name](text, where);
  } catch (error) {
    if (!(error instanceof DbtArtifactError)) throw error;
    throw new UnprocessableError(error.message);
  }
}

function writingOf(invocation: { id: string; generatedAt: string }): Writing {
  return {
    invocationId: invocation.id,
    generatedAt: invocation.generatedAt,
  };
}

/** A process that runs several commands may keep its invocation id. */
function isSame(a: Writing, b: Writing): boolean {
  return a.invocationId === b.invocationId && a.generatedAt === b.generatedAt;
}

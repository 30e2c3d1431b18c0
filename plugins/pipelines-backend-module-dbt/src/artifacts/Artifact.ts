import type { ArtifactFolder } from './ArtifactFolder';
import type { ArtifactName } from './parseArtifact';

/** One artifact in its folder. As long as it stays the same it is neither fetched nor parsed again. @internal */
export class Artifact<T> {
  readonly #folder: ArtifactFolder;
  readonly #name: ArtifactName;
  readonly #parse: (text: string, where: string) => T;
  #known?: { version?: string; content: T };

  static create<T>(options: {
    folder: ArtifactFolder;
    name: ArtifactName;
    parse: (text: string, where: string) => T;
  }): Artifact<T> {
    return new Artifact(options);
  }

  private constructor(options: {
    folder: ArtifactFolder;
    name: ArtifactName;
    parse: (text: string, where: string) => T;
  }) {
    this.#folder = options.folder;
    this.#name = options.name;
    this.#parse = options.parse;
  }

  /** What to call it in messages. */
  get where(): string {
    return this.#folder.where(this.#name);
  }

  /**
   * @returns undefined if there is none
   * @throws DbtArtifactError if it can't be read, or isn't what it should be
   */
  async read(signal: AbortSignal): Promise<T | undefined> {
    const read = await this.#folder.read(this.#name, {
      version: this.#known?.version,
      signal,
    });
    if (read === 'unchanged') return this.#known?.content;
    if (read === undefined) {
      this.#known = undefined;
      return undefined;
    }
    // Kept only once it could be parsed: a file that was being written is read again.
    const content = this.#parse(read.text, this.where);
    this.#known = { version: read.version, content };
    return content;
  }
}

import { docsLocation } from './docsLocation';
import type { LocationReader } from './LocationReader';

/** Reads the Markdown pages that entities name. @internal */
export class DocsService {
  readonly #reader: LocationReader;

  constructor(options: { reader: LocationReader }) {
    this.#reader = options.reader;
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
    return this.#reader.read(
      docsLocation(annotation, locationRef),
      expected(annotation),
    );
  }

  /**
   * When such a page was last changed.
   *
   * @returns undefined where its host doesn't say
   * @throws as {@link read}
   */
  async changedAt(
    annotation: string,
    locationRef: string | null,
  ): Promise<Date | undefined> {
    return this.#reader.changedAt(
      docsLocation(annotation, locationRef),
      expected(annotation),
    );
  }
}

function expected(annotation: string) {
  return { name: annotation, extension: /\.md$/i, kind: 'a Markdown file' };
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseLocationRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import gitUrlParse from 'git-url-parse';
import type { LocationReader } from './LocationReader';

/** The file in which an entity is written. @internal */
export type EntityFile = {
  text: string;
  /** Its path in its repository, with slashes. */
  path: string;
};

/** Reads the files in which entities are written. @internal */
export class EntityFileReader {
  readonly #reader: LocationReader;

  constructor(options: { reader: LocationReader }) {
    this.#reader = options.reader;
  }

  /**
   * @param locationRef - the entity's `backstage.io/managed-by-location`
   * @throws NotFoundError if it is neither a URL nor a file, or isn't there
   * @throws NotAllowedError, InputError, ServiceUnavailableError as {@link LocationReader}
   */
  async read(locationRef: string): Promise<EntityFile> {
    const { target, type } = parseLocationRef(locationRef);
    if (type !== 'url' && type !== 'file') {
      throw new NotFoundError(`A location of type ${type} is no file`);
    }
    const isUrl = type === 'url';
    const name = isUrl ? pathOfUrl(target) : pathOfFile(target);
    const text = await this.#reader.read(
      isUrl ? { type, url: target } : { type, file: target },
      { name, extension: /\.ya?ml$/i, kind: 'a YAML file' },
    );
    return { text, path: name };
  }
}

/** The path in the repository, as hosts of repositories write URLs; the last part of one that isn't known. */
function pathOfUrl(url: string): string {
  const { pathname } = new URL(url);
  const { filepath } = gitUrlParse(url);
  return decodeURI(filepath || pathname.split('/').at(-1) || 'entity.yaml');
}

/** The path in the repository that the file is in, or its name. */
function pathOfFile(file: string): string {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) {
      return path.relative(folder, file).split(path.sep).join('/');
    }
    if (folder === path.dirname(folder)) return path.basename(file);
  }
}

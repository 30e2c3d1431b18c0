import path from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import { parseLocationRef } from '@backstage/catalog-model';

/** Where a page is to be read from. @internal */
export type DocsLocation =
  | { type: 'url'; url: string }
  | { type: 'file'; file: string };

/**
 * Where the page is that an annotation names: an absolute URL, or a path relative to the entity's own file.
 *
 * @param annotation - the value of the docs or runbook annotation
 * @param locationRef - the entity's `backstage.io/managed-by-location`
 * @throws InputError if the annotation names something that can't be a page
 * @throws NotFoundError if the entity has no file that the path could be relative to
 * @internal
 */
export function docsLocation(
  annotation: string,
  locationRef: string | null,
): DocsLocation {
  const isUrl = /^https?:\/\//i.test(annotation);
  const name = isUrl ? pathOf(annotation) : annotation;
  if (!/\.md$/i.test(name)) {
    throw new InputError(
      `The page ${annotation} is not a Markdown file: name one that ends in .md`,
    );
  }
  if (isUrl) return { type: 'url', url: annotation };
  if (/^[a-z][a-z0-9+.-]*:/i.test(annotation) || path.isAbsolute(annotation)) {
    throw new InputError(
      `The page ${annotation} is neither an http(s) URL nor a relative path`,
    );
  }
  const location = parse(locationRef);
  if (location?.type === 'url') {
    return { type: 'url', url: new URL(annotation, location.target).href };
  }
  if (location?.type === 'file') {
    const folder = path.dirname(location.target);
    return { type: 'file', file: path.resolve(folder, annotation) };
  }
  throw new NotFoundError(
    `The page ${annotation} is relative, and the entity comes from ${
      locationRef ?? 'nowhere'
    }: use an absolute URL`,
  );
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return '';
  }
}

function parse(locationRef: string | null) {
  try {
    return locationRef ? parseLocationRef(locationRef) : undefined;
  } catch {
    return undefined;
  }
}

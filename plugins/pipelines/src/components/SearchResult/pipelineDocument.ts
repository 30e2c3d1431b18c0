import { stringifyEntityRef } from '@backstage/catalog-model';
import { PIPELINE_TYPES } from '@sluice/plugin-pipelines-common';
import type { SearchDocument } from '@backstage/plugin-search-common';

/** What the catalog's collator writes about an entity. @internal */
export type CatalogDocument = SearchDocument & {
  kind?: string;
  type?: string;
  namespace?: string;
  lifecycle?: string;
  owner?: string;
};

/**
 * Whether a search result is a pipeline: a catalog Component of one of our types.
 *
 * @internal
 */
export function isPipelineResult(result: {
  type: string;
  document: SearchDocument;
}): boolean {
  const { kind, type } = result.document as CatalogDocument;
  return (
    result.type === 'software-catalog' &&
    kind?.toLocaleLowerCase('en-US') === 'component' &&
    PIPELINE_TYPES.some(known => known === type)
  );
}

/**
 * The entity ref of a document. The collator writes no name, so it is read from the end of the location, which by the
 * collator's template is `/catalog/:namespace/:kind/:name`.
 *
 * @returns undefined if the location has another form, as a portal may configure
 * @internal
 */
export function entityRefOf(document: CatalogDocument): string | undefined {
  const match = /\/([^/]+)\/([^/]+)\/([^/?#]+)\/?$/.exec(document.location);
  if (!match) return undefined;
  const [namespace, kind, name] = match.slice(1).map(decodeURIComponent);
  if (kind.toLocaleLowerCase('en-US') !== 'component') return undefined;
  return stringifyEntityRef({ namespace, kind, name });
}

/**
 * Where a link in a page leads. A page is written to be read beside its neighbours; here it stands alone, so a link to the
 * other page of the pipeline leads to that page here, and any other relative link to where the page was read from.
 *
 * @param href - as the page says it
 * @param pages - `location` where the page was read from; `docs` and `runbook` as the entity names them
 * @returns an address; the link as it is where nothing better is known
 * @internal
 */
export function docsLink(
  href: string,
  pages: { location: string; docs?: string; runbook?: string },
): string {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(href)) return href;
  const file = fileName(href);
  if (pages.runbook && fileName(pages.runbook) === file) return '?page=runbook';
  if (pages.docs && fileName(pages.docs) === file) return '?page=docs';
  return /^https?:/.test(pages.location)
    ? new URL(href, pages.location).toString()
    : href;
}

function fileName(path: string): string | undefined {
  return path.split(/[?#]/)[0].split('/').at(-1);
}

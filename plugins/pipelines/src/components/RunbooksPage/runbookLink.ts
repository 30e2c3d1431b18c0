/**
 * Where a link in a runbook leads: to another runbook here, or, in a page of one's own, to where that was read from.
 *
 * @param href - as the page says it
 * @param pages - `base` the path of the runbooks here; `url` where a page of one's own was read from
 * @internal
 */
export function runbookLink(
  href: string,
  pages: { base: string; url?: string },
): string {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(href)) return href;
  if (pages.url) return new URL(href, pages.url).toString();
  return `${pages.base}/${href.replace(/\.md(?=#|$)/, '')}`;
}

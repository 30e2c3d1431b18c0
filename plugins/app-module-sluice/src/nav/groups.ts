/** The page whose item says how much waits for the reader. @internal */
export const APPROVALS_PAGE = 'page:pipelines/approvals';

/**
 * Which page stands under which question: is it well, what moves, who did what. A page that isn't installed isn't shown;
 * one that stands nowhere here comes under `browse`.
 *
 * @internal
 */
export const NAV_GROUPS = [
  {
    id: 'observe',
    pages: [
      'page:home',
      'page:pipelines',
      'page:pipelines/streams',
      'page:pipelines/alerts',
      'page:pipelines/incidents',
      'page:pipelines/reports',
      'page:pipelines/slos',
      'page:pipelines/scorecards',
      'page:pipelines/runbooks',
    ],
  },
  {
    id: 'change',
    pages: ['page:pipelines/releases', APPROVALS_PAGE, 'page:scaffolder'],
  },
  { id: 'prove', pages: ['page:pipelines/audit', 'page:pipelines/sources'] },
  {
    id: 'browse',
    pages: ['page:catalog', 'page:api-docs', 'page:techdocs', 'page:search'],
  },
] as const;

/** Pages that have a place of their own in the navigation, or none because they aren't for everyday use. */
export const PLACED_ELSEWHERE = [
  'page:notifications',
  'page:user-settings',
  'page:app-visualizer',
  // Each by its id: from the board, the inbox and notifications.
  'page:pipelines/promotions',
];

/** Pages without an item: where their readers are in the navigation. */
export const STANDS_UNDER: Readonly<Record<string, string>> = {
  'page:pipelines/promotions': 'page:pipelines/releases',
};

/**
 * The address of the item that the reader is at: of those that the path is at or below, the longest.
 *
 * @param pathname - where the reader is
 * @param hrefs - addresses of all items
 * @param aliases - items for addresses that have none themselves
 * @internal
 */
export function currentHref(
  pathname: string,
  hrefs: string[],
  aliases: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const [longest] = [...hrefs, ...aliases.keys()]
    .filter(
      href =>
        pathname === href ||
        (href !== '/' && pathname.startsWith(`${href.replace(/\/$/, '')}/`)),
    )
    .sort((a, b) => b.length - a.length);
  return aliases.get(longest) ?? longest;
}

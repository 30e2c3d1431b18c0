import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';

/** One tab of the entity page. */
export type HeaderTab = { id: string; label: string; href: string };

/** Our own parts stand right after the overview, in this order; whatever else is installed follows as it comes. */
const ORDER = [
  '/',
  '/freshness',
  '/lag',
  '/runs',
  '/releases',
  '/lineage',
  '/pipeline-docs',
];

/**
 * All tabs in one line: groups are opened, because a pipeline page has few.
 *
 * @internal
 */
export function headerTabs(tabs: EntityHeaderLayoutProps['tabs']): HeaderTab[] {
  const flat = tabs.flatMap(tab => ('items' in tab ? tab.items : [tab]));
  const rank = ({ id }: HeaderTab) => {
    const index = ORDER.indexOf(id);
    return index < 0 ? ORDER.length : index;
  };
  return flat.sort((a, b) => rank(a) - rank(b));
}

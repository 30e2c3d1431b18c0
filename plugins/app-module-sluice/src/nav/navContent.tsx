import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Nav } from './Nav';

/** The navigation in place of the app's own. @internal */
export const navContent = NavContentBlueprint.make({
  params: { component: ({ navItems }) => <Nav navItems={navItems} /> },
});

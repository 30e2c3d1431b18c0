import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { navContent } from './navContent';
import { layout } from '../layout';

const page = (name: string | undefined, path: string, title: string) =>
  PageBlueprint.make({
    name,
    params: {
      path,
      title,
      icon: <i />,
      routeRef: createRouteRef(),
      loader: async () => <h1>{title}</h1>,
    },
  });

const plugin = (pluginId: string, ...extensions: ReturnType<typeof page>[]) =>
  createFrontendPlugin({ pluginId, extensions });

const features = [
  plugin(
    'pipelines',
    page(undefined, '/pipelines', 'Fleet'),
    page('sources', '/pipelines/sources', 'Sources'),
    page('slos', '/pipelines/slos', 'SLOs'),
    page('releases', '/pipelines/releases', 'Releases'),
    page('promotions', '/pipelines/promotions', 'Pipelines'),
  ),
  plugin('catalog', page(undefined, '/catalog', 'Catalog')),
  plugin('tool', page(undefined, '/tool', 'A tool')),
  plugin('user-settings', page(undefined, '/settings', 'Settings')),
];

async function renderNav(path: string) {
  const signOut = jest.fn(async () => {});
  renderTestApp({
    initialRouteEntries: [path],
    features: [
      createFrontendModule({
        pluginId: 'app',
        extensions: [layout, navContent],
      }),
      ...features,
    ],
    apis: [
      [
        identityApiRef,
        {
          ...mockApis.identity({
            displayName: 'Ines Duarte',
            userEntityRef: 'user:default/ines.duarte',
            ownershipEntityRefs: [
              'user:default/ines.duarte',
              'group:default/finance-control',
            ],
          }),
          signOut,
        } as any,
      ],
    ],
  });
  const nav = await screen.findByRole('navigation', { name: 'Main' });
  return { nav, signOut };
}

describe('Nav', () => {
  it('groups the pages that there are by the question they answer', async () => {
    const { nav } = await renderNav('/pipelines/sources');
    const groups = within(nav)
      .getAllByRole('heading', { level: 2 })
      .map(heading => heading.textContent);
    expect(groups).toEqual(['Observe', 'Change', 'Prove', 'Browse']);
    const observe = within(nav).getByRole('list', { name: 'Observe' });
    expect(
      within(observe)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Fleet', 'SLOs']);
    const browse = within(nav).getByRole('list', { name: 'Browse' });
    expect(
      within(browse)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Catalog', 'A tool']);
  });

  it.each([
    ['/pipelines/sources', 'Sources'],
    ['/pipelines/promotions/7', 'Releases'],
  ])('marks at %s the page %s, and no other', async (path, title) => {
    const { nav } = await renderNav(path);
    const current = within(nav)
      .getAllByRole('link')
      .filter(link => link.getAttribute('aria-current') === 'page');
    expect(current.map(link => link.textContent)).toEqual([title]);
  });

  it('shows who is signed in, and signs them out', async () => {
    const { nav, signOut } = await renderNav('/pipelines');
    const account = await within(nav).findByRole('button', {
      name: 'Account of Ines Duarte finance-control',
    });
    expect(account).toHaveTextContent('Ines Duarte finance-control');
    await userEvent.click(account);
    expect(
      await screen.findByRole('menuitem', { name: 'Settings' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Sign out' }));
    expect(signOut).toHaveBeenCalledTimes(1);
  });
});

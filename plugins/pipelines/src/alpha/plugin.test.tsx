import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import plugin from './plugin';

describe('the plugin in an app on the new frontend system', () => {
  it('serves its pages, cards and widgets under the ids that config names', () => {
    const ids = (
      plugin as unknown as { extensions: { id: string }[] }
    ).extensions.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'api:pipelines',
        'page:pipelines',
        'page:pipelines/sources',
        'page:pipelines/alerts',
        'page:pipelines/approvals',
        'page:pipelines/audit',
        'page:pipelines/promotions',
        'page:pipelines/releases',
        'page:pipelines/incidents',
        'page:pipelines/reports',
        'page:pipelines/runbooks',
        'page:pipelines/scorecards',
        'home-page-widget:pipelines/mine',
        'home-page-widget:pipelines/failed',
        'home-page-widget:pipelines/late',
        'home-page-widget:pipelines/morning-report',
        'home-page-widget:pipelines/scorecards',
        'home-page-widget:pipelines/sources',
        'entity-content:pipelines/scorecards',
        'search-result-list-item:pipelines',
      ]),
    );
  });

  it('shows the fleet page at its path', async () => {
    renderTestApp({ features: [plugin], initialRouteEntries: ['/pipelines'] });
    expect(
      await screen.findByRole('heading', { name: 'Fleet' }),
    ).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { pipelinesApiRef } from '../api';
import { pipelineEntity, pipelineOverview } from '../__testUtils__/pipeline';
import pipelinesPlugin from './plugin';

const api = createPipelinesClient({
  discoveryApi: { getBaseUrl: async () => 'http://backend/api/pipelines' },
  fetchApi: {
    fetch: async () =>
      new Response(JSON.stringify(pipelineOverview({ status: 'late' })), {
        headers: { 'content-type': 'application/json' },
      }),
  },
});

const render = (type: string) =>
  renderTestApp({
    features: [catalogPlugin, pipelinesPlugin],
    initialRouteEntries: ['/catalog/default/component/finance-daily-close'],
    apis: [
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            { ...pipelineEntity, spec: { ...pipelineEntity.spec, type } },
          ],
        }),
      ],
      [pipelinesApiRef, api],
    ],
  });

describe('the stock entity page', () => {
  it('shows a pipeline with our head, overview and parts, under the stock theme', async () => {
    render('airflow-dag');
    const parts = await screen.findByRole('navigation', {
      name: 'Parts of this pipeline',
    });
    expect(
      within(parts)
        .getAllByRole('link')
        .map(link => link.textContent)
        .slice(0, 5),
    ).toEqual(['Overview', 'Freshness', 'Runs', 'Releases', 'Lineage']);
    expect(
      within(parts).getByRole('link', { name: 'Overview' }),
    ).toHaveAttribute('aria-current', 'page');
    expect(
      await screen.findByRole('group', { name: 'status in prod' }),
    ).toHaveTextContent('Late');
    expect(screen.getByText(/^More from the catalog/)).toBeInTheDocument();
  });

  it('leaves other components as they are', async () => {
    render('service');
    expect(
      (await screen.findAllByText('finance-daily-close')).length,
    ).toBeGreaterThan(0);
    expect(
      screen.queryByRole('navigation', { name: 'Parts of this pipeline' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Lineage')).not.toBeInTheDocument();
  });
});

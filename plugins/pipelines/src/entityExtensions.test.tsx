import type { Entity } from '@backstage/catalog-model';
import {
  EntityLayout,
  EntitySwitch,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import {
  AsyncEntityProvider,
  catalogApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { pipelinesApiRef } from './api';
import {
  PIPELINE_PATH,
  pipelineEntity,
  pipelineOverview,
  run,
} from './__testUtils__/pipeline';
import {
  EntityPipelineDocsContent,
  EntityPipelineLineageContent,
  EntityPipelineOverviewCard,
  EntityPipelineRunsContent,
  isPipeline,
} from './index';

const ANSWERS: Record<string, unknown> = {
  [PIPELINE_PATH]: pipelineOverview({ status: 'late' }),
  [`${PIPELINE_PATH}/runs`]: { items: [run()], totalItems: 1 },
  [`${PIPELINE_PATH}/lineage`]: { nodes: [], edges: [], truncated: false },
  [`${PIPELINE_PATH}/docs`]: {
    markdown: '# How to close the day',
    location: './docs/close.md',
  },
  '/environments': { items: [{ name: 'prod' }] },
};

const api = createPipelinesClient({
  discoveryApi: { getBaseUrl: async () => 'http://backend/api/pipelines' },
  fetchApi: {
    fetch: async input => {
      const path = new URL(String(input)).pathname;
      const answer = ANSWERS[path.replace('/api/pipelines', '')];
      return new Response(JSON.stringify(answer ?? {}), {
        status: answer ? 200 : 404,
        headers: { 'content-type': 'application/json' },
      });
    },
  },
});

const permissionApi = {
  authorize: async () => ({ result: 'ALLOW' }),
} as unknown as PermissionApi;

/** As an app on the legacy system writes it. */
const entityPage = (
  <EntitySwitch>
    <EntitySwitch.Case if={isPipeline}>
      <EntityLayout>
        <EntityLayout.Route path="/" title="Overview">
          <EntityPipelineOverviewCard />
        </EntityLayout.Route>
        <EntityLayout.Route path="/runs" title="Runs">
          <EntityPipelineRunsContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/lineage" title="Lineage">
          <EntityPipelineLineageContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/pipeline-docs" title="Docs">
          <EntityPipelineDocsContent />
        </EntityLayout.Route>
      </EntityLayout>
    </EntitySwitch.Case>
    <EntitySwitch.Case>
      <p>A page of another kind</p>
    </EntitySwitch.Case>
  </EntitySwitch>
);

const PAGE = '/catalog/default/component/finance-daily-close';

async function open(path: string, entity: Entity = pipelineEntity) {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [pipelinesApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
        [permissionApiRef, permissionApi],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      ]}
    >
      <AsyncEntityProvider entity={entity} loading={false}>
        <Routes>
          <Route
            path="/catalog/:namespace/:kind/:name/*"
            element={entityPage}
          />
        </Routes>
      </AsyncEntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [`${PAGE}${path}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/catalog': catalogPlugin.routes.catalogIndex,
      },
    },
  );
}

// The parts load lazily: the first one that shows would have to wait for all the libraries below them.
beforeAll(async () => {
  await Promise.all([
    import('./components/PipelineOverview'),
    import('./components/RunsPage'),
    import('./components/LineagePage'),
    import('./components/DocsPage'),
  ]);
}, 120_000);

describe('the stock entity page of a legacy app, under the stock theme', () => {
  it('shows the overview, whose link leads to the runs', async () => {
    await open('');
    expect(await screen.findByText('status in prod')).toBeInTheDocument();
    const link = screen.getByText(/^All runs/);
    expect(link).toHaveAttribute('href', `${PAGE}/runs`);
    await userEvent.click(link);
    expect(await screen.findByText('1 run')).toBeInTheDocument();
  });

  it.each([
    ['/runs', '1 run'],
    ['/lineage', 'No neighbour is known'],
    ['/pipeline-docs', 'How to close the day'],
  ])('shows %s', async (path, content) => {
    await open(path);
    expect(await screen.findByText(content)).toBeInTheDocument();
  });

  it('leaves other entities to the app', async () => {
    await open('', {
      ...pipelineEntity,
      spec: { ...pipelineEntity.spec, type: 'service' },
    });
    expect(
      await screen.findByText('A page of another kind'),
    ).toBeInTheDocument();
  });
});

import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { pipelinesApiRef } from './api';
import { FleetPage, pipelinesPlugin, SourcesPage } from './plugin';
import {
  failedRow,
  fleetPage,
  fleetSummary,
  source,
} from './__testUtils__/fleet';

const ANSWERS: Record<string, unknown> = {
  '/fleet': fleetPage([failedRow]),
  '/fleet/summary': fleetSummary(),
  '/sources': { items: [source()] },
};

const api = createPipelinesClient({
  discoveryApi: { getBaseUrl: async () => 'http://backend/api/pipelines' },
  fetchApi: {
    fetch: async input => {
      const path = new URL(String(input)).pathname;
      const answer = ANSWERS[path.replace('/api/pipelines', '')];
      return new Response(JSON.stringify(answer), {
        headers: { 'content-type': 'application/json' },
      });
    },
  },
});
const permissionApi = {
  authorize: async () => ({ result: 'ALLOW' }),
} as unknown as PermissionApi;

describe('the plugin in a legacy app', () => {
  it.each([
    ['/pipelines', 'Fleet', 'finance-daily-close'],
    ['/pipelines/sources', 'Sources', 'Airflow prod'],
  ])('mounts %s', async (path, title, content) => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [pipelinesApiRef, api],
          [permissionApiRef, permissionApi],
        ]}
      >
        <Routes>
          <Route path="/pipelines" element={<FleetPage />} />
          <Route path="/pipelines/sources" element={<SourcesPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: [path],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('heading', { name: title, level: 1 }),
    ).toBeInTheDocument();
    expect(await screen.findByText(content)).toBeInTheDocument();
  });

  it('brings its own API client', () => {
    const [factory] = [...pipelinesPlugin.getApis()];
    expect(factory.api.id).toBe(pipelinesApiRef.id);
    expect(Object.values(factory.deps).map(({ id }) => id)).toEqual([
      discoveryApiRef.id,
      fetchApiRef.id,
    ]);
  });
});

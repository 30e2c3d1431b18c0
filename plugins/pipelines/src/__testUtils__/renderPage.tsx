import type { ReactElement } from 'react';
import {
  type AnyApiRef,
  identityApiRef,
  storageApiRef,
} from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  createPipelinesClient,
  type PipelinesSignal,
} from '@sluice/plugin-pipelines-common';
import { act } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { pipelinesApiRef, PipelinesQueryProvider } from '../api';
import {
  alertsRouteRef,
  approvalsRouteRef,
  auditRouteRef,
  fleetRouteRef,
  incidentsRouteRef,
  promotionsRouteRef,
  releasesRouteRef,
  reportsRouteRef,
  runbooksRouteRef,
  scorecardsRouteRef,
  slosRouteRef,
  sourcesRouteRef,
  streamsRouteRef,
} from '../routes';

/** What the backend answers, by path: a body, a {@link Refusal}, or a function of the query and the body that gives one. @internal */
export type Answers = Record<string, unknown>;

/** An answer other than 200. @internal */
export class Refusal {
  constructor(readonly status: number, readonly message: string) {}
}

/**
 * Renders a page as a user gets it, over a backend that answers as told.
 *
 * @param element - the page
 * @param options - `answers` may be changed while the page is open; `path` carries the query string
 * @internal
 */
export async function renderPage(
  element: ReactElement,
  options: {
    answers: Answers;
    path?: string;
    isAllowed?: boolean;
    ownershipRefs?: string[];
    storage?: ReturnType<typeof mockApis.storage>;
    /** What a page needs besides. */
    apis?: [AnyApiRef, any][];
  },
) {
  const { answers, path = '/pipelines', isAllowed = true } = options;
  const requests: URL[] = [];
  const listeners = new Set<(signal: PipelinesSignal) => void>();

  const api = createPipelinesClient({
    discoveryApi: { getBaseUrl: async () => 'http://backend/api/pipelines' },
    fetchApi: {
      fetch: async (input, init) => {
        const url = new URL(String(input));
        requests.push(url);
        const body = init?.body && (await new Response(init.body).json());
        return respond(url, answers, body);
      },
    },
  });
  const permissionApi = {
    authorize: async () => ({ result: isAllowed ? 'ALLOW' : 'DENY' }),
  } as unknown as PermissionApi;
  const signalApi = {
    subscribe: (_: string, listener: (message: any) => void) => {
      listeners.add(listener);
      return { unsubscribe: () => void listeners.delete(listener) };
    },
  };

  const rendered = await renderInTestApp(
    <TestApiProvider
      apis={[
        [pipelinesApiRef, api],
        [permissionApiRef, permissionApi],
        [signalApiRef, signalApi],
        [storageApiRef, options.storage ?? mockApis.storage()],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/ines',
            ownershipEntityRefs: options.ownershipRefs ?? [],
          }),
        ],
        ...(options.apis ?? []),
      ]}
    >
      {/* Permissions are cached by it: what one test was told is not what the next one is. */}
      <SWRConfig value={{ provider: () => new Map() }}>
        <PipelinesQueryProvider>{element}</PipelinesQueryProvider>
      </SWRConfig>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/pipelines': fleetRouteRef,
        '/pipelines/slos': slosRouteRef,
        '/pipelines/sources': sourcesRouteRef,
        '/pipelines/streams': streamsRouteRef,
        '/pipelines/alerts': alertsRouteRef,
        '/pipelines/approvals': approvalsRouteRef,
        '/pipelines/audit': auditRouteRef,
        '/pipelines/incidents': incidentsRouteRef,
        '/pipelines/promotions': promotionsRouteRef,
        '/pipelines/releases': releasesRouteRef,
        '/pipelines/reports': reportsRouteRef,
        '/pipelines/runbooks': runbooksRouteRef,
        '/pipelines/scorecards': scorecardsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return {
    ...rendered,
    user: userEvent.setup(),
    /** Every request so far. */
    requests,
    /** The last request to a path of the API, such as `/fleet`. */
    lastRequest: (apiPath: string) =>
      requests
        .filter(url => url.pathname === `/api/pipelines${apiPath}`)
        .at(-1),
    /** The backend says that something changed. */
    signal: (message: PipelinesSignal) =>
      act(async () => listeners.forEach(listener => listener(message))),
  };
}

function respond(url: URL, answers: Answers, body?: unknown): Response {
  const path = url.pathname.replace('/api/pipelines', '');
  let answer = answers[path];
  if (typeof answer === 'function') answer = answer(url.searchParams, body);
  if (answer === undefined) {
    answer = new Refusal(404, `The test has no answer for ${path}`);
  }
  if (answer instanceof Refusal) {
    const { status, message } = answer;
    const error = { name: 'Error', message };
    return new Response(
      JSON.stringify({ error, response: { statusCode: status } }),
      { status, headers: { 'content-type': 'application/json' } },
    );
  }
  if (typeof answer === 'string') {
    return new Response(answer, { headers: { 'content-type': 'text/csv' } });
  }
  return new Response(JSON.stringify(answer), {
    headers: { 'content-type': 'application/json' },
  });
}

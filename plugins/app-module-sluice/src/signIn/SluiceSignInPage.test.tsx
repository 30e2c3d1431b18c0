import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { configApiRef, discoveryApiRef } from '@backstage/frontend-plugin-api';
import { SluiceSignInPage } from './SluiceSignInPage';

const people = [
  {
    entityRef: 'user:default/ines.duarte',
    displayName: 'Ines Duarte',
    role: 'finance-controller',
    description: 'Approves finance changes',
    groups: ['group:default/finance-control'],
  },
  {
    entityRef: 'user:default/mei.lin',
    displayName: 'Mei Lin',
    role: 'data-engineer',
    groups: [],
  },
];

const session = {
  profile: { displayName: 'Ines Duarte' },
  backstageIdentity: {
    token: 'a.e30.c',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ines.duarte',
      ownershipEntityRefs: [],
    },
  },
};

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

const error = (statusCode: number, name: string, message: string) => ({
  error: { name, message },
  response: { statusCode },
});

function renderPage(config: object) {
  const onSignInSuccess = jest.fn();
  renderInTestApp(
    <TestApiProvider
      apis={[
        [configApiRef, mockApis.config({ data: config as any })],
        [
          discoveryApiRef,
          { getBaseUrl: async (id: string) => `http://backend/api/${id}` },
        ],
      ]}
    >
      <SluiceSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return { onSignInSuccess };
}

const persona = { auth: { providers: { persona: { enabled: true } } } };

describe('SluiceSignInPage', () => {
  let fetched: jest.SpiedFunction<typeof fetch>;
  beforeEach(() => {
    fetched = jest.spyOn(global, 'fetch');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    sessionStorage.clear();
  });

  it('lets one choose a person by keyboard, and signs in as them', async () => {
    fetched.mockResolvedValueOnce(json(200, people));
    const { onSignInSuccess } = renderPage(persona);
    const list = await screen.findByRole('list', { name: 'People' });
    const card = within(list).getByRole('button', { name: /Ines Duarte/ });
    expect(card).toHaveTextContent('Finance controller · finance-control');
    expect(card).toHaveTextContent('Approves finance changes');

    fetched.mockResolvedValueOnce(json(200, session));
    card.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, init] = fetched.mock.calls[1];
    expect(url).toBe('http://backend/api/auth/persona/refresh');
    expect(new Headers(init?.headers).get('x-sluice-persona')).toBe(
      'user:default/ines.duarte',
    );
    await expect(
      onSignInSuccess.mock.calls[0][0].getBackstageIdentity(),
    ).resolves.toMatchObject({ userEntityRef: 'user:default/ines.duarte' });
  });

  it('waits for a catalog that has not read its people yet', async () => {
    fetched
      .mockResolvedValueOnce(
        json(
          503,
          error(503, 'ServiceUnavailableError', 'The catalog has no User yet'),
          { 'Retry-After': '0.01' },
        ),
      )
      .mockResolvedValue(json(200, people));
    renderPage(persona);
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Waiting for the catalog to read its people',
    );
    expect(
      await screen.findByRole('button', { name: /Mei Lin/ }),
    ).toBeInTheDocument();
  });

  it('says what failed, and tries again when asked', async () => {
    fetched.mockResolvedValueOnce(
      json(404, error(404, 'NotFoundError', 'no such route')),
    );
    renderPage(persona);
    expect(await screen.findByRole('alert')).toHaveTextContent('no such route');
    fetched.mockResolvedValueOnce(json(200, people));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: /Mei Lin/ }),
    ).toBeInTheDocument();
  });

  it('leads back to the people when signing in as one failed', async () => {
    sessionStorage.setItem(
      'sluice.persona',
      JSON.stringify({ entityRef: 'user:default/gone', displayName: 'Gone' }),
    );
    fetched.mockResolvedValueOnce(
      json(401, error(401, 'AuthenticationError', 'There is no such person')),
    );
    renderPage(persona);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such person',
    );
    fetched.mockResolvedValueOnce(json(200, people));
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose someone else' }),
    );
    expect(
      await screen.findByRole('list', { name: 'People' }),
    ).toBeInTheDocument();
    expect(sessionStorage.getItem('sluice.persona')).toBeNull();
  });

  it('names the keys to set where nothing is configured', async () => {
    renderPage({});
    expect(
      await screen.findByText(/Set sluice\.signIn\.providers/),
    ).toBeInTheDocument();
  });
});

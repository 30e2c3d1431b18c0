import { screen, waitFor, within } from '@testing-library/react';
import { incident, incidentDetail } from '../../__testUtils__/alerts';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { fleetPage, fleetRow } from '../../__testUtils__/fleet';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { IncidentsPage } from './IncidentsPage';

const closed = incident({
  id: 2,
  title: 'Warehouse was down',
  state: 'closed',
  origin: 'person',
  openedBy: 'user:default/ines',
});

const render = (answers: Record<string, unknown> = {}, path = '/') =>
  renderPage(<IncidentsPage />, {
    answers: {
      '/incidents': { items: [incident(), closed], totalItems: 2, open: 1 },
      '/incidents/3': incidentDetail(),
      '/fleet': fleetPage([fleetRow({ name: 'revenue_daily' })]),
      ...answers,
    },
    path,
  });

describe('IncidentsPage', () => {
  it('lists them, open ones first, with how long they lasted', async () => {
    const { container } = await render();
    const [first, second] = within(
      await screen.findByRole('table', { name: 'Incidents' }),
    )
      .getAllByRole('row')
      .slice(1);
    expect(first).toHaveTextContent('Open');
    expect(first).toHaveTextContent('by an alert');
    expect(first).toHaveTextContent('finance_close_daily and 11 more');
    expect(
      within(first).getByRole('link', { name: /payments_load holds up/ }),
    ).toHaveAttribute('href', '/pipelines/incidents/3');
    expect(second).toHaveTextContent('Closed');
    expect(second).toHaveTextContent('by ines');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says how one comes about where there is none', async () => {
    await render({ '/incidents': { items: [], totalItems: 0, open: 0 } });
    expect(await screen.findByText('No incident')).toBeVisible();
  });

  it('shows one with its timeline, cause and pipelines', async () => {
    const { container } = await render({}, '/3');
    const timeline = await screen.findByRole('list', { name: 'Timeline' });
    expect(timeline).toHaveTextContent('Opened');
    expect(timeline).toHaveTextContent(
      'Note, inesAsked the vendor for the file',
    );
    expect(
      screen.getByRole('link', { name: 'payments_load holds up 14 pipelines' }),
    ).toHaveAttribute('href', '/pipelines/alerts/12');
    expect(screen.getByText('Pipelines (1)')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('takes a note, and keeps what was typed until it is on record', async () => {
    const noted = jest
      .fn()
      .mockReturnValueOnce(new Refusal(500, 'the database is away'))
      .mockReturnValue(incidentDetail());
    const { user } = await render(
      { '/incidents/3/notes': (_: unknown, body: unknown) => noted(body) },
      '/3',
    );
    const field = await screen.findByLabelText('Note for the timeline');
    await user.type(field, 'Called the vendor');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    expect(
      await screen.findByText(/couldn't be added: the database is away/),
    ).toBeVisible();
    expect(field).toHaveValue('Called the vendor');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    await waitFor(() => expect(field).toHaveValue(''));
    expect(noted).toHaveBeenCalledTimes(2);
    expect(noted).toHaveBeenLastCalledWith({ text: 'Called the vendor' });
  });

  it('is closed with a reason', async () => {
    const asked = jest.fn();
    const { user } = await render(
      {
        '/incidents/3/close': (_: unknown, body: unknown) => {
          asked(body);
          return incidentDetail({
            state: 'closed',
            closedAt: '2026-11-21T09:00:00.000Z',
            closeReason: 'False alarm of the vendor',
          });
        },
      },
      '/3',
    );
    await user.click(
      await screen.findByRole('button', { name: 'Close incident' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Close incident 3',
    });
    const confirm = within(dialog).getByRole('button', {
      name: 'Close incident',
    });
    expect(confirm).toBeDisabled();
    await user.type(
      within(dialog).getByLabelText(/Why it is over/),
      'False alarm of the vendor',
    );
    await user.click(confirm);
    expect(asked).toHaveBeenCalledWith({ reason: 'False alarm of the vendor' });
    expect(
      await screen.findByText(/^Closed .*: False alarm of the vendor$/),
    ).toBeVisible();
  });

  it('is declared by hand, on pipelines that are looked for by name', async () => {
    const asked = jest.fn();
    const { user } = await render({
      '/incidents': (_: unknown, body: unknown) => {
        if (!body) return { items: [], totalItems: 0, open: 0 };
        asked(body);
        return incidentDetail();
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Declare incident' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Declare an incident',
    });
    const submit = within(dialog).getByRole('button', { name: 'Declare' });
    expect(submit).toBeDisabled();
    await user.type(
      within(dialog).getByLabelText(/What is wrong/),
      'The warehouse is down',
    );
    await user.type(within(dialog).getByLabelText('Pipelines'), 'revenue');
    await user.click(
      await screen.findByRole('option', { name: 'revenue_daily' }),
    );
    await user.click(submit);
    expect(asked).toHaveBeenCalledWith({
      title: 'The warehouse is down',
      severity: 'high',
      pipelines: ['component:default/revenue_daily'],
    });
  });

  it('says when there is no such incident, and what went wrong', async () => {
    await render({ '/incidents/9': new Refusal(404, 'none') }, '/9');
    expect(
      await screen.findByText('There is no such incident that you may see'),
    ).toBeVisible();
  });
});

import { screen, within } from '@testing-library/react';
import { alert, alertDetail } from '../../__testUtils__/alerts';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { AlertsPage } from './AlertsPage';

const page = (items: object[]) => ({
  items,
  totalItems: items.length,
  counts: { urgent: 1, maintenance: 1 },
});
const slow = alert({
  id: 13,
  urgency: 'maintenance',
  kind: 'burning-slow',
  severity: 'normal',
  summary: 'revenue_daily spends its error budget faster than it may',
  runbook: undefined,
  incidentId: undefined,
});
const list = (query: URLSearchParams) => {
  if (query.getAll('state').includes('resolved')) {
    return page([
      alert({ state: 'resolved', resolvedAt: '2026-11-21T08:00:00.000Z' }),
    ]);
  }
  return page(query.get('urgency') === 'urgent' ? [alert()] : [slow]);
};

const render = (answers: Record<string, unknown> = {}, path = '/') =>
  renderPage(<AlertsPage />, {
    answers: { '/alerts': list, '/alert-channels': { items: [] }, ...answers },
    path,
  });

describe('AlertsPage', () => {
  it('shows what is urgent apart from what waits, grouped by cause', async () => {
    const { container } = await render();
    const urgent = await screen.findByRole('region', { name: 'Urgent (1)' });
    const item = within(urgent).getByRole('listitem');
    expect(
      within(item).getByRole('link', {
        name: 'payments_load holds up 14 pipelines',
      }),
    ).toHaveAttribute('href', '/pipelines/alerts/12');
    expect(item).toHaveTextContent('Look at the failed run of payments_load');
    expect(item).toHaveTextContent(
      '14 pipelines affected: finance_close_daily, revenue_daily and 12 more',
    );
    expect(
      within(item).getByRole('link', { name: 'Runbook of payments_load' }),
    ).toHaveAttribute('href', expect.stringContaining('?page=runbook'));
    expect(
      within(item).getByRole('link', { name: 'Incident 3' }),
    ).toHaveAttribute('href', '/pipelines/incidents/3');
    const waiting = screen.getByRole('region', {
      name: 'For working hours (1)',
    });
    expect(
      within(waiting).getByRole('link', { name: 'Runbook' }),
    ).toHaveAttribute('href', '/pipelines/runbooks/freshness-breach');
    expect(screen.getByText('1 urgent, 1 for working hours')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('is acknowledged, and says who looks after it', async () => {
    const acknowledged = jest.fn(() => alert({ state: 'acknowledged' }));
    const answers: Record<string, unknown> = {
      '/alerts/12/acknowledge': acknowledged,
    };
    const { user } = await render(answers);
    await user.click(
      await screen.findByRole('button', {
        name: /^Acknowledge: payments_load/,
      }),
    );
    expect(acknowledged).toHaveBeenCalledTimes(1);
  });

  it('says why it could not be acknowledged', async () => {
    const { user } = await render({
      '/alerts/12/acknowledge': new Refusal(403, 'You need the permission'),
    });
    await user.click(
      await screen.findByRole('button', {
        name: /^Acknowledge: payments_load/,
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "It couldn't be acknowledged: You need the permission",
    );
  });

  it('shows what is over when asked', async () => {
    const { user } = await render();
    await user.click(await screen.findByRole('button', { name: 'Resolved' }));
    expect(
      await screen.findByRole('region', { name: 'Resolved (1)' }),
    ).toHaveTextContent('lasted 2 h');
  });

  it('says that nothing hurts', async () => {
    await render({ '/alerts': page([]) });
    expect(await screen.findByText('Nothing hurts users.')).toBeVisible();
    expect(
      await screen.findByText('Nothing waits for working hours.'),
    ).toBeVisible();
  });

  it('says that a channel fails', async () => {
    await render({
      '/alert-channels': {
        items: [
          {
            channel: 'webhook pager',
            status: 'failing',
            pending: 2,
            held: 0,
            error: 'answered 401',
          },
        ],
      },
    });
    expect(
      await screen.findByText('webhook pager can’t be reached: answered 401'),
    ).toBeVisible();
  });

  it('fetches again when an alert changed', async () => {
    const { requests, signal } = await render();
    await screen.findByRole('region', { name: 'Urgent (1)' });
    const before = requests.length;
    await signal({ topic: 'alerts', ids: ['12'] });
    expect(requests.length).toBeGreaterThan(before);
  });

  it('says what went wrong', async () => {
    await render({ '/alerts': new Refusal(500, 'the database is locked') });
    expect(
      (await screen.findAllByText(/the database is locked/)).length,
    ).toBeGreaterThan(0);
  });

  it('shows one with all that it affects, its history and who was told', async () => {
    const { container } = await render({ '/alerts/12': alertDetail() }, '/12');
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'payments_load holds up 14 pipelines',
      }),
    ).toBeVisible();
    const affected = screen.getByRole('table', { name: 'Affected pipelines' });
    expect(
      within(affected).getByRole('link', { name: 'finance_close_daily' }),
    ).toHaveAttribute('href', expect.stringContaining('/freshness?slo=7'));
    expect(affected).toHaveTextContent('waits for payments_load');
    expect(screen.getByRole('list', { name: 'History' })).toHaveTextContent(
      'Acknowledged, ines',
    );
    expect(
      screen.getByRole('table', { name: 'Who was told' }),
    ).toHaveTextContent('payments-data');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says when there is no such alert', async () => {
    await render({ '/alerts/99': new Refusal(404, 'none') }, '/99');
    expect(
      await screen.findByText('There is no such alert that you may see'),
    ).toBeVisible();
  });
});

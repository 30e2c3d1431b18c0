import { screen, within } from '@testing-library/react';
import { morningReport } from '../../__testUtils__/alerts';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ReportsPage } from './ReportsPage';

const render = (answers: Record<string, unknown>, path = '/morning') =>
  renderPage(<ReportsPage />, { answers, path });

describe('ReportsPage', () => {
  it('says what will be late, why, whose it is and what to do, in the zone of the report', async () => {
    const { container } = await render({
      '/reports/morning': morningReport(),
    });
    expect(
      await screen.findByText(/21 Nov 2026, made 05:30 America\/New_York/),
    ).toBeVisible();
    const late = screen.getByRole('region', {
      name: 'Will miss its deadline (1)',
    });
    expect(
      within(late).getByRole('link', {
        name: 'payments_load holds up 14 pipelines',
      }),
    ).toHaveAttribute('href', '/pipelines/alerts/12');
    expect(late).toHaveTextContent(
      'What to do: Look at the failed run of payments_load',
    );
    const row = within(late).getAllByRole('row')[1];
    expect(row).toHaveTextContent('finance_close_daily');
    expect(row).toHaveTextContent('06:00');
    expect(row).toHaveTextContent('07:30');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says how good the forecasts were', async () => {
    await render({ '/reports/morning': morningReport() });
    const forecasts = await screen.findByRole('region', {
      name: /^How good were the forecasts/,
    });
    expect(forecasts).toHaveTextContent('19 of 20 came true95.0 %');
    expect(
      within(forecasts).getByRole('row', { name: /revenue_daily/ }),
    ).toHaveTextContent('in time, done by 05:40missed, 06:20');
  });

  it('says that the morning is quiet', async () => {
    await render({
      '/reports/morning': morningReport({ quiet: true, atRisk: [] }),
    });
    expect(await screen.findByText('A quiet morning')).toBeVisible();
  });

  it('shows the report of a date, and goes to the day before', async () => {
    const { lastRequest, user } = await render(
      {
        '/reports/morning/2026-11-20': morningReport({ date: '2026-11-20' }),
        '/reports/morning': morningReport(),
      },
      '/2026-11-20',
    );
    await screen.findByText(/20 Nov 2026, made/);
    expect(screen.getByLabelText('Date', { selector: 'input' })).toHaveValue(
      '2026-11-20',
    );
    expect(screen.getByRole('button', { name: 'Day after' })).toBeDisabled();
    await user.tab();
    expect(lastRequest('/reports/morning/2026-11-20')).toBeDefined();
  });

  it.each([
    ['there was none yet', '/morning', '/reports/morning', 'No report yet'],
    [
      'there is none of a date',
      '/2026-11-01',
      '/reports/morning/2026-11-01',
      /^No report of .*1 Nov 2026/,
    ],
  ])('says when %s', async (_, path, api, words) => {
    const answer = path === '/morning' ? null : new Refusal(404, 'none');
    await render({ [api]: answer }, path);
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('says what went wrong', async () => {
    await render({ '/reports/morning': new Refusal(500, 'disk full') });
    expect(await screen.findByText(/disk full/)).toBeVisible();
  });
});

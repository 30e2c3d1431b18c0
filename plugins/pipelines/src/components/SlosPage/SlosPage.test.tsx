import { screen, waitFor, within } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import type { Slo } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import { slo } from '../../__testUtils__/slo';
import { SlosPage } from './SlosPage';

const Search = () => <output>{useLocation().search}</output>;
const render = (answers: Answers, search = '') =>
  renderPage(
    <>
      <SlosPage />
      <Search />
    </>,
    { answers, path: `/pipelines/slos${search}` },
  );

const ITEMS: Slo[] = [
  slo({ id: 7, domain: 'domain:default/finance' }),
  slo({
    id: 8,
    entityRef: 'component:default/orders',
    title: 'Done in 45 min',
    kind: 'duration',
    status: 'met',
    domain: 'domain:default/sales',
    owner: 'group:default/sales-data',
    budget: undefined,
  }),
  slo({
    id: 9,
    entityRef: 'group:default/everyone',
    title: 'Scheduled runs succeed',
    kind: 'success',
    status: 'unknown',
    pipelines: 120,
    definition: { window: { calendar: 'month', timezone: 'UTC' } },
  }),
];
const answer = (query: URLSearchParams) => {
  const statuses = query.getAll('status');
  const items = ITEMS.filter(
    item => statuses.length === 0 || statuses.includes(item.status),
  );
  return { items, totalItems: items.length };
};

describe('SlosPage', () => {
  it('shows every SLO under its domain, with what is kept and what is left', async () => {
    const { container } = await render({ '/slos': answer });
    const table = await screen.findByRole('table', { name: 'SLOs by domain' });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(header => header.textContent),
    ).toEqual([
      'finance1 budget spent',
      'finance-daily-close',
      'sales1 met',
      'orders',
      'Several domains, or none1 not established',
      'everyone120 pipelines',
    ]);
    const row = within(table).getByText('Ready at 06:00').closest('tr')!;
    expect(row).toHaveTextContent('90 %');
    expect(row).toHaveTextContent('95 %');
    expect(row).toHaveTextContent('−1 of 1');
    expect(row).toHaveTextContent('28 d rolling');
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/finance-daily-close/freshness?slo=7',
    );
    expect(within(table).getByText('this month')).toBeInTheDocument();
    expect(screen.getByText(/^3 SLOs · as of /)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('filters, and keeps it in the link', async () => {
    const { user, lastRequest } = await render({ '/slos': answer });
    await screen.findByText('Ready at 06:00');
    await user.click(screen.getByRole('button', { name: 'Met' }));
    await waitFor(() =>
      expect(screen.queryByText('Ready at 06:00')).not.toBeInTheDocument(),
    );
    await user.click(screen.getByRole('combobox', { name: /Owner/ }));
    await user.click(await screen.findByRole('option', { name: 'sales-data' }));
    await waitFor(() =>
      expect(lastRequest('/slos')?.search).toContain(
        'owner=group%3Adefault%2Fsales-data',
      ),
    );
    expect([...document.querySelectorAll('output')].at(-1)?.textContent).toBe(
      '?status=met&owner=group%3Adefault%2Fsales-data',
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('Ready at 06:00')).toBeInTheDocument();
  });

  it('reads page after page', async () => {
    await render({
      '/slos': (query: URLSearchParams) => ({
        items: [query.has('cursor') ? ITEMS[1] : ITEMS[0]],
        totalItems: 2,
        nextCursor: query.has('cursor') ? undefined : 'next',
      }),
    });
    expect(await screen.findByText('Ready at 06:00')).toBeInTheDocument();
    expect(screen.getByText('Done in 45 min')).toBeInTheDocument();
  });

  it('prints with one click', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = await render({ '/slos': answer });
    await screen.findByText('Ready at 06:00');
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
    print.mockRestore();
  });

  it('offers a way out where a filter leaves nothing', async () => {
    const { user } = await render({ '/slos': answer }, '?status=burning');
    expect(await screen.findByText('No SLO matches')).toBeInTheDocument();
    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('Ready at 06:00')).toBeInTheDocument();
  });

  it('says how to promise something where nothing is', async () => {
    await render({ '/slos': { items: [], totalItems: 0 } });
    expect(
      await screen.findByText('Nothing is promised yet'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled();
  });

  it('says what failed, and tries again', async () => {
    const answers: Answers = { '/slos': new Refusal(500, 'locked') };
    const { user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    answers['/slos'] = answer;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ready at 06:00')).toBeInTheDocument();
  });

  it('keeps what it knows when the backend fails, and says how old it is', async () => {
    const answers: Answers = { '/slos': answer };
    const { signal } = await render(answers);
    await screen.findByText('Ready at 06:00');
    answers['/slos'] = new Refusal(403, 'locked');
    await signal({ topic: 'runs', ids: [] });
    expect(
      await screen.findByText(/couldn't be refreshed/),
    ).toBeInTheDocument();
    expect(screen.getByText('Ready at 06:00')).toBeInTheDocument();
  });
});

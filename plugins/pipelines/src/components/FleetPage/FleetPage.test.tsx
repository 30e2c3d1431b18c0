import { screen, waitFor, within } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  failedRow,
  fleetPage,
  fleetRow,
  fleetSummary,
  wallTile,
} from '../../__testUtils__/fleet';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import { FleetPage } from './FleetPage';

const Search = () => <output>{useLocation().search}</output>;
const page = (
  <>
    <FleetPage />
    <Search />
  </>
);
const answersOf = (changes: Answers = {}): Answers => ({
  '/fleet': fleetPage([failedRow, fleetRow()]),
  '/fleet/summary': fleetSummary(),
  '/fleet/wall': { items: [wallTile('orders-enrichment')] },
  ...changes,
});
const shownSearch = () =>
  [...document.querySelectorAll('output')].at(-1)?.textContent;

describe('FleetPage', () => {
  it('shows each pipeline with its status, why, and where it leads', async () => {
    await renderPage(page, { answers: answersOf() });
    const link = await screen.findByRole('link', {
      name: 'finance-daily-close',
    });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/finance-daily-close',
    );
    const row = link.closest<HTMLElement>('[role=row]')!;
    expect(
      within(row).getByText('Failed', { selector: 'span' }),
    ).toBeInTheDocument();
    expect(within(row).getByText(/^Failed .*\d\d:\d\d$/)).toBeInTheDocument();
    expect(screen.getByText('Sorted by what needs you first')).toBeVisible();
  });

  it('says what its figures mean', async () => {
    await renderPage(page, { answers: answersOf() });
    const success = await screen.findByRole('group', {
      name: 'scheduled runs succeeded',
    });
    expect(await within(success).findByText('99.84 %')).toBeInTheDocument();
    expect(
      within(success).getByText('target 99.9 % · 16 failed in 30 d'),
    ).toBeInTheDocument();
    const attention = screen.getByRole('group', { name: 'need you now' });
    expect(within(attention).getByText('4')).toBeInTheDocument();
    expect(
      within(attention).getByText('2 failed · 1 late · 1 unknown'),
    ).toBeInTheDocument();
    expect(screen.getByText('Demo data')).toBeInTheDocument();
    expect(screen.getByText(/120 pipelines · updated/)).toBeInTheDocument();
  });

  it('filters by facet, keeps it in the link and asks the backend', async () => {
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf(),
    });
    await user.click(await screen.findByRole('button', { name: /^finance / }));
    await user.click(screen.getByRole('button', { name: /^sales / }));
    expect(shownSearch()).toBe(
      '?domain=domain%3Adefault%2Ffinance&domain=domain%3Adefault%2Fsales',
    );
    await waitFor(() =>
      expect(lastRequest('/fleet')?.searchParams.getAll('domain')).toEqual([
        'domain:default/finance',
        'domain:default/sales',
      ]),
    );
    await user.click(screen.getByRole('button', { name: 'Clear Domain' }));
    expect(shownSearch()).toBe('');
  });

  it('shows what is left of budgets, and filters and sorts by it', async () => {
    const promised = fleetRow({
      name: 'promised',
      slo: {
        id: 7,
        name: 'by-six',
        kind: 'deadline',
        status: 'exhausted',
        target: 95,
        allowed: 1.4,
        missesLeft: -1,
        remainingRatio: -0.4,
      },
    });
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf({ '/fleet': fleetPage([promised, fleetRow()]) }),
    });
    const link = await screen.findByRole('link', { name: 'promised' });
    const row = link.closest<HTMLElement>('[role=row]')!;
    expect(within(row).getByText('−1 of 1')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Budget spent/ }));
    await waitFor(() =>
      expect(lastRequest('/fleet')?.searchParams.getAll('slo')).toEqual([
        'exhausted',
      ]),
    );
    await user.click(screen.getByText('Misses left'));
    await waitFor(() =>
      expect(lastRequest('/fleet')?.searchParams.get('orderBy')).toBe(
        'budgetLeft',
      ),
    );
  });

  it('searches when typing rests; the slash key goes to the search box', async () => {
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf(),
    });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    await user.keyboard('/close');
    expect(
      screen.getByRole('searchbox', { name: 'Search pipelines' }),
    ).toHaveValue('close');
    await waitFor(() => expect(shownSearch()).toBe('?q=close'));
    await waitFor(() =>
      expect(lastRequest('/fleet')?.searchParams.get('text')).toBe('close'),
    );
  });

  it('opens the view that a link names', async () => {
    const { lastRequest } = await renderPage(page, {
      answers: answersOf(),
      path: '/pipelines?status=late&orderBy=tier&order=desc&pageSize=25',
    });
    await waitFor(() => expect(lastRequest('/fleet')).toBeDefined());
    expect(Object.fromEntries(lastRequest('/fleet')!.searchParams)).toEqual({
      status: 'late',
      orderBy: 'tier',
      order: 'desc',
      limit: '25',
    });
    expect(
      await screen.findByRole('button', { name: /^Late/, pressed: true }),
    ).toBeInTheDocument();
    expect(screen.getByText('Sorted by Tier')).toBeInTheDocument();
  });

  it('sorts by a column when its header is chosen', async () => {
    const { user } = await renderPage(page, { answers: answersOf() });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    await user.click(screen.getByRole('columnheader', { name: 'Pipeline' }));
    expect(shownSearch()).toBe('?orderBy=name');
  });

  it('pages by cursor under an exact count', async () => {
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf({
        '/fleet': (query: URLSearchParams) =>
          query.get('cursor') === 'second'
            ? fleetPage([fleetRow({ name: 'last-one' })], { totalItems: 51 })
            : fleetPage([failedRow], { totalItems: 51, nextCursor: 'second' }),
      }),
    });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    expect(screen.getByText('1–50 of 51')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Go to next page' }));
    expect(
      await screen.findByRole('link', { name: 'last-one' }),
    ).toBeInTheDocument();
    expect(lastRequest('/fleet')?.searchParams.get('cursor')).toBe('second');
  });

  it('goes back to the first page when a cursor is refused', async () => {
    const { user } = await renderPage(page, {
      answers: answersOf({
        '/fleet': (query: URLSearchParams) =>
          query.has('cursor')
            ? new Refusal(400, 'cursor belongs to another filter')
            : fleetPage([failedRow], { totalItems: 51, nextCursor: 'old' }),
      }),
    });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    await user.click(screen.getByRole('button', { name: 'Go to next page' }));
    await waitFor(() =>
      expect(screen.getByText('1–50 of 51')).toBeInTheDocument(),
    );
  });

  it('shows what changed as soon as the backend says so', async () => {
    const answers = answersOf();
    const { signal } = await renderPage(page, { answers });
    await screen.findByText(/^Failed .*\d\d:\d\d$/);
    answers['/fleet'] = fleetPage([
      {
        ...failedRow,
        status: 'ok',
        statusReason: { code: 'succeeded', at: '2026-11-21T06:00:00Z' },
      },
    ]);
    await signal({ topic: 'runs', ids: [failedRow.entityRef] });
    expect(
      await screen.findByText(/^Succeeded .*\d\d:\d\d$/),
    ).toBeInTheDocument();
  });

  it('says what to do when there is no pipeline at all', async () => {
    await renderPage(page, {
      answers: answersOf({
        '/fleet': fleetPage([]),
        '/fleet/summary': fleetSummary({
          total: 0,
          byStatus: {},
          scheduledRuns30d: 0,
          succeededRuns30d: 0,
          finishedBatchRuns30d: 0,
          batchRunsInTime30d: 0,
          demo: false,
          updatedAt: undefined,
        }),
      }),
    });
    expect(await screen.findByText('No pipelines yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See what the sources found' }),
    ).toHaveAttribute('href', '/pipelines/sources');
    expect(
      await screen.findByText('no scheduled run ended in 30 d'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Demo data')).not.toBeInTheDocument();
  });

  it('offers a way out when nothing matches', async () => {
    const { user } = await renderPage(page, {
      answers: answersOf({ '/fleet': fleetPage([]) }),
      path: '/pipelines?q=nothing',
    });
    expect(await screen.findByText('No pipeline matches')).toBeInTheDocument();
    const [, inTable] = screen.getAllByRole('button', {
      name: 'Clear all filters',
    });
    await user.click(inTable);
    expect(shownSearch()).toBe('');
  });

  it('says what failed and tries again', async () => {
    const answers = answersOf({
      '/fleet': new Refusal(403, 'You may not see any pipeline'),
    });
    const { user } = await renderPage(page, { answers });
    expect(
      await screen.findByText(/You may not see any pipeline/),
    ).toBeInTheDocument();
    answers['/fleet'] = fleetPage([failedRow]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'finance-daily-close' }),
    ).toBeInTheDocument();
  });

  it('says how old stale figures are', async () => {
    const updatedAt = new Date(Date.now() - 5 * 60_000).toISOString();
    await renderPage(page, {
      answers: answersOf({
        '/fleet': fleetPage([failedRow], { updatedAt }),
        '/fleet/summary': fleetSummary({ updatedAt }),
      }),
    });
    expect(await screen.findByText('Last read 5 min ago')).toBeInTheDocument();
  });

  it('shows the wall, and the table as its alternative', async () => {
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf(),
      path: '/pipelines?tier=1',
    });
    await user.click(await screen.findByRole('button', { name: 'Wall' }));
    expect(
      await screen.findByRole('link', {
        name: /^orders-enrichment: OK\. Succeeded /,
      }),
    ).toBeInTheDocument();
    expect(shownSearch()).toBe('?tier=1&view=wall');
    expect(lastRequest('/fleet/wall')?.search).toBe('?tier=1');
    await user.click(screen.getByRole('button', { name: 'Show as a table' }));
    expect(shownSearch()).toBe('?tier=1');
  });

  it('downloads what is filtered, in the order shown', async () => {
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:fleet';
    URL.revokeObjectURL = () => undefined;
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    const { user, lastRequest } = await renderPage(page, {
      answers: answersOf({ '/fleet.csv': 'name,status\n' }),
      path: '/pipelines?status=failed&orderBy=name',
    });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() =>
      expect(saved).toEqual([
        expect.stringMatching(/^fleet-\d{4}-\d\d-\d\d\.csv$/),
      ]),
    );
    expect(lastRequest('/fleet.csv')?.search).toBe(
      '?status=failed&orderBy=name&order=asc',
    );
  });

  it('says why a file could not be made', async () => {
    const { user } = await renderPage(page, {
      answers: answersOf({ '/fleet.csv': new Refusal(503, 'busy seeding') }),
    });
    await screen.findByRole('link', { name: 'finance-daily-close' });
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    expect(await screen.findByText(/busy seeding/)).toBeInTheDocument();
  });

  it.each(['/pipelines', '/pipelines?view=wall'])(
    'has nothing for axe to find at %s',
    async path => {
      const { container } = await renderPage(<FleetPage />, {
        answers: answersOf(),
        path,
      });
      await screen.findByRole('link', {
        name: path.includes('wall') ? /orders-enrichment/ : /finance-daily/,
      });
      expect(await accessibilityProblems(container)).toEqual([]);
    },
  );
});

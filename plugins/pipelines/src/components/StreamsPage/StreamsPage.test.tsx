import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import {
  consumerGroup,
  groupPage,
  kafkaCluster,
  LAG_HOUR,
  lagSeries,
  partitionLag,
} from '../../__testUtils__/streams';
import { StreamsPage } from './StreamsPage';

jest.setTimeout(60_000);

const stalled = consumerGroup();
const stranger = consumerGroup({
  id: 8,
  group: 'bi/<b>export</b>',
  entityRef: undefined,
  status: 'stop',
  inferred: false,
  reason: 'no member reads it',
  members: 0,
  state: 'empty',
  seconds: undefined,
  atLeastSeconds: 720,
});

const answersOf = (more: Record<string, unknown> = {}) => ({
  '/kafka/clusters': { items: [kafkaCluster({ underReplicated: 2 })] },
  '/kafka/connectors': { items: [], clusters: [] },
  '/kafka/groups': groupPage([stalled, stranger], { abandoned: 1 }),
  '/kafka/group-trends': {
    from: '2026-11-21T04:00:00.000Z',
    stepSeconds: 720,
    items: [
      { groupId: 7, lag: [0, null, 52_000, 41_208] },
      { groupId: 8, lag: [null, null, null, null] },
    ],
  },
  ...more,
});

describe('StreamsPage', () => {
  it('shows each group with its health, why, and how far behind it is', async () => {
    const { container } = await renderPage(<StreamsPage />, {
      answers: answersOf(),
    });
    const grid = await screen.findByRole('grid', { name: 'Consumer groups' });
    const name = 'Show northstar.orders_enrichment';
    const row = within(
      (await within(grid).findByRole('button', { name })).closest<HTMLElement>(
        '[role="row"]',
      )!,
    );
    expect(row.getByText('Stalled')).toBeInTheDocument();
    expect(row.getByText(stalled.reason)).toBeInTheDocument();
    expect(row.getByText('14 min')).toBeInTheDocument();
    expect(row.getByText('41,208')).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'orders_enrichment' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/orders_enrichment/lag',
    );
    // Text of others is shown as text; what isn't known has a lower bound.
    expect(within(grid).getByText('bi/<b>export</b>')).toBeInTheDocument();
    expect(within(grid).getByText('at least 12 min')).toHaveAttribute(
      'title',
      'older than what is remembered of the log',
    );
    expect(within(grid).getByText('no pipeline')).toBeInTheDocument();
    const strip = screen.getByRole('list', { name: 'Kafka clusters' });
    expect(strip).toHaveTextContent('2 partitions under-replicated');
    expect(strip).toHaveTextContent('25 requests');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows of all groups at once how they came where they are', async () => {
    const { lastRequest } = await renderPage(<StreamsPage />, {
      answers: answersOf(),
    });
    // Of the other one nothing is known.
    expect(
      await screen.findAllByRole('img', { name: /^Messages left to read/ }),
    ).toHaveLength(1);
    const asked = lastRequest('/kafka/group-trends')!.searchParams;
    expect(asked.getAll('groupId')).toEqual(['7', '8']);
  });

  it('does without the lines where they cannot be had', async () => {
    await renderPage(<StreamsPage />, {
      answers: answersOf({ '/kafka/group-trends': new Refusal(500, 'Gone') }),
    });
    expect(await screen.findByText('14 min')).toBeInTheDocument();
    expect(screen.queryByText(/Gone/)).toBeNull();
  });

  it('sorts, filters and shows what was given up, as the address says', async () => {
    const { lastRequest, user } = await renderPage(<StreamsPage />, {
      answers: answersOf(),
    });
    await screen.findByText('14 min');
    expect(lastRequest('/kafka/groups')?.searchParams.get('orderBy')).toBe(
      'seconds',
    );
    const filters = within(
      screen.getByRole('complementary', { name: 'Filters' }),
    );
    await user.click(filters.getByRole('button', { name: 'Stopped 1' }));
    await user.click(filters.getByRole('button', { name: 'No pipeline 1' }));
    await user.click(filters.getByRole('button', { name: 'Show those too 1' }));
    const asked = lastRequest('/kafka/groups')!.searchParams;
    expect(asked.get('status')).toBe('stop');
    expect(asked.get('bound')).toBe('false');
    expect(asked.get('abandoned')).toBe('true');
    await user.click(filters.getByRole('button', { name: 'Clear filters' }));
    for (const name of ['Stopped 1', 'No pipeline 1', 'Show those too 1']) {
      expect(filters.getByRole('button', { name })).toHaveAttribute(
        'aria-pressed',
        'false',
      );
    }
  });

  it('shows one group with its past, its partitions and members', async () => {
    const partitions = Array.from({ length: 300 }, (_, i) =>
      i === 3
        ? partitionLag(3, { status: 'stall', lag: 4100, seconds: 840 })
        : partitionLag(i),
    );
    const { user } = await renderPage(<StreamsPage />, {
      path: '/pipelines?group=7',
      answers: answersOf({
        '/kafka/groups/7/lag': { ...LAG_HOUR, series: lagSeries() },
        '/kafka/groups/7': {
          group: stalled,
          partitions,
          members: [
            {
              memberId: 'orders-1-abc',
              clientId: 'orders-1',
              host: '/10.0.0.7',
              partitions: 12,
            },
          ],
        },
      }),
    });
    const drawer = within(
      await screen.findByRole('dialog', {
        name: 'Consumer group northstar.orders_enrichment',
      }),
    );
    expect(
      drawer.getByRole('img', { name: /Behind in time: now 14 min/ }),
    ).toBeInTheDocument();
    expect(
      drawer.getByRole('img', { name: /Keeps up 58 %, Stalled 42 %/ }),
    ).toBeInTheDocument();
    expect(drawer.getByText('not as things go now')).toBeInTheDocument();
    await user.click(drawer.getByRole('button', { name: 'Show' }));
    const grid = await drawer.findByRole('grid', { name: 'Partitions' });
    expect(grid).toHaveAttribute('aria-rowcount', '301');
    // Only those in sight are drawn.
    expect(within(grid).getAllByRole('row').length).toBeLessThan(120);
    expect(drawer.getByText('/10.0.0.7')).toBeInTheDocument();
    await user.click(drawer.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('names the cluster that fails, and keeps what is known of it', async () => {
    await renderPage(<StreamsPage />, {
      answers: answersOf({
        '/kafka/clusters': {
          items: [
            kafkaCluster({
              sourceStatus: 'failing',
              message: 'SASL authentication failed for <sluice>',
              complete: false,
            }),
          ],
        },
        '/kafka/groups': groupPage([{ ...stalled, stale: true }]),
      }),
    });
    const strip = await screen.findByRole('list', { name: 'Kafka clusters' });
    expect(strip).toHaveTextContent('SASL authentication failed for <sluice>');
    expect(strip).toHaveTextContent("kafka-prod can't be read");
    expect(strip).toHaveTextContent("a broker couldn't be asked");
    expect(await screen.findByText(/^as of .*Kafka \(prod\)/)).toBeVisible();
  });

  it('shows what changed as soon as the backend says so', async () => {
    const answers: Record<string, unknown> = answersOf();
    const { signal } = await renderPage(<StreamsPage />, { answers });
    await screen.findByText('14 min');
    answers['/kafka/groups'] = groupPage([{ ...stalled, seconds: 1800 }]);
    await signal({ topic: 'slos', ids: [] });
    expect(await screen.findByText('30 min')).toBeInTheDocument();
  });

  it('says how to configure a cluster where there is none', async () => {
    await renderPage(<StreamsPage />, {
      answers: {
        '/kafka/clusters': { items: [] },
        '/kafka/connectors': { items: [], clusters: [] },
        '/kafka/groups': groupPage([]),
      },
    });
    expect(
      await screen.findByText('No Kafka cluster is configured'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('says what failed and tries again, and who may not see it', async () => {
    const answers: Record<string, unknown> = {
      ...answersOf(),
      '/kafka/groups': new Refusal(404, 'No such plugin'),
    };
    const { unmount, user } = await renderPage(<StreamsPage />, { answers });
    expect(await screen.findByText(/No such plugin/)).toBeInTheDocument();
    answers['/kafka/groups'] = groupPage([stalled]);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('14 min')).toBeInTheDocument();
    unmount();
    await renderPage(<StreamsPage />, { answers, isAllowed: false });
    expect(
      await screen.findByText(/pipelines\.stream\.read/),
    ).toBeInTheDocument();
  });
});

import type { KafkaConnector } from '@sluice/plugin-pipelines-common';
import { screen } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ConnectorPanel } from './ConnectorPanel';

jest.setTimeout(60_000);

const connector = (options: Partial<KafkaConnector> = {}): KafkaConnector => ({
  name: 'orders-to-s3',
  cluster: 'connect-prod',
  clusterTitle: 'Connect (prod)',
  environment: 'prod',
  demo: false,
  stale: false,
  readAt: '2026-11-21T09:45:00.000Z',
  type: 'sink',
  state: 'failed',
  since: '2026-11-21T09:00:00.000Z',
  tasks: [
    { id: 0, state: 'RUNNING' },
    { id: 1, state: 'FAILED', reason: 'no such bucket' },
  ],
  topics: ['orders.v1'],
  ...options,
});
const CLUSTER = {
  id: 'connect-prod',
  title: 'Connect (prod)',
  environment: 'prod',
  sourceStatus: 'healthy',
};
const LIST = {
  items: [
    connector(),
    connector({ name: 'cdc', type: 'source', state: 'running', tasks: [] }),
    connector({ name: 'cdc-2', type: 'source', state: 'running', tasks: [] }),
  ],
  clusters: [CLUSTER],
};
const PATH = '/kafka/connectors';

describe('ConnectorPanel', () => {
  it('tells how many stand how, and of each why once somebody asks', async () => {
    const { container, user } = await renderPage(<ConnectorPanel />, {
      answers: { [PATH]: LIST },
    });
    expect(await screen.findByText('1 failed')).toBeInTheDocument();
    expect(screen.getByText('2 running')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show' }));
    const table = screen.getByRole('table', {
      name: 'Connectors and their tasks',
    });
    expect(table).toHaveTextContent('1 of 2 run');
    expect(table).toHaveTextContent('task 1: no such bucket');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows at once what reads as a group', async () => {
    const { lastRequest } = await renderPage(<ConnectorPanel readsAs={7} />, {
      answers: { [PATH]: { ...LIST, items: [connector()] } },
    });
    expect(
      await screen.findByRole('table', { name: 'Connectors and their tasks' }),
    ).toHaveTextContent('orders-to-s3');
    expect(lastRequest(PATH)!.searchParams.get('readsAs')).toBe('7');
  });

  it.each([
    ['no cluster is configured', undefined, { items: [], clusters: [] }],
    ['nothing reads as the group', 7, { items: [], clusters: [CLUSTER] }],
  ])('shows nothing where %s', async (_, readsAs, list) => {
    const { container, lastRequest } = await renderPage(
      <ConnectorPanel readsAs={readsAs} />,
      { answers: { [PATH]: list } },
    );
    expect(lastRequest(PATH)).toBeDefined();
    expect(container).not.toHaveTextContent('Kafka Connect');
  });

  it('says of a cluster why it can not be read', async () => {
    await renderPage(<ConnectorPanel />, {
      answers: {
        [PATH]: {
          items: [],
          clusters: [
            { ...CLUSTER, sourceStatus: 'failing', message: 'ECONNREFUSED' },
          ],
        },
      },
    });
    expect(
      await screen.findByText('Connect (prod) has not been read: ECONNREFUSED'),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const answers: Record<string, unknown> = {
      [PATH]: new Refusal(500, 'The database is away'),
    };
    const { user } = await renderPage(<ConnectorPanel />, { answers });
    expect(await screen.findByText(/The database is away/)).toBeInTheDocument();
    answers[PATH] = LIST;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 failed')).toBeInTheDocument();
  });
});

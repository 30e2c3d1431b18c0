import type { KafkaConnector } from '@sluice/plugin-pipelines-common';
import { screen, waitFor, within } from '@testing-library/react';
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

  it('asks that one is paused, after a dry run, where that is switched on', async () => {
    const run = {
      title: 'Pause the connector cdc',
      environment: 'prod',
      partitions: [],
      totals: {
        partitions: 0,
        readAgain: 0,
        skipped: 0,
        copied: 0,
        unknown: 0,
      },
      notes: ['cdc is running now; tasks: 1 running'],
      pipelines: [],
      readers: [],
      ownPermission: false,
      approvals: ['independent'],
    };
    const asked = jest.fn((..._: unknown[]) => ({ id: 3 }));
    const { user } = await renderPage(<ConnectorPanel readsAs={7} />, {
      answers: {
        [PATH]: {
          ...LIST,
          items: [
            connector({ name: 'cdc', state: 'running' }),
            connector({ name: 'off', state: 'stopped' }),
          ],
        },
        '/operations/options': {
          items: [
            {
              sourceId: 'connect-prod',
              environment: 'prod',
              kinds: ['pause-connector', 'resume-connector'],
            },
          ],
        },
        '/operations/plan': run,
        '/operations': asked,
      },
    });
    const buttons = await screen.findAllByRole('button', {
      name: /^(Pause|Resume)/,
    });
    expect(buttons.map(each => each.getAttribute('aria-label'))).toEqual([
      'Pause cdc',
    ]);
    await user.click(buttons[0]);
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Pause cdc' }),
    );
    expect(await dialog.findByText(/tasks: 1 running/)).toBeVisible();
    expect(dialog.queryByText('Nothing would change.')).toBeNull();
    await user.type(
      dialog.getByRole('textbox', { name: /Why/ }),
      'The lake is being moved',
    );
    await user.click(dialog.getByRole('button', { name: 'Ask for it' }));
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    expect(asked.mock.calls[0][1]).toMatchObject({
      request: {
        sourceId: 'connect-prod',
        kind: 'pause-connector',
        connector: 'cdc',
      },
    });
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

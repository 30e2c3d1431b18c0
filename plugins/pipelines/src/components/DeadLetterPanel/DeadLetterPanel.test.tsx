import type {
  DeadLetterSample,
  KafkaTopic,
} from '@sluice/plugin-pipelines-common';
import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { DeadLetterPanel } from './DeadLetterPanel';

jest.setTimeout(60_000);

const TOPIC: KafkaTopic = {
  topic: 'orders.v1.dlq',
  cluster: 'kafka-prod',
  clusterTitle: 'Kafka (prod)',
  environment: 'prod',
  demo: false,
  readAt: '2026-11-21T09:45:00.000Z',
  partitions: 1,
  underReplicated: 0,
  offline: 0,
  messages: 8_412,
  inLastHour: 96,
  inPerSecond: 0.4,
  deadLettersOf: { topic: 'orders.v1' },
};
const SAMPLE: DeadLetterSample = {
  supported: true,
  readAt: '2026-11-21T09:46:00.000Z',
  reasons: [
    { reason: 'no schema 17', error: 'DataException', count: 2 },
    { count: 1 },
  ],
  items: [
    {
      partition: 0,
      offset: 8_411,
      at: '2026-11-21T09:45:58.000Z',
      convention: 'connect',
      reason: 'no schema 17',
      error: 'DataException',
      where: 'orders-to-s3, VALUE_CONVERTER',
      from: { topic: 'orders.v1', partition: 3, offset: 812 },
      others: ['traceparent'],
    },
    {
      partition: 0,
      offset: 8_410,
      convention: 'connect',
      reason: 'no schema 18',
      from: { topic: 'orders.v1' },
      others: [],
    },
    { partition: 0, offset: 8_409, convention: 'none', others: ['secret'] },
  ],
};
const LETTERS = '/kafka/clusters/kafka-prod/topics/orders.v1.dlq/dead-letters';
const show = (
  more: Record<string, unknown> = {},
  options: { isAllowed?: boolean } = {},
) =>
  renderPage(<DeadLetterPanel group={{ id: 7 }} />, {
    answers: {
      '/kafka/topics': { items: [TOPIC], totalItems: 1 },
      [LETTERS]: SAMPLE,
      ...more,
    },
    ...options,
  });

describe('DeadLetterPanel', () => {
  it('shows how much is in it, and why once somebody asks', async () => {
    const { container, lastRequest, user } = await show();
    const table = await screen.findByRole('table', { name: 'Dead letters' });
    expect(table).toHaveTextContent('8,412');
    expect(table).toHaveTextContent('96');
    expect(
      lastRequest('/kafka/topics')!.searchParams.get('deadLettersOf'),
    ).toBe('7');
    expect(lastRequest(LETTERS)).toBeUndefined();
    await user.click(
      screen.getByRole('button', { name: 'Read headers of orders.v1.dlq' }),
    );
    const reasons = await screen.findByRole('list', {
      name: 'Why messages were given up',
    });
    expect(
      within(reasons)
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toEqual([
      'no schema 17 · DataException2 of 3',
      'their headers do not say1 of 3',
    ]);
    const letters = screen.getByRole('table', {
      name: 'Newest messages of orders.v1.dlq',
    });
    expect(letters).toHaveTextContent('orders.v1 3 / 812');
    expect(letters).toHaveTextContent('orders-to-s3, VALUE_CONVERTER');
    expect(
      screen.getByText(/Keys and values are not shown/),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says why they can not be read, and tries again', async () => {
    const answers = {
      '/kafka/topics': { items: [TOPIC], totalItems: 1 },
      [LETTERS]: new Refusal(503, 'not authorised to read it') as unknown,
    };
    const { user } = await renderPage(<DeadLetterPanel group={{ id: 7 }} />, {
      answers,
    });
    await user.click(await screen.findByRole('button', { name: /headers of/ }));
    expect(
      await screen.findByText(/not authorised to read it/),
    ).toBeInTheDocument();
    answers[LETTERS] = { ...SAMPLE, items: [], reasons: [] };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/Nothing is in it that can be read/),
    ).toBeInTheDocument();
  });

  it('says that there is none, and who may see it', async () => {
    await show({ '/kafka/topics': { items: [], totalItems: 0 } });
    expect(await screen.findByText(/topics\.deadLetters/)).toBeInTheDocument();
  });

  it('asks for nothing that may not be seen', async () => {
    const { lastRequest } = await show({}, { isAllowed: false });
    expect(
      await screen.findByText(/pipelines\.stream\.read/),
    ).toBeInTheDocument();
    expect(lastRequest('/kafka/topics')).toBeUndefined();
  });
});

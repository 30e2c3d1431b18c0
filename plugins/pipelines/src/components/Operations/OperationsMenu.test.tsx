import { screen, waitFor, within } from '@testing-library/react';
import type {
  Operation,
  OperationDryRun,
} from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { consumerGroup } from '../../__testUtils__/streams';
import { OperationsMenu } from './OperationsMenu';
import { PastOperations } from './PastOperations';

jest.setTimeout(60_000);

const group = consumerGroup({ group: 'billing/eu-ü', topics: ['orders.v1'] });
const OPTIONS = {
  items: [
    {
      sourceId: 'kafka-prod',
      environment: 'prod',
      kinds: ['reset-offsets', 'replay-dead-letters'],
    },
  ],
};
const dryRun = (more: Partial<OperationDryRun> = {}): OperationDryRun => ({
  title: 'Reset',
  environment: 'prod',
  partitions: [
    {
      topic: 'orders.v1',
      partition: 0,
      from: 1204,
      to: 0,
      logStart: 0,
      logEnd: 2000,
    },
  ],
  totals: { partitions: 1, readAgain: 1204, skipped: 0, copied: 0, unknown: 0 },
  notes: [],
  pipelines: [],
  readers: ['billing/eu-ü'],
  ownPermission: false,
  approvals: ['independent engineer'],
  ...more,
});

const render = (answers: Record<string, unknown> = {}) =>
  renderPage(<OperationsMenu group={group} />, {
    answers: {
      '/operations/options': OPTIONS,
      '/operations/plan': dryRun(),
      ...answers,
    },
  });

async function open(
  user: Awaited<ReturnType<typeof render>>['user'],
  name: string,
) {
  await user.click(await screen.findByRole('button', { name: 'Operations' }));
  await user.click(await screen.findByRole('menuitem', { name }));
  return within(await screen.findByRole('dialog'));
}

describe('OperationsMenu', () => {
  it('shows in numbers and words what a reset would do, and asks for exactly that', async () => {
    const ask = jest.fn((..._: unknown[]) => ({}));
    const { user } = await render({ '/operations': ask });
    const dialog = await open(user, 'Reset offsets…');
    expect(
      await dialog.findByText('1,204 messages will be read again.'),
    ).toBeVisible();
    const row = dialog.getByRole('row', { name: /orders\.v1 · 0/ });
    expect(row).toHaveTextContent('1,20401,204 read again');
    expect(dialog.getByText(/approved by: independent engineer/)).toBeVisible();
    const submit = dialog.getByRole('button', { name: 'Ask for it' });
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: /Why/ }),
      'It skipped a day of orders',
    );
    expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
    await user.click(submit);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(ask.mock.calls[0][1]).toEqual({
      request: {
        sourceId: 'kafka-prod',
        kind: 'reset-offsets',
        group: 'billing/eu-ü',
        to: { at: 'earliest' },
      },
      shown: dryRun().partitions,
      reason: 'It skipped a day of orders',
    });
  });

  it('says why it cannot be done now', async () => {
    const { user } = await render({
      '/operations/plan': new Refusal(409, 'It has 2 members: stop them first'),
    });
    const dialog = await open(user, 'Reset offsets…');
    expect(
      await dialog.findByText(/It has 2 members: stop them first/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Ask for it' })).toBeDisabled();
  });

  it('keeps what was typed when it was refused, and looks again', async () => {
    const { requests, user } = await render({
      '/operations': new Refusal(409, 'It would do something else by now'),
    });
    const dialog = await open(user, 'Reset offsets…');
    const reason = dialog.getByRole('textbox', { name: /Why/ });
    await user.type(reason, 'It skipped a day');
    await dialog.findByText(/will be read again/);
    await user.click(dialog.getByRole('button', { name: 'Ask for it' }));
    expect(
      await dialog.findByText(/It would do something else by now/),
    ).toBeVisible();
    expect(reason).toHaveValue('It skipped a day');
    await waitFor(() =>
      expect(
        requests.filter(url => url.pathname.endsWith('/plan')).length,
      ).toBeGreaterThan(1),
    );
  });

  it('replays the dead letters of the group into the topic that they came from', async () => {
    const plan = jest.fn((..._: unknown[]) =>
      dryRun({
        totals: {
          partitions: 1,
          readAgain: 0,
          skipped: 0,
          copied: 3,
          unknown: 0,
        },
        partitions: [
          {
            topic: 'orders.v1.dlq',
            partition: 0,
            from: 0,
            to: 3,
            logStart: 0,
            logEnd: 3,
          },
        ],
        ownPermission: true,
        approvals: [],
        environment: 'dev',
      }),
    );
    const { user } = await render({
      '/kafka/topics': {
        items: [
          { topic: 'orders.v1.dlq', deadLettersOf: { topic: 'orders.v1' } },
        ],
        totalItems: 1,
      },
      '/operations/plan': plan,
    });
    const dialog = await open(user, 'Replay dead letters…');
    expect(await dialog.findByText('3 messages will be copied.')).toBeVisible();
    expect(plan.mock.calls.at(-1)![1]).toEqual({
      sourceId: 'kafka-prod',
      kind: 'replay-dead-letters',
      topic: 'orders.v1.dlq',
      into: 'orders.v1',
      maxMessages: 1000,
      perSecond: 50,
      again: false,
    });
    expect(
      dialog.getByText(/Your own permission is enough in dev/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Do it' })).toBeDisabled();
  });

  it('offers nothing to whoever may ask for nothing', async () => {
    const { requests } = await render({
      '/operations/options': {
        items: [{ ...OPTIONS.items[0], kinds: [] }],
      },
    });
    await waitFor(() => expect(requests.length).toBeGreaterThan(0));
    expect(screen.queryByRole('button', { name: 'Operations' })).toBeNull();
  });
});

describe('PastOperations', () => {
  it('shows what was asked for and what came of it, live', async () => {
    const operation: Operation = {
      id: 4,
      title: 'Replay up to 500 dead letters of orders.v1.dlq into orders.v1',
      request: { sourceId: 'kafka-prod', kind: 'replay-dead-letters' },
      environment: 'prod',
      state: 'Running',
      requestedBy: 'user:default/rita',
      requestedAt: '2026-11-26T06:00:00.000Z',
      reason: 'The price service is <b>back</b>',
      totals: {
        partitions: 1,
        readAgain: 0,
        skipped: 0,
        copied: 500,
        unknown: 0,
      },
      pipelines: [],
      ownPermission: false,
      approvalId: 9,
      progress: { done: 120, total: 500 },
    };
    const answers: Record<string, unknown> = {
      '/operations': { items: [operation] },
    };
    const { container, signal } = await renderPage(
      <PastOperations query={{ entityRef: 'component:default/orders' }} />,
      { answers },
    );
    const list = await screen.findByRole('list', { name: 'Operations' });
    expect(list).toHaveTextContent('Running');
    expect(list).toHaveTextContent('120 of 500');
    expect(list).toHaveTextContent('The price service is <b>back</b>');
    expect(
      within(list).getByRole('link', { name: 'Approval' }),
    ).toHaveAttribute('href', '/pipelines/approvals/9?view=all');
    expect(await accessibilityProblems(container)).toEqual([]);
    answers['/operations'] = {
      items: [
        {
          ...operation,
          state: 'Indeterminate',
          stateReason: 'nobody can tell whether it was moved',
        },
      ],
    };
    await signal({ topic: 'operations', ids: ['4'] });
    expect(await screen.findByText('Nobody knows')).toBeVisible();
    expect(list).toHaveTextContent('nobody can tell whether it was moved');
  });

  it('shows nothing to whoever may not see operations', async () => {
    await renderPage(<PastOperations query={{}} />, {
      answers: {},
      isAllowed: false,
    });
    expect(screen.queryByText('Operations')).toBeNull();
  });
});

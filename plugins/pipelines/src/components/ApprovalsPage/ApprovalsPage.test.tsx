import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import { approval, approvalDetail } from '../../__testUtils__/approvals';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ApprovalsPage } from './ApprovalsPage';

const other = approval({
  id: 11,
  title: 'Release orders 1.9.4 to prod',
  type: 'promotion',
  requestedBy: 'user:default/ines',
  exclusions: [{ person: 'user:default/ines', reason: 'requester' }],
  mine: { canVote: false, rules: [], excluded: 'requester' },
});
const { title: otherTitle, ...otherMore } = other;

const list = (query: URLSearchParams) => {
  if (query.get('view') === 'decide') return { items: [approval()] };
  if (query.get('view') === 'waiting') return { items: [other] };
  return { items: [approval(), other] };
};

const render = (
  answers: Record<string, unknown> = {},
  path = '/',
  more: Parameters<typeof renderPage>[1]['apis'] = [],
) =>
  renderPage(<ApprovalsPage />, {
    answers: {
      '/approvals': list,
      '/approvals/12': approvalDetail(),
      '/approvals/11': approvalDetail({
        ...otherMore,
        title: otherTitle,
        subject: { releaseId: 'r-1', plan: { environment: 'prod' } },
      }),
      ...answers,
    },
    path,
    apis: more,
  });

describe('ApprovalsPage', () => {
  it('lists what waits for the reader, with who asked, how it stands and when it ends', async () => {
    const { container } = await render();
    const items = within(await screen.findByRole('list', { name: 'Requests' }));
    const item = items.getByRole('link');
    expect(item).toHaveAttribute('href', '/pipelines/approvals/12?view=decide');
    expect(item).toHaveTextContent('Take a period out of Ready at 06:00');
    expect(item).toHaveTextContent('SLO change · by rita');
    expect(item).toHaveTextContent('0 of 1 approvals');
    expect(screen.getByText('1 waits for you')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows what is decided on as people read it, and text as text', async () => {
    const { container } = await render({}, '/12');
    const subject = await screen.findByRole('region', {
      name: 'What is decided on',
    });
    expect(subject).toHaveTextContent('Takes a period out of an SLO.');
    expect(subject).toHaveTextContent('ready-0600, finance_close_daily');
    expect(subject).toHaveTextContent('12 h long');
    expect(subject).toHaveTextContent(
      'The vendor was down, <b>agreed</b> with finance',
    );
    const who = screen.getByRole('region', { name: 'Who decides' });
    expect(who).toHaveTextContent('second person0 of 1, 1 vote missing');
    await waitFor(() =>
      expect(who).toHaveTextContent('could still approve: ines (you), fay'),
    );
    expect(who).toHaveTextContent("ritacan't decideasked for it");
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says which check a pipeline is not to pass, until when and why', async () => {
    const exemption = approvalDetail({
      type: 'exemption',
      title: 'Exempt finance_close_daily from Runbook',
      subject: {
        exemptionId: 3,
        scorecard: 'production-readiness',
        scorecardTitle: 'Production readiness',
        check: 'runbook',
        checkTitle: 'Runbook',
        entityRef: 'component:default/finance_close_daily',
        reason: 'The runbook moves, <b>agreed</b> with finance',
        until: '2026-12-24T17:00:00.000Z',
        requestedBy: 'user:default/rita',
        requestedAt: '2026-11-21T08:00:00.000Z',
      },
    });
    await render({ '/approvals/12': exemption }, '/12');
    const subject = await screen.findByRole('region', {
      name: 'What is decided on',
    });
    expect(subject).toHaveTextContent('CheckRunbook, Production readiness');
    expect(subject).toHaveTextContent('The runbook moves, <b>agreed</b>');
    expect(subject).toHaveTextContent('Asked for byrita');
    expect(
      within(subject).getByRole('link', { name: 'Runbook' }),
    ).toHaveAttribute('href', expect.stringContaining('at=runbook'));
  });

  it('shows a subject of a type without a view of its own as names and values', async () => {
    await render({}, '/11');
    const subject = await screen.findByRole('region', {
      name: 'What is decided on',
    });
    expect(subject).toHaveTextContent('Release idr-1');
    expect(subject).toHaveTextContent('Plan, environmentprod');
  });

  it('shows an operation as its numbers, partition by partition', async () => {
    await render(
      {
        '/approvals/11': approvalDetail({
          ...otherMore,
          title: 'Reset the offsets of billing/eu-ü to the earliest messages',
          type: 'operation',
          subject: {
            kind: 'reset-offsets',
            sourceId: 'kafka-prod',
            environment: 'prod',
            request: {
              kind: 'reset-offsets',
              group: 'billing/eu-ü',
              to: { at: 'earliest' },
            },
            partitions: [
              {
                topic: 'orders.v1',
                partition: 3,
                from: 1204,
                to: 0,
                logStart: 0,
                logEnd: 2000,
              },
            ],
            totals: {
              partitions: 1,
              readAgain: 1204,
              skipped: 0,
              copied: 0,
              unknown: 0,
            },
            notes: [],
            pipelines: ['component:default/billing'],
            policyVersion: 'c'.repeat(64),
          },
          shown: {
            digest: 'b'.repeat(64),
            content: { reason: 'It skipped a day', groups: ['billing/eu-ü'] },
            takenAt: '2026-11-21T08:00:00.000Z',
          },
        }),
      },
      '/11',
    );
    const subject = await screen.findByRole('region', {
      name: 'What is decided on',
    });
    expect(subject).toHaveTextContent('1,204 messages will be read again.');
    expect(subject).toHaveTextContent('kafka-prod · prod');
    expect(subject).toHaveTextContent('It skipped a day');
    expect(
      within(subject).getByRole('row', { name: /orders\.v1 · 3/ }),
    ).toHaveTextContent('1,20401,204 read again');
  });

  it('approves exactly what is on the screen', async () => {
    const vote = jest.fn((..._: unknown[]) =>
      approvalDetail({
        state: 'Consumed',
        mine: { canVote: false, rules: [], vote: 'approve' },
      }),
    );
    const { user } = await render({ '/approvals/12/votes': vote }, '/12');
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Your approval counts')).toBeVisible();
    expect(vote.mock.calls[0][1]).toEqual({
      kind: 'approve',
      subjectHash: 'a'.repeat(64),
      shownDigest: 'b'.repeat(64),
    });
  });

  it('rejects only with a reason', async () => {
    const vote = jest.fn((..._: unknown[]) =>
      approvalDetail({ state: 'Rejected' }),
    );
    const { user } = await render({ '/approvals/12/votes': vote }, '/12');
    await user.click(await screen.findByRole('button', { name: 'Reject' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), 'Not before the close');
    await user.click(dialog.getByRole('button', { name: 'Reject' }));
    expect(await screen.findByText('Your rejection counts')).toBeVisible();
    expect(vote.mock.calls[0][1]).toMatchObject({
      kind: 'reject',
      comment: 'Not before the close',
    });
  });

  it('says why one cannot decide on what one asked for', async () => {
    await render({}, '/11?view=waiting');
    expect(
      await screen.findByText(
        'You asked for this yourself: somebody else has to decide.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('shows the reason of a refusal', async () => {
    const { user } = await render(
      {
        '/approvals/12/votes': new Refusal(
          403,
          'You asked for this yourself: somebody else has to decide',
        ),
      },
      '/12',
    );
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "That wasn't takenYou asked for this yourself",
    );
  });

  it('says that it changed meanwhile, and reads it again', async () => {
    const answers: Record<string, unknown> = {
      '/approvals/12/votes': new Refusal(409, 'look at it again'),
    };
    const { requests, user } = await render(answers, '/12');
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It changed meanwhile, and is shown as it is nowlook at it again',
    );
    await waitFor(() =>
      expect(requests.at(-1)?.pathname).toMatch(/\/approvals(\/12)?$/),
    );
    expect(
      requests.filter(url => url.pathname.endsWith('/approvals/12')).length,
    ).toBeGreaterThan(1);
  });

  it('works by keys, which can be turned off', async () => {
    const vote = jest.fn((..._: unknown[]) => approvalDetail());
    const { user } = await render(
      { '/approvals/12/votes': vote },
      '/12?view=all',
    );
    await screen.findByRole('button', { name: 'Approve' });
    await user.keyboard('j');
    expect(document.activeElement).toHaveTextContent(otherTitle);
    await user.keyboard('k');
    expect(document.activeElement).toHaveTextContent('Take a period out');
    await user.keyboard('r');
    expect(await screen.findByRole('dialog')).toHaveTextContent('Reject');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('a');
    await waitFor(() => expect(vote).toHaveBeenCalledTimes(1));
    await user.keyboard('?');
    const help = within(await screen.findByRole('dialog', { name: 'Keys' }));
    await user.click(help.getByRole('checkbox'));
    await user.click(help.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('a');
    expect(vote).toHaveBeenCalledTimes(1);
  });

  it('passes the right on to somebody who is not excluded', async () => {
    const delegate = jest.fn((..._: unknown[]) => approvalDetail());
    const person = (name: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, namespace: 'default' },
      spec: {},
    });
    const { user } = await render(
      { '/approvals/12/delegate': delegate },
      '/12',
      [
        [
          catalogApiRef,
          catalogApiMock({ entities: ['rita', 'fay', 'ines'].map(person) }),
        ],
      ],
    );
    await user.click(await screen.findByRole('button', { name: 'Delegate' }));
    await user.click(await screen.findByRole('combobox'));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['fay']);
    await user.click(options[0]);
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Delegate',
      }),
    );
    expect(
      await screen.findByText('Your right is passed on to fay'),
    ).toBeVisible();
    expect(delegate.mock.calls[0][1]).toEqual({ to: 'user:default/fay' });
  });

  it('lets the requester withdraw', async () => {
    const withdraw = jest.fn((..._: unknown[]) => approvalDetail());
    const { user } = await render(
      { '/approvals/11/withdraw': withdraw },
      '/11?view=waiting',
    );
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Withdraw',
      }),
    );
    expect(await screen.findByText('It is withdrawn')).toBeVisible();
  });

  it('keeps what was typed when a comment is refused', async () => {
    const { user } = await render(
      { '/approvals/12/comments': new Refusal(403, 'No') },
      '/12',
    );
    const field = await screen.findByRole('textbox');
    await user.type(field, 'Which vendor?');
    await user.click(screen.getByRole('button', { name: 'Add comment' }));
    expect(
      await screen.findByText("The comment couldn't be added: No"),
    ).toBeVisible();
    expect(field).toHaveValue('Which vendor?');
  });

  it('fetches again when a request changed', async () => {
    const { requests, signal } = await render({}, '/12');
    await screen.findByRole('button', { name: 'Approve' });
    const before = requests.length;
    await signal({ topic: 'approvals', ids: ['12'] });
    expect(requests.length).toBeGreaterThan(before);
  });

  it('says what went wrong, that nothing waits, and that there is no such request', async () => {
    const { unmount } = await render({
      '/approvals': new Refusal(500, 'the database is locked'),
    });
    expect(
      (await screen.findAllByText(/the database is locked/)).length,
    ).toBeGreaterThan(0);
    unmount();
    await render(
      {
        '/approvals': { items: [] },
        '/approvals/99': new Refusal(404, 'none'),
      },
      '/99',
    );
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(
      await screen.findByText('There is no such request that you may see'),
    ).toBeVisible();
  });
});

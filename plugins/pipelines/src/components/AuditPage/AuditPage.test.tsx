import type {
  LedgerRow,
  LedgerVerification,
} from '@sluice/plugin-pipelines-common';
import { screen, waitFor, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { AuditPage } from './AuditPage';

const row = (changes: Partial<LedgerRow> = {}): LedgerRow => ({
  seq: 2,
  at: '2026-11-21T09:00:00.000Z',
  actor: 'user:default/fay',
  type: 'approval.voted',
  subject: 'approval:12',
  payloadDigest: 'd'.repeat(64),
  hash: 'e'.repeat(64),
  payload: {
    fields: { kind: 'approve' },
    redactable: { comment: 'f'.repeat(64), identity: '9'.repeat(64) },
  },
  values: { comment: { salt: '00', value: 'ok <b>then</b>' } },
  redacted: ['identity'],
  ...changes,
});
const rows = [
  row(),
  row({
    seq: 1,
    actor: 'system:approvals',
    type: 'approval.requested',
    hash: 'c'.repeat(64),
    values: {},
    redacted: [],
  }),
];
const verification = (
  changes: Partial<LedgerVerification> = {},
): LedgerVerification => ({
  status: 'intact',
  startedAt: '2026-11-21T09:00:00.000Z',
  finishedAt: '2026-11-21T09:00:02.000Z',
  rows: 2,
  throughSeq: 2,
  headHash: 'e'.repeat(64),
  headsChecked: 3,
  findings: [],
  ...changes,
});
const standing = {
  head: { seq: 2, hash: 'e'.repeat(64), at: '2026-11-21T09:00:00.000Z' },
  lastExport: {
    seq: 1,
    hash: 'c'.repeat(64),
    exportedAt: '2026-11-21T08:00:00.000Z',
  },
  lastVerification: verification(),
};

const render = (
  answers: Record<string, unknown> = {},
  more: { isAllowed?: boolean; path?: string } = {},
) =>
  renderPage(<AuditPage />, {
    answers: {
      '/ledger': { items: rows },
      '/ledger/head': standing,
      ...answers,
    },
    path: '/pipelines/audit',
    ...more,
  });

describe('AuditPage', () => {
  it('says in words whether the ledger is what was written, and lists its rows', async () => {
    const { container } = await render();
    const check = await screen.findByRole('region', {
      name: 'Is it what was written?',
    });
    expect(check).toHaveTextContent('Nothing was changed');
    expect(check).toHaveTextContent('All 2 rows up to 2 follow');
    expect(check).toHaveTextContent('3 exported heads are in the chain.');
    const table = await screen.findByRole('table', { name: 'Ledger' });
    const [first, second] = within(table).getAllByRole('row').slice(1);
    expect(first).toHaveTextContent('approval.votedfayapproval:12');
    expect(
      within(first).getByRole('link', { name: 'approval:12' }),
    ).toHaveAttribute('href', '/pipelines/approvals/12?view=all');
    expect(second).toHaveTextContent('approvals, Sluice itself');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('opens a row with payload, what people wrote, and the chain', async () => {
    const { user } = await render();
    await user.click(await screen.findByRole('button', { name: 'Row 2' }));
    const drawer = await screen.findByRole('dialog', {
      name: 'Row 2 of the ledger',
    });
    expect(drawer).toHaveTextContent('Kindapprove');
    expect(drawer).toHaveTextContent('commentok <b>then</b>');
    expect(drawer).toHaveTextContent('identitytaken out; the digest stays');
    expect(drawer).toHaveTextContent(`Hash of the row before${'c'.repeat(64)}`);
    expect(await accessibilityProblems(drawer)).toEqual([]);
  });

  it('says what is wrong with a broken ledger, and asks to keep it as it is', async () => {
    const broken = verification({
      status: 'broken',
      finishedAt: '2026-11-21T09:30:00.000Z',
      headsChecked: 0,
      findings: [
        { kind: 'payload-edited', seq: 1, message: 'not what was hashed' },
      ],
    });
    const { user } = await render({ '/ledger/verify': broken });
    await user.click(await screen.findByRole('button', { name: 'Check now' }));
    expect(
      await screen.findByRole('list', { name: 'Findings' }),
    ).toHaveTextContent('A payload was edited, row 1: not what was hashed');
    expect(screen.getByText('Something was changed')).toBeVisible();
  });

  it('exports the head for whoever may', async () => {
    const { user } = await render({
      '/ledger/head/export': { head: standing.head },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Export the head' }),
    );
    expect(
      await screen.findByText('The file holds the head of row 2'),
    ).toBeVisible();
  });

  it('offers no export to whoever may not', async () => {
    await render({}, { isAllowed: false });
    await screen.findByRole('region', { name: 'Head' });
    expect(
      screen.queryByRole('button', { name: 'Export the head' }),
    ).toBeNull();
  });

  it('filters by what, who, about what and when', async () => {
    const { lastRequest, user } = await render(
      {},
      { path: '/pipelines/audit?type=approval.voted&from=2026-11-21' },
    );
    await screen.findByRole('table', { name: 'Ledger' });
    expect(lastRequest('/ledger')?.searchParams.getAll('type')).toEqual([
      'approval.voted',
    ]);
    await user.type(screen.getByLabelText('Who'), 'user:default/fay');
    await waitFor(() =>
      expect(lastRequest('/ledger')?.searchParams.get('actor')).toBe(
        'user:default/fay',
      ),
    );
    expect(lastRequest('/ledger')?.searchParams.get('from')).toMatch(
      /^2026-11-2[01]T/,
    );
  });

  it('shows older rows by the cursor', async () => {
    const { lastRequest, user } = await render({
      '/ledger': (query: URLSearchParams) =>
        query.get('cursor') === 'c1'
          ? { items: [rows[1]] }
          : { items: [rows[0]], nextCursor: 'c1' },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Show older rows' }),
    );
    expect(await screen.findByRole('button', { name: 'Row 1' })).toBeVisible();
    expect(lastRequest('/ledger')?.searchParams.get('cursor')).toBe('c1');
  });

  it('says that one may not read it, that nothing matches, and what went wrong', async () => {
    const denied = new Refusal(403, 'You need the permission');
    const first = await render({ '/ledger': denied, '/ledger/head': denied });
    expect(
      await screen.findByText('You may not read the ledger'),
    ).toBeVisible();
    first.unmount();
    const second = await render(
      { '/ledger': { items: [] } },
      { path: '/pipelines/audit?actor=nobody' },
    );
    expect(
      await screen.findByText('No row matches these filters'),
    ).toBeVisible();
    second.unmount();
    await render({ '/ledger': new Refusal(500, 'the database is locked') });
    expect(
      await screen.findByText("The ledger couldn't be loaded"),
    ).toBeVisible();
  });
});

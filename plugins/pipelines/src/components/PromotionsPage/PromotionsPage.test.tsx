import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { screen, waitFor, within } from '@testing-library/react';
import { approvalDetail } from '../../__testUtils__/approvals';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  gate,
  promotionDetail,
  promotionPlan,
  releaseRef,
} from '../../__testUtils__/promotions';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { PromotionsPage } from './PromotionsPage';

const DIFF = {
  base: releaseRef({ id: 40, sequence: 13, label: '2.40.2' }),
  to: releaseRef(),
  entries: [
    {
      area: 'dag',
      sign: '+',
      title: 'task check_balances',
      impact: 'non-breaking',
    },
    {
      area: 'dbt',
      sign: '-',
      title: 'column fx_rate of fct_revenue',
      impact: 'breaking',
    },
  ],
  entriesTotal: 2,
  members: ['component:default/finance_daily_close'],
  membersKnown: true,
  facts: {},
  commits: [{}, {}],
  commitsComplete: true,
  authors: [
    { email: 'mei@northstar.example', name: 'Mei Lin', shas: ['a', 'b'] },
  ],
  byMember: [],
};
const REASON = 'The vendor delivers late today';

/** `answers` may be changed while the page is open. */
const render = (
  changes: Partial<PromotionDetail> = {},
  answers: Record<string, unknown> = {},
) =>
  renderPage(<PromotionsPage />, {
    answers: Object.assign(answers, {
      '/promotions/7': promotionDetail(changes),
      '/approvals/12': approvalDetail({ type: 'promotion' }),
      '/releases/41/diff': DIFF,
      ...answers,
    }),
    path: '/7',
  });
const heading = () =>
  screen.findByRole('heading', {
    level: 1,
    name: 'finance_daily_close 2.41.0 → prod',
  });
const part = (name: string) => screen.findByRole('region', { name });
const dialog = async () => within(await screen.findByRole('dialog'));

describe('PromotionsPage', () => {
  it('shows all that the decision takes: change, risk, gates, who is missing, what is next, and the button', async () => {
    const { container } = await render();
    expect(await heading()).toBeVisible();
    expect(screen.getByText('Waits for 1 of 2 approvals')).toBeVisible();
    expect(
      screen.getByRole('group', { name: 'What happens next' }),
    ).toHaveTextContent('Waits for the finance controller to approve');
    const changes = await part('What changes');
    const [first] = within(changes).getAllByRole('listitem');
    expect(first).toHaveTextContent('column fx_rate of fct_revenuebreaking');
    expect(changes).toHaveTextContent('against 2.40.2');
    expect(changes).toHaveTextContent('2 commits by Mei Lin');
    const risk = await part('What it can hurt');
    expect(risk).toHaveTextContent('06:00 close is at risk');
    expect(risk).toHaveTextContent('Next safe start');
    expect(risk).toHaveTextContent('revenue_dashboard64 % left');
    const who = await part('Who decides');
    expect(who).toHaveTextContent('second person0 of 1, 1 vote missing');
    expect(who).toHaveTextContent('Policy finance-sox-v14: finance-sox');
    const [, worst] = within(
      screen.getByRole('table', { name: 'Gates' }),
    ).getAllByRole('row');
    expect(worst).toHaveTextContent('Error budgetfail1 of 1 misses is spent');
    expect(worst).toHaveTextContent('again at dispatch');
    expect(
      await screen.findByRole('button', { name: 'Approve' }),
    ).toBeEnabled();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says where it is on its way', async () => {
    await render();
    await heading();
    const way = screen.getByRole('list', { name: 'Its way' });
    const now = within(way)
      .getAllByRole('listitem')
      .filter(item => item.getAttribute('aria-current') === 'step');
    expect(now.map(item => item.textContent)).toEqual(['nowApproval1 / 2']);
  });

  it('votes on exactly what is shown', async () => {
    const vote = jest.fn((..._: unknown[]) => approvalDetail());
    const { user } = await render({}, { '/approvals/12/votes': vote });
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(vote).toHaveBeenCalledTimes(1));
    expect(vote.mock.calls[0][1]).toMatchObject({
      kind: 'approve',
      subjectHash: 'a'.repeat(64),
    });
  });

  it('hides no gate that stands in the way, and shows the others on demand', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const gates = names.map(name =>
      gate({
        gate: name,
        title: `Gate ${name}`,
        verdict: name < 'h' ? 'unknown' : 'pass',
      }),
    );
    const { user } = await render({ gates });
    await heading();
    const table = screen.getByRole('table', { name: 'Gates' });
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 7);
    await user.click(
      screen.getByRole('button', { name: '1 more lets it through' }),
    );
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 8);
  });

  it('overrides a risk gate by name with a reason, and no gate of integrity', async () => {
    const overridden = jest.fn((..._: unknown[]) => promotionDetail());
    const { user } = await render(
      {
        gates: [
          gate({ gate: 'soak', title: 'Soak', verdict: 'fail' }),
          gate({
            gate: 'bytes',
            title: 'Bytes',
            class: 'integrity',
            verdict: 'fail',
          }),
        ],
      },
      { '/promotions/7/overrides': overridden },
    );
    await heading();
    expect(screen.queryByRole('button', { name: 'Override Bytes' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Override Soak' }));
    const shown = await dialog();
    await user.type(shown.getByRole('textbox'), REASON);
    await user.click(shown.getByRole('button', { name: 'Override' }));
    await waitFor(() => expect(overridden).toHaveBeenCalledTimes(1));
    expect(overridden.mock.calls[0][1]).toEqual({
      gate: 'soak',
      reason: REASON,
    });
  });

  it('shows steps, findings and the log while it is deployed, as text', async () => {
    const { signal } = await render({
      state: 'Running',
      startedAt: '2026-11-21T09:00:00.000Z',
      approvalId: undefined,
      nextAction: 'Deploys',
      steps: [
        {
          name: 'deploy',
          title: 'Point the bundle',
          timeoutSeconds: 60,
          state: 'done',
          startedAt: '2026-11-21T09:00:00.000Z',
          endedAt: '2026-11-21T09:00:20.000Z',
        },
        {
          name: 'check',
          title: 'Read it back',
          timeoutSeconds: 60,
          state: 'running',
          startedAt: '2026-11-21T09:00:20.000Z',
          attempts: 2,
        },
      ],
      findings: [
        {
          check: 'runs',
          verdict: 'unknown',
          detail: 'no run yet',
          at: '2026-11-21T09:00:20.000Z',
        },
      ],
      log: [{ at: '2026-11-21T09:00:01.000Z', line: 'copied <b>dags</b>' }],
    });
    await heading();
    expect(screen.getByRole('list', { name: 'Steps' })).toHaveTextContent(
      'Point the bundle done20 sRead it back running · attempt 2',
    );
    expect(
      screen.getByRole('list', { name: 'Verification' }),
    ).toHaveTextContent('runs no run yetunknown');
    expect(screen.getByRole('log')).toHaveTextContent('copied <b>dags</b>');
    expect(screen.getByRole('button', { name: 'Abort' })).toBeEnabled();
    await signal({ topic: 'promotions', ids: ['7'] });
    expect(screen.getByRole('log')).toBeVisible();
  });

  it('rolls back from here, to the best that there is', async () => {
    const { user } = await render(
      {
        state: 'Succeeded',
        can: {
          ...promotionDetail().can,
          rollBack: { allowed: true },
          retry: { allowed: true },
        },
      },
      {
        '/units/finance_daily_close': {
          unit: 'finance_daily_close',
          adoptionLevel: 'managed',
          members: [],
          environments: [],
          holds: [],
          quarantines: [],
          unmanagedChanges: [],
          rollbackOptions: [
            {
              environment: 'prod',
              options: [
                {
                  release: releaseRef({ id: 39, label: '2.40.1' }),
                  tier: 'last-known-good',
                  reason: 'baked for 9 days',
                },
              ],
            },
          ],
        },
        '/promotions/plan': promotionPlan({ kind: 'rollback' }),
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Roll back' }));
    expect(
      await screen.findByRole('dialog', {
        name: 'Roll finance_daily_close back to 2.40.1 in prod',
      }),
    ).toBeVisible();
  });

  it('is cancelled with a reason, and says why it cannot be', async () => {
    const cancelled = jest.fn((..._: unknown[]) =>
      promotionDetail({ state: 'Cancelled' }),
    );
    const { user } = await render({}, { '/promotions/7/cancel': cancelled });
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    const shown = await dialog();
    await user.type(shown.getByRole('textbox'), REASON);
    // Only one of the two buttons may be taken for it.
    await user.click(shown.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
  });

  it('says when nobody has to approve, and whether it broke the glass', async () => {
    await render({
      approvalId: undefined,
      breakGlass: true,
      plan: promotionPlan({
        rules: [],
        withoutApproval: 'The glass is broken',
        configChanges: [{ key: 'pool', from: 'small', to: 'large' }],
      }),
      breakGlassReview: { dueAt: '2026-11-24T09:00:00.000Z' },
    });
    await heading();
    expect(
      screen.getByText('Nobody has to. The glass is broken.'),
    ).toBeVisible();
    expect(
      await screen.findByText('Values of the environment: pool: small → large'),
    ).toBeVisible();
    expect(screen.getByText('Broke the glass')).toBeVisible();
    expect(
      screen.getByRole('group', { name: 'What happens next' }),
    ).toHaveTextContent('Review due');
  });

  it('says that there is none, and what went wrong', async () => {
    const first = await render(
      {},
      { '/promotions/7': new Refusal(404, 'none') },
    );
    expect(
      await screen.findByText('There is no such promotion that you may see'),
    ).toBeVisible();
    first.unmount();
    await render({}, { '/promotions/7': new Refusal(500, 'locked') });
    expect(
      await screen.findByText("The promotion couldn't be loaded"),
    ).toBeVisible();
  });
});

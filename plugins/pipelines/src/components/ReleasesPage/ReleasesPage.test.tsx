import { screen, waitFor, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { incident } from '../../__testUtils__/alerts';
import {
  boardRow,
  promotion,
  promotionDetail,
  promotionPlan,
  releaseBoard,
  unitEnvironment,
} from '../../__testUtils__/promotions';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ReleasesPage } from './ReleasesPage';

const REASON = 'Retries of the ledger load';

/** `answers` may be changed while the page is open. */
const render = (answers: Record<string, unknown> = {}, path = '/') =>
  renderPage(<ReleasesPage />, {
    answers: Object.assign(answers, {
      '/units/board': releaseBoard(),
      '/promotions/plan': promotionPlan(),
      '/incidents': { items: [incident()], totalItems: 1, open: 1 },
      ...answers,
    }),
    path,
  });
/** The board of a unit that nobody has asked for anything of yet. */
const quietBoard = () =>
  releaseBoard({
    items: [
      boardRow({
        environments: boardRow().environments.map(each => ({
          ...each,
          waiting: [],
        })),
      }),
    ],
  });
const dialog = async () => within(await screen.findByRole('dialog'));

describe('ReleasesPage', () => {
  it('says what runs where, how it is, and what waits', async () => {
    const { container } = await render();
    const row = await screen.findByRole('row', { name: /finance_daily_close/ });
    expect(row).toHaveTextContent('finance · sox · managed');
    expect(
      within(row).getByRole('img', {
        name: 'Last promotions into production: Failed, Succeeded',
      }),
    ).toBeVisible();
    const [staging, prod] = within(row).getAllByRole('cell');
    expect(staging).toHaveTextContent('2.41.0verified');
    expect(prod).toHaveTextContent('2.40.2verified');
    expect(prod).toHaveTextContent(
      'Waits for approval 2.41.0 1 of 2 approvals',
    );
    expect(
      within(prod).getAllByRole('link', { name: '2.41.0' })[0],
    ).toHaveAttribute('href', '/pipelines/promotions/7');
    expect(
      screen.getByRole('group', { name: 'change failure rate' }),
    ).toHaveTextContent('3.1 %');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows live steps of what moves', async () => {
    const moving = promotion({
      state: 'Running',
      progress: { done: 3, of: 5, step: 'Point the bundle' },
    });
    const answers = {
      '/units/board': releaseBoard({
        items: [
          boardRow({
            environments: [unitEnvironment({ health: 'deploying', moving })],
          }),
        ],
      }),
    };
    const { requests, signal } = await render(answers);
    expect(
      await screen.findByText(/step 3 of 5: Point the bundle/),
    ).toBeVisible();
    const before = requests.length;
    await signal({ topic: 'promotions', ids: ['7'] });
    expect(requests.length).toBeGreaterThan(before);
  });

  it('promotes in one click, the plan first, bound to the plan that was shown', async () => {
    const asked = jest.fn((..._: unknown[]) => promotionDetail());
    const { user } = await render({
      '/promotions': asked,
      '/units/board': quietBoard(),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Promote 2.41.0' }),
    );
    const shown = await dialog();
    expect(await shown.findByText(/06:00 close is at risk/)).toBeVisible();
    expect(shown.getByText('2 gates let it through')).toBeVisible();
    expect(shown.getByText('Error budget')).toBeVisible();
    expect(shown.getByRole('button', { name: 'Ask for it' })).toBeDisabled();
    await user.type(shown.getByRole('textbox', { name: /Reason/ }), REASON);
    await user.click(shown.getByRole('button', { name: 'Ask for it' }));
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    expect(asked.mock.calls[0][1]).toMatchObject({
      releaseId: 41,
      environment: 'prod',
      kind: 'promote',
      lane: 'normal',
      breakGlass: false,
      reason: REASON,
      planHash: '9'.repeat(64),
    });
  });

  it('rolls back to the last known good, with what that does and why it is this one', async () => {
    const { user } = await render({
      '/promotions/plan': promotionPlan({ kind: 'rollback', rules: [] }),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Roll back to 2.40.1' }),
    );
    const shown = await dialog();
    expect(shown.getByText('Last known good.')).toBeVisible();
    const effects = await shown.findByRole('table', {
      name: 'What the rollback does',
    });
    expect(effects).toHaveTextContent('Artifactundonecode is re-pointed');
    expect(effects).toHaveTextContent('Rowsyou must1,204 rows since 02:00');
  });

  it.each([
    [
      'Hotfix 2.41.0…',
      'Ask for the hotfix',
      { lane: 'hotfix', breakGlass: false },
    ],
    [
      'Break the glass for 2.41.0…',
      'Break the glass',
      { lane: 'normal', breakGlass: true },
    ],
  ])('%s takes an incident', async (item, button, expected) => {
    const asked = jest.fn((..._: unknown[]) => promotionDetail());
    const { user } = await render({ '/promotions': asked });
    await user.click(
      await screen.findByRole('button', {
        name: 'More for finance_daily_close in prod',
      }),
    );
    await user.click(await screen.findByRole('menuitem', { name: item }));
    const shown = await dialog();
    await user.type(
      await shown.findByRole('textbox', { name: /Reason/ }),
      REASON,
    );
    expect(shown.getByRole('button', { name: button })).toBeDisabled();
    await user.click(shown.getByRole('combobox', { name: /Incident/ }));
    await user.click(
      await screen.findByRole('option', { name: /payments_load holds up/ }),
    );
    const submit = shown.getByRole('button', { name: button });
    await waitFor(() => expect(submit).toBeEnabled());
    await user.click(submit);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    expect(asked.mock.calls[0][1]).toMatchObject({
      ...expected,
      incidentId: 3,
    });
  });

  it('plans a hotfix once it is said what it mends', async () => {
    const planned = jest.fn((..._: unknown[]) => promotionPlan());
    const { user } = await render({ '/promotions/plan': planned });
    await user.click(
      await screen.findByRole('button', {
        name: 'More for finance_daily_close in prod',
      }),
    );
    await user.click(
      await screen.findByRole('menuitem', { name: 'Hotfix 2.41.0…' }),
    );
    const shown = await dialog();
    expect(
      await shown.findByText(/^Choose what it mends, below/),
    ).toBeVisible();
    expect(planned).not.toHaveBeenCalled();
    await user.click(shown.getByRole('combobox', { name: /Incident/ }));
    await user.click(
      await screen.findByRole('option', { name: /payments_load holds up/ }),
    );
    await waitFor(() => expect(planned).toHaveBeenCalledTimes(1));
    expect(planned.mock.calls[0][1]).toMatchObject({
      lane: 'hotfix',
      incidentId: 3,
    });
    expect(shown.queryByText(/^Choose what it mends/)).toBeNull();
  });

  it('says why a plan cannot be asked for, and when it is another one by now', async () => {
    const answers: Record<string, unknown> = {
      '/units/board': quietBoard(),
      '/promotions/plan': promotionPlan({
        canRequest: false,
        problems: ['The release is quarantined'],
      }),
    };
    const { user } = await render(answers);
    const open = async () =>
      user.click(await screen.findByRole('button', { name: 'Promote 2.41.0' }));
    await open();
    expect(await (await dialog()).findByRole('alert')).toHaveTextContent(
      'The release is quarantined',
    );
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    answers['/promotions/plan'] = promotionPlan();
    answers['/promotions'] = new Refusal(409, 'another baseline');
    await open();
    const again = await dialog();
    await user.type(again.getByRole('textbox', { name: /Reason/ }), REASON);
    await waitFor(() =>
      expect(again.getByRole('button', { name: 'Ask for it' })).toBeEnabled(),
    );
    await user.click(again.getByRole('button', { name: 'Ask for it' }));
    expect(await again.findByRole('alert')).toHaveTextContent(
      'The plan is another one by now: look at it againanother baseline',
    );
  });

  it('has a change made behind its back looked at', async () => {
    const change = {
      id: 4,
      unit: 'legacy_gl_export',
      environment: 'prod',
      before: 'sha256:aa',
      after: 'sha256:bb',
      firstSeenAt: '2026-11-21T02:17:00.000Z',
    };
    const acknowledged = jest.fn((..._: unknown[]) => change);
    const { user } = await render({
      '/units/board': releaseBoard({
        items: [
          boardRow({
            adoptionLevel: 'gated',
            environments: [
              unitEnvironment({
                running: undefined,
                runningVersion: 'file 3ac9',
                health: 'unmanaged',
                unmanagedChange: change,
              }),
            ],
          }),
        ],
      }),
      '/unmanaged-changes/4/acknowledge': acknowledged,
    });
    expect(await screen.findByText('unmanaged')).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Acknowledge the change…' }),
    );
    const shown = await dialog();
    expect(shown.getByText('sha256:bb')).toBeVisible();
    await user.type(shown.getByRole('textbox'), 'Vendor pushed a fix by hand');
    await user.click(
      shown.getByRole('button', { name: 'I have looked at it' }),
    );
    await waitFor(() => expect(acknowledged).toHaveBeenCalledTimes(1));
  });

  it('holds a unit, and asks another person that the hold ends', async () => {
    const hold = {
      id: 2,
      unit: 'finance_daily_close',
      environment: 'prod',
      reason: 'Month-end close',
      setBy: 'user:default/fay',
      setAt: '2026-11-21T02:17:00.000Z',
    };
    const held = jest.fn((..._: unknown[]) => hold);
    const answers: Record<string, unknown> = { '/holds': held };
    const { user } = await render(answers);
    const menu = async (item: string) => {
      await user.click(await screen.findByRole('button', { name: /in prod$/ }));
      await user.click(await screen.findByRole('menuitem', { name: item }));
      return dialog();
    };
    const holding = await menu('Hold…');
    await user.type(holding.getByRole('textbox'), hold.reason);
    answers['/units/board'] = releaseBoard({
      items: [boardRow({ environments: [unitEnvironment({ hold })] })],
    });
    await user.click(holding.getByRole('button', { name: 'Hold' }));
    expect(held.mock.calls[0][1]).toMatchObject({ reason: hold.reason });
    expect(await screen.findByText('Held: Month-end close')).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const ended = jest.fn((..._: unknown[]) => hold);
    answers['/holds/2'] = ended;
    const ending = await menu('Ask that the hold ends');
    await user.click(
      ending.getByRole('button', { name: 'Ask that the hold ends' }),
    );
    await waitFor(() => expect(ended).toHaveBeenCalledTimes(1));
  });

  it('offers nothing for what it only watches', async () => {
    await render({
      '/units/board': releaseBoard({
        items: [boardRow({ adoptionLevel: 'observed' })],
      }),
    });
    await screen.findByRole('row', { name: /finance_daily_close/ });
    expect(screen.queryByRole('button', { name: /Promote/ })).toBeNull();
  });

  it('says how far a demo has told its past, until it has', async () => {
    const board = releaseBoard();
    const answers: Record<string, unknown> = {
      '/units/board': { ...board, pastToldPercent: 40 },
    };
    await render(answers);
    const said = await screen.findByText(/first start: 40 % so far/);
    answers['/units/board'] = board;
    await waitFor(() => expect(said).not.toBeInTheDocument(), {
      timeout: 5000,
    });
  });

  it('says that there is none yet, that none matches, and what went wrong', async () => {
    const first = await render({ '/units/board': releaseBoard({ items: [] }) });
    expect(await screen.findByText('No release unit yet')).toBeVisible();
    first.unmount();
    const second = await render({}, '/?text=nothing');
    expect(await screen.findByText('No unit matches')).toBeVisible();
    second.unmount();
    await render({
      '/units/board': new Refusal(500, 'the database is locked'),
    });
    expect(
      await screen.findByText("The board couldn't be loaded"),
    ).toBeVisible();
  });
});

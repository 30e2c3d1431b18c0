import { screen, waitFor, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import {
  campaign,
  CLOSE,
  exemption,
  FINANCE,
  levelChange,
  outcome,
  pipelineStanding,
  scorecard,
  scorecardMatrix,
} from '../../__testUtils__/scorecards';
import { ScorecardsPage } from './ScorecardsPage';

jest.setTimeout(60_000);

const PATH = '/scorecards/production-readiness';
const STANDINGS = '/entities/component/default/finance_close_daily/scorecards';

const answersOf = (more: Answers = {}): Answers => ({
  '/scorecards': {
    items: [scorecard(), scorecard({ id: 'sox', title: 'SOX controls' })],
    problems: [],
    evaluatedAt: new Date(Date.now() - 240_000).toISOString(),
  },
  [PATH]: scorecardMatrix(),
  [`${PATH}/results`]: { items: [pipelineStanding()], totalItems: 1 },
  [`${PATH}/changes`]: { items: [levelChange()] },
  '/scorecard-campaigns': { items: [campaign()] },
  '/exemptions': { items: [exemption()] },
  [STANDINGS]: { items: [pipelineStanding()] },
  ...more,
});

const render = (answers: Answers = answersOf(), search = '') =>
  renderPage(<ScorecardsPage />, { answers, path: `/${search}` });

const rowOf = (table: HTMLElement, name: string) =>
  within(
    within(table).getByRole('rowheader', { name: new RegExp(name) })
      .parentElement!,
  );

describe('ScorecardsPage', () => {
  it('shows owners by checks, with the number behind each cell', async () => {
    const { container } = await render();
    const table = await screen.findByRole('table', {
      name: 'Owners by checks of Production readiness',
    });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual([
      'Owner',
      'Level',
      'Trend, 90 d',
      'Bronze',
      'Silver',
      'Gold',
      'Owner set',
      'Runbook',
      'Budget left',
      'Rollback drilled',
    ]);
    const finance = rowOf(table, 'finance-data');
    expect(finance.getByText('silver')).toBeInTheDocument();
    expect(
      finance.getByRole('link', {
        name: 'Runbook: 17 of 22 pass, 1 unknown, 1 exempt',
      }),
    ).toHaveAttribute(
      'href',
      `/pipelines/scorecards?${new URLSearchParams({
        scorecard: 'production-readiness',
        rows: 'pipelines',
        owner: FINANCE,
        check: 'runbook',
      })}`,
    );
    // Nothing of what is unknown counts as passed, and a check that is about none isn't a zero.
    expect(
      finance.getByRole('link', {
        name: 'Budget left: 0 of 22 pass, 22 unknown',
      }),
    ).toHaveTextContent('?');
    expect(
      finance.getByRole('img', {
        name: 'Rollback drilled: about none of them',
      }),
    ).toBeInTheDocument();
    expect(
      finance.getByRole('img', {
        name: /finance-data: mean level from .* of 3/,
      }),
    ).toBeInTheDocument();
    expect(
      rowOf(table, 'customer-data').getByText('no level'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Production readiness · 120 pipelines · facts read 4 min ago',
      ),
    ).toBeInTheDocument();
    const gold = screen.getByRole('group', { name: 'Gold' });
    expect(gold).toHaveTextContent('41');
    expect(gold).toHaveTextContent('34 % of 120 · +3 in 30 d');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says what changed and why, who moved, what is exempt, and how campaigns go', async () => {
    await render();
    // The panel has its title while it loads, too.
    await screen.findByText('↓ down');
    const changes = screen.getByRole('region', {
      name: 'Changed since last week',
    });
    expect(changes).toHaveTextContent(
      'Finance closesilver→bronze↓ down2 d ago',
    );
    expect(changes).toHaveTextContent('Runbook: passed → failed, is 42 %');
    const movers = screen.getByRole('table', { name: 'Biggest movers' });
    expect(rowOf(movers, 'finance-data').getByText('↑ +0.80')).toBeVisible();
    expect(rowOf(movers, 'customer-data').getByText('↓ −0.20')).toBeVisible();
    const campaigns = screen.getByRole('region', { name: 'Campaigns' });
    expect(campaigns).toHaveTextContent('30 of 39 pipelines');
    expect(
      within(campaigns).getByRole('link', {
        name: 'Show the campaign A runbook everywhere by Christmas',
      }),
    ).toHaveAttribute(
      'href',
      '/pipelines/scorecards?scorecard=production-readiness&campaign=runbooks-2026',
    );
    expect(campaigns).toHaveTextContent('finance-data4 leftreminded 24 h ago');
    expect(campaigns).not.toHaveTextContent('platform');
    const exemptions = screen.getByRole('table', { name: /^Exemptions/ });
    expect(exemptions).toHaveTextContent('fay.okafor');
    expect(
      within(exemptions).getByRole('link', { name: 'In force' }),
    ).toHaveAttribute('href', '/pipelines/approvals/41');
    expect(screen.getByRole('group', { name: 'exemption' })).toHaveTextContent(
      '1exemptionnone ends this week',
    );
  });

  it('leads from an owner to its pipelines, a check and its evidence', async () => {
    const { lastRequest, user } = await render(
      answersOf(),
      `?rows=pipelines&owner=${FINANCE}&check=runbook&state=failed`,
    );
    const table = await screen.findByRole('table', {
      name: 'Pipelines by checks of Production readiness',
    });
    const asked = lastRequest(`${PATH}/results`)!.searchParams;
    expect(asked.getAll('owner')).toEqual([FINANCE]);
    expect(asked.get('check')).toBe('runbook');
    expect(asked.getAll('state')).toEqual(['failed']);
    const row = rowOf(table, 'Finance close');
    expect(
      row.getByRole('link', {
        name: 'Budget left: Unknown, needs ≥ 80 %, no SLO is defined',
      }),
    ).toHaveTextContent('?');
    expect(
      row.getByRole('img', {
        name: 'Rollback drilled: not about this pipeline',
      }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(lastRequest(`${PATH}/results`)!.search).toBe('?limit=50'),
    );
  });

  it('opens a pipeline at a check, with what was found, when, by whom and from what', async () => {
    const { user } = await render(
      answersOf(),
      `?rows=pipelines&open=${CLOSE}&at=runbook`,
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Checks of Finance close' }),
    );
    expect(await drawer.findByText('For silver')).toBeInTheDocument();
    const silver = within(drawer.getByRole('region', { name: /of silver/ }));
    expect(silver.getAllByText('42 %')[0]).toBeVisible();
    expect(silver.getAllByText('≥ 80 %')[0]).toBeVisible();
    expect(silver.getAllByText('Catalog')[0]).toBeVisible();
    expect(
      silver.getByRole('link', { name: 'docs/runbook.md, 212 days old' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/finance_close_daily/pipeline-docs',
    );
    expect(silver.getByText('No <b>owner</b> of the file')).toBeVisible();
    expect(silver.getAllByText(/no SLO is defined/)[0]).toBeVisible();
    await user.click(drawer.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('asks for an exemption, says beside its field what is wrong, and leads to the request', async () => {
    const posted: unknown[] = [];
    const { user } = await render(
      answersOf({
        '/exemptions': (_: URLSearchParams, body?: object) => {
          if (!body) return { items: [] };
          posted.push(body);
          return exemption({ state: 'requested', approvalId: 52 });
        },
      }),
      `?rows=pipelines&open=${CLOSE}&at=runbook`,
    );
    const [ask] = await screen.findAllByRole('button', {
      name: 'Request an exemption',
    });
    await user.click(ask);
    const dialog = within(
      screen.getByRole('dialog', { name: 'Request an exemption' }),
    );
    await user.click(dialog.getByRole('button', { name: 'Request' }));
    expect(
      dialog.getByText('At least 10 characters: whoever approves has to know'),
    ).toBeInTheDocument();
    expect(posted).toEqual([]);
    await user.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'The runbook moves in December',
    );
    await user.click(dialog.getByRole('button', { name: 'Request' }));
    expect(
      await dialog.findByRole('link', { name: 'Show the request' }),
    ).toHaveAttribute('href', '/pipelines/approvals/52');
    expect(posted).toEqual([
      {
        scorecardId: 'production-readiness',
        check: 'runbook',
        entityRef: CLOSE,
        reason: 'The runbook moves in December',
        until: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('shows an exemption with the result: until when, why, who asked and who agreed', async () => {
    const exempt = outcome({
      state: 'exempt',
      exemption: {
        id: 3,
        state: 'active',
        until: exemption().until,
        approvalId: 41,
      },
    });
    await render(
      answersOf({
        [STANDINGS]: {
          items: [pipelineStanding({ checks: [exempt], next: undefined })],
        },
      }),
      `?open=${CLOSE}&at=runbook`,
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Checks of Finance close' }),
    );
    expect(await drawer.findByText(/^Exempt until .*, in 19 d/)).toBeVisible();
    expect(
      await drawer.findByText(
        'asked for by ines.duarte · approved by fay.okafor',
      ),
    ).toBeVisible();
    expect(
      drawer.getByRole('link', { name: 'Show its approval' }),
    ).toHaveAttribute('href', '/pipelines/approvals/41');
    expect(
      drawer.queryByRole('button', { name: 'Request an exemption' }),
    ).not.toBeInTheDocument();
  });

  it('downloads the chosen owner as CSV, and says when that fails', async () => {
    const { lastRequest, user } = await render(
      answersOf({ [`${PATH}/results.csv`]: new Refusal(403, 'No') }),
      `?rows=pipelines&owner=${FINANCE}`,
    );
    await user.click(await screen.findByRole('button', { name: 'CSV' }));
    expect(
      await screen.findByText("The file couldn't be downloaded"),
    ).toBeInTheDocument();
    expect(
      lastRequest(`${PATH}/results.csv`)?.searchParams.getAll('owner'),
    ).toEqual([FINANCE]);
  });

  it('filters owners by level, and offers a way out where nothing is left', async () => {
    const { user } = await render(answersOf(), '?level=gold');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    const table = await screen.findByRole('table', { name: /^Owners/ });
    expect(rowOf(table, 'finance-data').getByText('silver')).toBeVisible();
  });

  it('says how to begin without a scorecard, and what is wrong with files', async () => {
    await render({
      '/scorecards': {
        items: [],
        problems: ['sox.yaml: levels[0].checks is empty'],
      },
    });
    expect(await screen.findByText('No scorecard yet')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'sox.yaml: levels[0].checks is empty',
    );
  });

  it('says that facts are still to be read', async () => {
    await render(
      answersOf({
        '/scorecards': { items: [scorecard()], problems: [] },
        [PATH]: scorecardMatrix({ owners: [], trend: [], movers: [] }),
      }),
    );
    expect(
      await screen.findByText('No fact has been read yet'),
    ).toBeInTheDocument();
  });

  it('says that a scorecard of the address is there no more', async () => {
    await render(answersOf(), '?scorecard=gone');
    expect(
      await screen.findByText('There is no scorecard gone'),
    ).toBeInTheDocument();
  });

  it('says what failed, tries again, and keeps what it knows', async () => {
    const answers = answersOf({ [PATH]: new Refusal(404, 'locked') });
    const { signal, user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    answers[PATH] = scorecardMatrix();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    const table = await screen.findByRole('table', { name: /^Owners/ });
    expect(table).toBeInTheDocument();
    answers[PATH] = new Refusal(404, 'locked');
    await signal({ topic: 'approvals', ids: [] });
    expect(
      await screen.findByText(/couldn't be refreshed/),
    ).toBeInTheDocument();
    expect(screen.getByRole('table', { name: /^Owners/ })).toBeVisible();
  });

  it('leaves exemptions out for who may not see them', async () => {
    await render(answersOf({ '/exemptions': new Refusal(403, 'No') }));
    expect(
      await screen.findByText('You may not see exemptions'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('group', { name: 'exemption' }),
    ).not.toBeInTheDocument();
  });
});

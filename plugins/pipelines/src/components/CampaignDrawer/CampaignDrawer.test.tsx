import type { CampaignDetail } from '@sluice/plugin-pipelines-common';
import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  type Answers,
  Refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import { campaign, CLOSE, FINANCE } from '../../__testUtils__/scorecards';
import { CampaignDrawer } from './CampaignDrawer';

const PATH = '/scorecard-campaigns/runbooks-2026';

const detail = (changes: Partial<CampaignDetail> = {}): CampaignDetail => ({
  ...campaign({ dueAt: '2026-12-15T00:00:00.000Z' }),
  description: 'Before the peak season',
  leftPipelines: [
    {
      entityRef: CLOSE,
      title: 'finance_close_daily',
      owner: FINANCE,
      state: 'failed',
      value: 0.42,
      unit: 'share',
    },
    {
      entityRef: 'component:default/fx_rates_load',
      owner: FINANCE,
      state: 'unknown',
      reason: 'The repository can’t be read',
    },
  ],
  ...changes,
});

const render = (answers: Answers = { [PATH]: detail() }) => {
  const onClose = jest.fn();
  return renderPage(
    <CampaignDrawer campaignId="runbooks-2026" onClose={onClose} />,
    { answers },
  ).then(rendered => ({ ...rendered, onClose }));
};

describe('CampaignDrawer', () => {
  it('says until when, how far each owner is, and what is left with what was found', async () => {
    await render();
    const drawer = await screen.findByRole('dialog', {
      name: 'Campaign A runbook everywhere by Christmas',
    });
    expect(drawer).toHaveTextContent('until the end of Mon 14 Dec (UTC)');
    expect(drawer).toHaveTextContent('Before the peak season');
    expect(drawer).toHaveTextContent('30 of 39 pipelines · 1 exempt · 8 left');
    const owners = within(
      screen.getByRole('table', { name: 'Progress by owner' }),
    );
    expect(owners.getAllByRole('row').map(row => row.textContent)).toEqual([
      'OwnerDoneExemptLeftReminded',
      'finance-data17/221424 h ago',
      'platform17/1700not yet',
    ]);
    const left = within(screen.getByRole('table', { name: 'What is left' }));
    const [, failed, unknown] = left.getAllByRole('row');
    expect(failed).toHaveTextContent(
      'finance_close_dailyfinance-dataFailed42 %',
    );
    expect(unknown).toHaveTextContent('UnknownThe repository can’t be read');
    expect(
      within(failed).getByRole('link', { name: 'finance_close_daily' }),
    ).toHaveAttribute(
      'href',
      `/pipelines/scorecards?${new URLSearchParams({
        scorecard: 'production-readiness',
        rows: 'pipelines',
        open: CLOSE,
        at: 'runbook',
      })}`,
    );
    expect(screen.getByText('the first 2 of 8')).toBeInTheDocument();
    expect(await accessibilityProblems(drawer)).toEqual([]);
  });

  it('says that nothing is left', async () => {
    await render({
      [PATH]: detail({ state: 'done', left: 0, leftPipelines: [] }),
    });
    expect(await screen.findByText('Nothing is left.')).toBeInTheDocument();
    expect(
      screen.getByText('Done', { selector: 'span *' }),
    ).toBeInTheDocument();
  });

  it('says that there is no such campaign', async () => {
    await render({ [PATH]: new Refusal(404, 'There is no campaign') });
    expect(
      await screen.findByText(/There is no such campaign any more/),
    ).toBeInTheDocument();
  });

  it('says what failed, tries again, and closes', async () => {
    const answers: Answers = { [PATH]: new Refusal(403, 'locked') };
    const { onClose, user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    answers[PATH] = detail();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('What is left')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });
});

import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import {
  CLOSE,
  outcome,
  pipelineStanding,
} from '../../__testUtils__/scorecards';
import { ScorecardCard } from './ScorecardCard';

const PATH = '/entities/component/default/finance_close_daily/scorecards';
const render = (answers: Answers) =>
  renderPage(<ScorecardCard entityRef={CLOSE} />, { answers });

describe('ScorecardCard', () => {
  it('says the level and what is missing, the least effort first', async () => {
    const { container } = await render({
      [PATH]: {
        items: [
          pipelineStanding(),
          pipelineStanding({
            scorecardId: 'sox',
            scorecardTitle: 'SOX controls',
            level: 'gold',
            next: undefined,
          }),
        ],
      },
    });
    const readiness = within(
      await screen.findByRole('region', { name: 'Production readiness' }),
    );
    expect(readiness.getByText('bronze')).toBeInTheDocument();
    expect(
      readiness.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'FailedRunbook is 42 %, needs ≥ 80 %Read the runbook again, and say so in its headhours',
      "UnknownBudget left can't be read: no SLO is definedPromise somethingdays",
    ]);
    expect(readiness.getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'href',
      expect.stringContaining('&at=runbook'),
    );
    expect(
      within(screen.getByRole('region', { name: 'SOX controls' })).getByText(
        'The highest level. Nothing is missing.',
      ),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('counts what it has no room for, and says where silence is the reason', async () => {
    const missing = ['a', 'b', 'c', 'd', 'e'].map(check =>
      outcome({ check, title: check }),
    );
    await render({
      [PATH]: {
        items: [
          pipelineStanding({
            level: undefined,
            next: { level: 'bronze', missing, lacksCoverage: true },
          }),
        ],
      },
    });
    expect(await screen.findByText('and 2 more')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText(/not won by silence/)).toBeInTheDocument();
    expect(screen.getByText('below bronze')).toBeInTheDocument();
  });

  it('is not there where no scorecard is about the pipeline', async () => {
    const { requests } = await render({ [PATH]: { items: [] } });
    expect(requests).toHaveLength(1);
    expect(
      screen.queryByRole('region', { name: 'Scorecards' }),
    ).not.toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    const answers: Answers = { [PATH]: new Refusal(403, 'locked') };
    const { user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    answers[PATH] = { items: [pipelineStanding()] };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('bronze')).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import {
  CLOSE,
  FINANCE,
  ownerStanding,
  scorecard,
  toDo,
} from '../../__testUtils__/scorecards';
import { OwnerScorecards } from './OwnerScorecards';

const PATH = '/scorecard-owners/group/default/finance-data';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'finance-data', namespace: 'default' },
  spec: { type: 'team', children: [] },
};
const standings = {
  owner: FINANCE,
  items: [{ scorecard: scorecard(), standing: ownerStanding() }],
  toDo: [
    toDo(),
    toDo({ check: 'drill', title: 'Rollback drilled', movesUp: 0 }),
  ],
};
const render = (answers: Answers) =>
  renderPage(<OwnerScorecards entity={entity} />, { answers });

describe('OwnerScorecards', () => {
  it('shows the level, how pipelines spread, and what would move them up', async () => {
    const { container } = await render({ [PATH]: standings });
    const card = within(
      await screen.findByRole('region', { name: 'Production readiness' }),
    );
    expect(card.getByText('silver')).toBeInTheDocument();
    expect(
      card.getByText('22 pipelines · 1 exemption · 2 up, 1 down this week'),
    ).toBeInTheDocument();
    expect(
      within(card.getByRole('list', { name: /finance-data by level/ }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['6Gold', '12Silver', '3Bronze', '1below Bronze']);
    const table = screen.getByRole('table', {
      name: 'What would move it up',
    });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(
      '1 pipelinealone keeps 1 pipeline from silver',
    );
    expect(second).toHaveTextContent('one of several for silver');
    expect(within(first).getByRole('link', { name: 'Runbook' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Monthly summary' }),
    ).toHaveAttribute(
      'href',
      '/pipelines/scorecards/month?owner=group%3Adefault%2Ffinance-data',
    );
    expect(toDo().pipelines).toEqual([CLOSE]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says why there is nothing', async () => {
    await render({ [PATH]: { owner: FINANCE, items: [], toDo: [] } });
    expect(
      await screen.findByText(/No scorecard is about a pipeline/),
    ).toBeInTheDocument();
  });

  it('says that nothing is missing', async () => {
    await render({ [PATH]: { ...standings, toDo: [] } });
    expect(
      await screen.findByText('Nothing is missing for any next level.'),
    ).toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    const answers: Answers = { [PATH]: new Refusal(403, 'locked') };
    const { user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    answers[PATH] = standings;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('silver')).toBeInTheDocument();
  });
});

import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { pipelineStanding } from '../../__testUtils__/scorecards';
import { NextLevelList } from './NextLevelList';

const render = (
  standing = pipelineStanding(),
  most: number | undefined = undefined,
) =>
  renderPage(<NextLevelList standing={standing} most={most} />, {
    answers: {},
  });

describe('NextLevelList', () => {
  it('says what is missing in the order that it is told, with what was found and what it takes', async () => {
    await render();
    const items = screen.getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'FailedRunbook is 42 %, needs ≥ 80 %Read the runbook again, and say so in its headhours',
      "UnknownBudget left can't be read: no SLO is definedPromise somethingdays",
    ]);
    expect(screen.getByText('2 checks are missing')).toBeInTheDocument();
  });

  it('counts what there is no room for', async () => {
    await render(pipelineStanding(), 1);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByText('and 1 more')).toBeInTheDocument();
  });

  it('says that silence wins nothing, and that the highest level lacks nothing', async () => {
    const { unmount } = await render(
      pipelineStanding({
        next: { level: 'gold', missing: [], lacksCoverage: true },
      }),
    );
    expect(screen.getByText(/not won by silence/)).toBeInTheDocument();
    unmount();
    await render(pipelineStanding({ level: 'gold', next: undefined }));
    expect(
      screen.getByText('The highest level. Nothing is missing.'),
    ).toBeInTheDocument();
  });
});

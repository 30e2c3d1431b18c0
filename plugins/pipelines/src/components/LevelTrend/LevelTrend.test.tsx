import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { levelDays } from '../../__testUtils__/scorecards';
import { LevelTrend } from './LevelTrend';

describe('LevelTrend', () => {
  it('says in words from where to where the mean level went', async () => {
    await renderInTestApp(
      <LevelTrend name="finance-data" trend={levelDays()} top={3} />,
    );
    expect(
      screen.getByRole('img', {
        name: /^finance-data: mean level from \d\.\d to \d\.\d of 3$/,
      }),
    ).toBeInTheDocument();
  });

  it('draws no line of a single day', async () => {
    await renderInTestApp(
      <LevelTrend
        name="finance-data"
        trend={levelDays().slice(0, 1)}
        top={3}
      />,
    );
    expect(screen.getByText('no trend yet')).toBeInTheDocument();
    expect(screen.queryByRole('img')).toBeNull();
  });
});

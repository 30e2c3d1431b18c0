import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { BudgetBar } from './BudgetBar';

describe('BudgetBar', () => {
  it('says in figures what the bar shows', async () => {
    await renderInTestApp(
      <BudgetBar
        budget={{ allowed: 2.7, missesLeft: -1, remainingRatio: -0.1 }}
      />,
    );
    expect(screen.getByText('−1 of 2')).toHaveAttribute(
      'title',
      '−1 of 2 misses left',
    );
    expect(document.querySelector('[data-share="1"]')).toBeInTheDocument();
  });

  it('claims nothing before anything was judged', async () => {
    await renderInTestApp(<BudgetBar budget={undefined} />);
    expect(screen.getByText('—')).toHaveAttribute(
      'title',
      'nothing was judged yet',
    );
  });
});

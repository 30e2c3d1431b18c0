import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { DemoBadge } from './DemoBadge';

describe('DemoBadge', () => {
  it('says that nothing real is behind it', async () => {
    await renderInTestApp(<DemoBadge />);
    expect(await screen.findByText('Demo data')).toHaveAttribute(
      'title',
      expect.stringContaining('no real system'),
    );
  });
});

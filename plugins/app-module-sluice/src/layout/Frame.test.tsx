import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Frame } from './Frame';

describe('Frame', () => {
  it('lets the keyboard skip the navigation', async () => {
    await renderInTestApp(
      <Frame nav={<nav>links</nav>} content={<p>page</p>} />,
    );
    await userEvent.click(
      await screen.findByRole('link', { name: 'Skip to content' }),
    );
    expect(screen.getByText('page').parentElement).toHaveFocus();
  });
});

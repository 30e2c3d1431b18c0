import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Panel } from './Panel';
import { PanelSkeleton } from './PanelSkeleton';

describe('Panel', () => {
  it('is a region named by its title', async () => {
    await renderInTestApp(
      <Panel
        title="Environments"
        note="prod last"
        actions={<button>More</button>}
      >
        three of them
      </Panel>,
    );
    const panel = await screen.findByRole('region', { name: 'Environments' });
    expect(panel).toHaveTextContent('three of them');
    expect(panel).toHaveTextContent('prod last');
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'Environments',
    );
  });

  it('says that its content is on its way', async () => {
    await renderInTestApp(<PanelSkeleton title="Environments" />);
    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toHaveAttribute('aria-busy', 'true');
  });
});

import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { StatTile } from './StatTile';

describe('StatTile', () => {
  it('says the figure, what it counts, what it means and whether it is well', async () => {
    await renderInTestApp(
      <StatTile
        value="99.84 %"
        label="scheduled runs succeeded"
        note="target 99.9 %, 30 d"
        look={{ glyph: 'triangle', tone: 'warn' }}
        lookLabel="below target"
        to="/fleet?status=late"
      />,
    );
    const tile = await screen.findByRole('group', {
      name: 'scheduled runs succeeded',
    });
    expect(tile).toHaveTextContent('99.84 %');
    expect(tile).toHaveTextContent('target 99.9 %, 30 d');
    expect(
      within(tile).getByRole('img', { name: 'below target' }),
    ).toBeVisible();
    expect(within(tile).getByRole('link')).toHaveAttribute(
      'href',
      '/fleet?status=late',
    );
  });

  it('claims no figure while it loads', async () => {
    await renderInTestApp(<StatTile value={undefined} label="pipelines" />);
    const tile = await screen.findByRole('group', { name: 'pipelines' });
    expect(tile).toHaveTextContent(/^pipelines$/);
  });
});

import { screen, within } from '@testing-library/react';
import { wallTile } from '../../__testUtils__/fleet';
import { renderPage } from '../../__testUtils__/renderPage';
import { FleetWall } from './FleetWall';

const tiles = [
  wallTile('a', { domain: 'domain:default/finance' }),
  wallTile('b', { domain: 'domain:default/finance', status: 'failed' }),
  wallTile('c', { domain: 'domain:default/sales', status: 'unknown' }),
  wallTile('d', { domain: undefined, status: 'paused' }),
];

const render = async () => {
  const onTable = jest.fn();
  const page = await renderPage(<FleetWall tiles={tiles} onTable={onTable} />, {
    answers: {},
  });
  return { ...page, onTable };
};

describe('FleetWall', () => {
  it('shows a square a pipeline under its domain', async () => {
    await render();
    const finance = screen.getByRole('region', { name: 'finance' });
    expect(
      within(finance)
        .getAllByRole('link')
        .map(link => link.getAttribute('aria-label')),
    ).toEqual([
      expect.stringMatching(/^b: Failed\. Succeeded .*\d\d:\d\d$/),
      expect.stringMatching(/^a: OK\. Succeeded .*\d\d:\d\d$/),
    ]);
    expect(
      screen.getByRole('region', { name: 'no domain' }),
    ).toBeInTheDocument();
  });

  it('counts each state in the legend', async () => {
    await render();
    const legend = screen.getByRole('list', { name: 'Legend' });
    expect(
      within(legend)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Failed 1', 'Unknown 1', 'OK 1', 'Paused 1']);
  });

  it('has one square in the tab order and moves by arrow keys', async () => {
    const { user } = await render();
    await user.tab();
    // The table is offered first: it is the alternative to all that follows.
    expect(
      screen.getByRole('button', { name: 'Show as a table' }),
    ).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('link', { name: /^b: Failed/ })).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    const unknown = screen.getByRole('link', { name: /^c: Unknown/ });
    expect(unknown).toHaveFocus();
    expect(
      screen.getAllByRole('link').filter(link => link.tabIndex === 0),
    ).toEqual([unknown]);
  });

  it('says why a square stands as it does, until Escape', async () => {
    const { user } = await render();
    await user.hover(screen.getByRole('link', { name: /^b: Failed/ }));
    expect(await screen.findByText(/^Succeeded /)).toBeInTheDocument();
    await user.tab();
    await user.tab();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(/^Succeeded /)).not.toBeInTheDocument();
  });

  it('leads to the table', async () => {
    const { user, onTable } = await render();
    await user.click(screen.getByRole('button', { name: 'Show as a table' }));
    expect(onTable).toHaveBeenCalledTimes(1);
  });
});

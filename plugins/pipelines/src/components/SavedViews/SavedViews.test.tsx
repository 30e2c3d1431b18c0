import { mockApis } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import {
  DEFAULT_VIEW,
  NO_FILTERS,
  type FleetView,
} from '../../fleet/fleetView';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { renderPage } from '../../__testUtils__/renderPage';
import { SavedViews } from './SavedViews';

const late: FleetView = {
  ...DEFAULT_VIEW,
  filters: { ...NO_FILTERS, status: ['late'] },
};

const render = async (
  options: { storage?: ReturnType<typeof mockApis.storage> } = {},
) => {
  const onView = jest.fn();
  const storage = options.storage ?? mockApis.storage();
  const page = await renderPage(<SavedViews view={late} onView={onView} />, {
    answers: {},
    ownershipRefs: ['group:default/finance-data'],
    storage,
  });
  return { ...page, onView, storage };
};

const openMenu = async (user: Awaited<ReturnType<typeof render>>['user']) => {
  await user.click(screen.getByRole('button', { name: 'Views' }));
  return screen.findByRole('dialog', { name: 'Views' });
};

describe('SavedViews', () => {
  it('saves what is shown under a name, opens and deletes it', async () => {
    const { user, onView, storage } = await render();
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.type(name, ' late ones {Enter}');
    await waitFor(() =>
      expect(
        storage.forBucket('plugin.pipelines').snapshot('fleet-views').value,
      ).toEqual([{ name: 'late ones', search: 'status=late' }]),
    );

    let menu = await openMenu(user);
    await user.click(within(menu).getByRole('button', { name: 'late ones' }));
    expect(onView).toHaveBeenCalledWith(late);

    menu = await openMenu(user);
    await user.click(
      within(menu).getByRole('button', { name: 'Delete view late ones' }),
    );
    expect(
      await within(menu).findByText(/None yet: set filters/),
    ).toBeInTheDocument();
  });

  it('offers what you own and what needs you to everyone', async () => {
    const { user, onView } = await render();
    const menu = await openMenu(user);
    expect(await accessibilityProblems(menu)).toEqual([]);
    await user.click(
      within(menu).getByRole('button', {
        name: 'Owned by you and your groups',
      }),
    );
    expect(onView).toHaveBeenCalledWith({
      ...DEFAULT_VIEW,
      filters: { ...NO_FILTERS, owner: ['group:default/finance-data'] },
    });
  });

  it('warns before a view of the same name is replaced', async () => {
    const storage = mockApis.storage();
    await storage
      .forBucket('plugin.pipelines')
      .set('fleet-views', [{ name: 'close', search: 'tier=1' }]);
    const { user } = await render({ storage });
    await user.click(screen.getByRole('button', { name: 'Save view' }));
    await user.type(
      await screen.findByRole('textbox', { name: 'Name' }),
      'close',
    );
    expect(screen.getByText(/will be replaced/)).toBeInTheDocument();
  });
});

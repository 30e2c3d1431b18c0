import { fireEvent, screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { SideDrawer } from './SideDrawer';

describe('SideDrawer', () => {
  it('is a named dialog that closes by its button and by Escape', async () => {
    const onClose = jest.fn();
    await renderInTestApp(
      <SideDrawer
        label="Checks of orders"
        closeLabel="Close"
        title="orders"
        line="gold"
        onClose={onClose}
      >
        <p>Everything else</p>
      </SideDrawer>,
    );
    const dialog = screen.getByRole('dialog', { name: 'Checks of orders' });
    expect(dialog).toHaveTextContent('ordersgoldEverything else');
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

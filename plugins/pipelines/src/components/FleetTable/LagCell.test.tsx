import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { fleetRow } from '../../__testUtils__/fleet';
import { LagCell } from './LagCell';

const lag = {
  status: 'stall' as const,
  reason: 'offset unchanged at 812',
  readAt: '2026-11-21T09:45:00.000Z',
  messages: 41_208,
  seconds: 840,
};

describe('LagCell', () => {
  it('says how far a stream is behind, and how healthy it is', async () => {
    await renderInTestApp(<LagCell row={fleetRow({ lag })} />);
    expect(screen.getByText('14 min')).toBeInTheDocument();
    expect(screen.getByText('41,208 messages')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Stalled' })).toBeInTheDocument();
    expect(screen.getByTitle(/offset unchanged at 812/)).toBeInTheDocument();
  });

  it('says what is known at least, or that nothing is', async () => {
    const unread = { ...lag, seconds: undefined, messages: undefined };
    const { unmount } = await renderInTestApp(
      <LagCell row={fleetRow({ lag: { ...unread, atLeastSeconds: 720 } })} />,
    );
    expect(screen.getByText('at least 12 min')).toBeInTheDocument();
    unmount();
    await renderInTestApp(<LagCell row={fleetRow({ lag: unread })} />);
    expect(screen.getByText('unknown')).toBeInTheDocument();
  });

  it('is empty for a pipeline that reads no stream', async () => {
    const { container } = await renderInTestApp(
      <div data-testid="cell">
        <LagCell row={fleetRow()} />
      </div>,
    );
    expect(
      container.querySelector('[data-testid="cell"]'),
    ).toBeEmptyDOMElement();
  });
});

import { act, render, screen } from '@testing-library/react';
import { useNow } from './useNow';

const Clock = () => <output>{new Date(useNow()).toISOString()}</output>;

describe('useNow', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-21T10:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks every ten seconds, and starts afresh for a later reader', () => {
    const { unmount } = render(<Clock />);
    expect(screen.getByRole('status')).toHaveTextContent('T10:00:00');
    act(() => {
      jest.advanceTimersByTime(10_000);
    });
    expect(screen.getByRole('status')).toHaveTextContent('T10:00:10');
    unmount();
    expect(jest.getTimerCount()).toBe(0);

    jest.setSystemTime(Date.parse('2026-11-21T12:00:00Z'));
    render(<Clock />);
    expect(screen.getByRole('status')).toHaveTextContent('T12:00:00');
  });
});

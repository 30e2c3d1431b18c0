import { act, renderHook } from '@testing-library/react';
import { useDebounced } from './useDebounced';

describe('useDebounced', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('gives a value once it has rested, and none in between', () => {
    const { result, rerender } = renderHook(v => useDebounced(v, 300), {
      initialProps: 'a',
    });
    rerender('ab');
    act(() => jest.advanceTimersByTime(200));
    rerender('abc');
    act(() => jest.advanceTimersByTime(200));
    expect(result.current).toBe('a');
    act(() => jest.advanceTimersByTime(100));
    expect(result.current).toBe('abc');
  });
});

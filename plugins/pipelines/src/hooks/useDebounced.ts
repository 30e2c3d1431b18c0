import { useEffect, useState } from 'react';

/**
 * A value once it has rested.
 *
 * @param restMs - so long it has to stay the same, in milliseconds
 * @internal
 */
export function useDebounced<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}

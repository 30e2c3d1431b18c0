import { useSyncExternalStore } from 'react';

/** One timer for all readers, so that a table of a hundred ages ticks once and together. */
const TICK_MS = 10_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = Date.now();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    current = Date.now();
    timer = setInterval(() => {
      current = Date.now();
      listeners.forEach(notify => notify());
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function read(): number {
  // Nobody listens yet on the very first render: the clock may have stood still since the last reader left.
  if (listeners.size === 0 && Date.now() - current >= TICK_MS) {
    current = Date.now();
  }
  return current;
}

/**
 * The reader's clock, epoch milliseconds, renewed every ten seconds while anything shows it.
 *
 * @public
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}

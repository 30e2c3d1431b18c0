import { useEffect, useRef } from 'react';

/** Where a key means what is typed, or belongs to what is open. */
const NOT_HERE =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Calls what a key of the page stands for. Keys together with Ctrl, Alt or Meta are the browser's, and in a field they are text.
 *
 * @param shortcuts - by `KeyboardEvent.key`
 * @param isOn - keys of one letter can be turned off, because they get in the way of speech input (WCAG 2.1.4)
 * @internal
 */
export function useShortcuts(
  shortcuts: Readonly<Record<string, (() => void) | undefined>>,
  isOn: boolean,
): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    if (!isOn) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
        return;
      }
      if (event.target instanceof Element && event.target.closest(NOT_HERE)) {
        return;
      }
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}

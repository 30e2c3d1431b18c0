import type { Slo } from '@sluice/plugin-pipelines-common';

/** The window of an SLO: so many days that roll on, or the month or quarter of a calendar. @internal */
export type WindowWords =
  | { unit: 'rolling'; days: string }
  | { unit: 'month' | 'quarter' };

/** How the window of a definition is said. @internal */
export function windowWords(definition: Slo['definition']): WindowWords {
  const { window } = definition as {
    window?: { rolling?: string; calendar?: 'month' | 'quarter' };
  };
  if (window?.calendar) return { unit: window.calendar };
  return { unit: 'rolling', days: (window?.rolling ?? '').replace(/d$/, '') };
}

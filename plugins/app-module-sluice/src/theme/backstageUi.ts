import { tokens } from '@sluice/plugin-pipelines-react';
import { FONT_FAMILY } from './fonts';

/**
 * Our tokens as the CSS variables of `@backstage/ui`, which draws the headers of pages.
 *
 * @internal
 */
export function backstageUiVariables(
  mode: 'light' | 'dark',
): Record<`--bui-${string}`, string> {
  const { background, paper, ink, muted, line, accent, onAccent } =
    tokens[mode];
  const raised = mode === 'light' ? background : '#1b2940';
  return {
    '--bui-font-regular': FONT_FAMILY,
    '--bui-bg-app': background,
    '--bui-bg-neutral-1': paper,
    '--bui-bg-neutral-2': raised,
    '--bui-bg-neutral-3': mode === 'light' ? paper : '#223350',
    '--bui-bg-neutral-4': mode === 'light' ? background : '#2a3d5f',
    '--bui-fg-primary': ink,
    '--bui-fg-secondary': muted,
    '--bui-fg-link': accent,
    '--bui-border-1': line,
    '--bui-border-2': line,
    // Deprecated, but the buttons of the installed version still draw with them.
    /* eslint-disable @backstage/no-deprecated-bui-tokens */
    '--bui-bg-solid': accent,
    '--bui-bg-solid-hover': accent,
    '--bui-bg-solid-pressed': accent,
    '--bui-fg-solid': onAccent,
    /* eslint-enable @backstage/no-deprecated-bui-tokens */
    '--bui-accent-bg': accent,
    '--bui-accent-fg': onAccent,
    '--bui-ring': accent,
  };
}

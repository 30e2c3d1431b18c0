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
  const { background, paper, ink, muted, line, accent, onAccent, tones } =
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
    '--bui-bg-solid': accent,
    '--bui-bg-solid-hover': accent,
    '--bui-bg-solid-pressed': accent,
    '--bui-fg-solid': onAccent,
    '--bui-accent-bg': accent,
    '--bui-accent-fg': onAccent,
    '--bui-ring': accent,
    '--bui-bg-danger': tones.bad.bg,
    '--bui-fg-danger': tones.bad.fg,
    '--bui-bg-warning': tones.warn.bg,
    '--bui-fg-warning': tones.warn.fg,
    '--bui-bg-success': tones.good.bg,
    '--bui-fg-success': tones.good.fg,
    '--bui-bg-info': tones.running.bg,
    '--bui-fg-info': tones.running.fg,
  };
}

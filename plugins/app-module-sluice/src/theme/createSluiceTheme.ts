import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes,
  type PageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import { tokens } from '@sluice/plugin-pipelines-react';
import { componentStyles } from './componentStyles';
import { FONT_FAMILY } from './fonts';

const heading = (fontSize: number, fontWeight = 650) => ({
  fontFamily: FONT_FAMILY,
  fontSize,
  fontWeight,
  letterSpacing: '-0.2px',
  marginBottom: 4,
});

/** Compact type: pages are read like instruments. */
const typography = {
  htmlFontSize: 16,
  fontFamily: FONT_FAMILY,
  fontSize: 13,
  fontWeightBold: 650,
  fontWeightMedium: 600,
  h1: heading(22),
  h2: heading(20),
  h3: heading(18),
  h4: heading(16),
  h5: heading(15),
  h6: heading(14),
  body1: { fontSize: 13 },
  body2: { fontSize: 12.5 },
  button: { fontSize: 12.5, fontWeight: 600 },
};

/**
 * The theme of the portal, for Material UI 4 and 5.
 *
 * @internal
 */
export function createSluiceTheme(mode: 'light' | 'dark'): UnifiedTheme {
  const colors = tokens[mode];
  const { tones } = colors;
  // No page has a coloured band: colour is kept for state.
  const page: PageTheme = {
    colors: [colors.background, colors.background],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: colors.ink,
  };
  const stock = palettes[mode];

  return createUnifiedTheme({
    ...createBaseThemeOptions({
      fontFamily: FONT_FAMILY,
      defaultPageTheme: 'home',
      pageTheme: { home: page },
      typography,
      palette: {
        ...stock,
        background: { default: colors.background, paper: colors.paper },
        text: { primary: colors.ink, secondary: colors.muted },
        divider: colors.line,
        primary: { main: colors.accent, contrastText: colors.onAccent },
        secondary: { main: colors.accent, contrastText: colors.onAccent },
        error: { main: tones.bad.fg },
        warning: { main: tones.warn.fg },
        success: { main: tones.good.fg },
        info: { main: tones.running.fg },
        status: {
          ok: tones.good.fg,
          warning: tones.warn.fg,
          error: tones.bad.fg,
          running: tones.running.fg,
          pending: tones.unknown.fg,
          aborted: tones.unknown.fg,
        },
        border: colors.line,
        textContrast: colors.ink,
        textSubtle: colors.muted,
        textVerySubtle: colors.line,
        highlight: colors.accentBg,
        link: colors.accent,
        linkHover: colors.accent,
        errorBackground: tones.bad.bg,
        errorText: tones.bad.fg,
        warningBackground: tones.warn.bg,
        warningText: tones.warn.fg,
        infoBackground: tones.running.bg,
        infoText: tones.running.fg,
        navigation: {
          background: colors.side,
          indicator: tokens.dark.accent,
          color: '#c7d2e2',
          selectedColor: '#ffffff',
          navItem: { hoverBackground: '#1d2d45' },
          submenu: { background: colors.side },
        },
        tabbar: { indicator: colors.accent },
      },
    }),
    components: componentStyles(mode),
  });
}

import { getContrastRatio } from '@mui/material/styles';
import { tokens, type Tone } from './tokens';

/** WCAG 2.2 AA: small text needs 4.5:1, marks and large text 3:1. */
const SMALL_TEXT = 4.5;
const MARK = 3;

const modes = ['light', 'dark'] as const;
const tones = Object.keys(tokens.light.tones) as Tone[];

describe.each(modes)('the %s tokens', mode => {
  const colors = tokens[mode];

  it.each(tones)(
    'make %s readable on its tint, on paper and on the page',
    tone => {
      const { fg, bg } = colors.tones[tone];
      expect(getContrastRatio(fg, bg)).toBeGreaterThanOrEqual(SMALL_TEXT);
      expect(getContrastRatio(fg, colors.paper)).toBeGreaterThanOrEqual(
        SMALL_TEXT,
      );
      expect(getContrastRatio(fg, colors.background)).toBeGreaterThanOrEqual(
        SMALL_TEXT,
      );
    },
  );

  it.each(tones)(
    'keep marks of %s visible on the stock theme’s paper',
    tone => {
      const stockPaper = mode === 'light' ? '#ffffff' : '#424242';
      expect(
        getContrastRatio(colors.tones[tone].fg, stockPaper),
      ).toBeGreaterThanOrEqual(MARK);
    },
  );

  it.each([
    ['ink on paper', colors.ink, colors.paper],
    ['ink on the page', colors.ink, colors.background],
    ['muted on paper', colors.muted, colors.paper],
    ['muted on the page', colors.muted, colors.background],
    ['accent on paper', colors.accent, colors.paper],
    ['accent on its tint', colors.accent, colors.accentBg],
    ['text on a filled button', colors.onAccent, colors.accent],
  ])('make %s readable', (_, fg, bg) => {
    expect(getContrastRatio(fg, bg)).toBeGreaterThanOrEqual(SMALL_TEXT);
  });
});

import type { UnifiedThemeOptions } from '@backstage/theme';
import { tokens } from '@sluice/plugin-pipelines-react';
import { FONT_FAMILY } from './fonts';

/**
 * How the components of Material UI and Backstage look: flat, bordered, compact.
 *
 * @internal
 */
export function componentStyles(
  mode: 'light' | 'dark',
): UnifiedThemeOptions['components'] {
  const { background, ink, muted, line, accent, accentBg, onAccent } =
    tokens[mode];
  return {
    MuiCssBaseline: {
      styleOverrides: {
        body: {
          fontFamily: FONT_FAMILY,
          fontSize: 13,
          lineHeight: 1.45,
          backgroundColor: background,
          color: ink,
        },
        // The browser's yellow shouts, and in the dark it is unreadable.
        mark: { backgroundColor: accentBg, color: accent, borderRadius: 3 },
        '*:focus-visible': { outline: `2px solid ${accent}`, outlineOffset: 1 },
      },
    },
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'none' },
        rounded: { borderRadius: 10 },
        elevation1: { boxShadow: 'none', border: `1px solid ${line}` },
        elevation2: { boxShadow: 'none', border: `1px solid ${line}` },
      },
    },
    MuiCard: { styleOverrides: { root: { borderRadius: 10 } } },
    MuiCardHeader: {
      styleOverrides: {
        root: { padding: '12px 16px 4px' },
        title: { fontSize: 14, fontWeight: 650 },
        subheader: { fontSize: 12 },
      },
    },
    MuiCardContent: { styleOverrides: { root: { padding: '10px 16px 14px' } } },
    MuiDivider: { styleOverrides: { root: { backgroundColor: line } } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          textTransform: 'none',
          fontWeight: 600,
          borderRadius: 7,
          fontSize: 12.5,
          lineHeight: 1.6,
        },
        contained: { boxShadow: 'none' },
        containedPrimary: {
          backgroundColor: accent,
          color: onAccent,
          '&:hover': { backgroundColor: accent, filter: 'brightness(0.92)' },
        },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          textTransform: 'none',
          letterSpacing: 0,
          fontSize: 13,
          fontWeight: 600,
          minWidth: 0,
          color: muted,
        },
      },
    },
    MuiTableRow: {
      styleOverrides: {
        root: {
          '&:nth-of-type(odd)': { backgroundColor: 'transparent' },
        },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: {
          padding: '6px 10px',
          fontSize: 12.5,
          lineHeight: 1.4,
          borderBottom: `1px solid ${line}`,
          fontVariantNumeric: 'tabular-nums',
        },
        sizeSmall: { padding: '5px 10px' },
        head: { color: muted, fontSize: 11.5, fontWeight: 600 },
      },
    },
    MuiChip: {
      styleOverrides: {
        root: { borderRadius: 6, fontSize: 12, margin: '0 6px 0 0' },
        label: { fontSize: 12, fontWeight: 500 },
      },
    },
    MuiInputBase: { styleOverrides: { root: { fontSize: 13 } } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: { borderRadius: 7 },
        notchedOutline: { borderColor: line },
      },
    },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 13 } } },
    MuiTooltip: {
      styleOverrides: {
        tooltip: { fontSize: 12, backgroundColor: '#101c2e', color: '#e8edf5' },
      },
    },
    BackstageHeader: {
      styleOverrides: {
        header: {
          backgroundImage: 'none',
          boxShadow: 'none',
          padding: '18px 20px 10px',
        },
        title: { color: ink, fontSize: 22, fontWeight: 650 },
        subtitle: { color: muted },
        type: { color: muted },
      },
    },
    BackstageHeaderLabel: {
      styleOverrides: { label: { color: muted }, value: { color: ink } },
    },
    BackstageHeaderTabs: {
      styleOverrides: {
        tabsWrapper: {
          backgroundColor: 'transparent',
          borderBottom: `1px solid ${line}`,
        },
        defaultTab: {
          textTransform: 'none',
          fontSize: 13,
          padding: '8px 12px',
        },
      },
    },
    BackstageContent: {
      styleOverrides: { root: { padding: '14px 20px 30px' } },
    },
    BackstageItemCardHeader: {
      styleOverrides: {
        root: {
          backgroundImage: 'none',
          backgroundColor: accentBg,
          color: ink,
        },
      },
    },
  };
}

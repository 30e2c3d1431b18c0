import { useMemo } from 'react';
import { useTheme } from '@mui/material/styles';
import { tokens, type Tone, type ToneColors } from './tokens';

/**
 * The colours to draw with under the theme that is on.
 *
 * @public
 */
export type PipelinesPalette = {
  mode: 'light' | 'dark';
  /** Surfaces and text are the theme's own, so that our parts fit any theme. */
  background: string;
  paper: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
  /** The colours of states are ours: they are chosen for contrast and must mean the same everywhere. */
  tones: Record<Tone, ToneColors>;
};

/**
 * Colours for the theme that is on: states from our tokens, everything else from the theme itself.
 *
 * @public
 */
export function usePalette(): PipelinesPalette {
  const { palette } = useTheme();
  return useMemo(
    () => ({
      mode: palette.mode,
      background: palette.background.default,
      paper: palette.background.paper,
      ink: palette.text.primary,
      muted: palette.text.secondary,
      line: palette.divider,
      accent: palette.primary.main,
      tones: tokens[palette.mode].tones,
    }),
    [palette],
  );
}

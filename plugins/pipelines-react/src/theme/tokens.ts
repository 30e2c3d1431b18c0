/**
 * What a colour says about a state. A tone never stands alone: see `statusLook.ts` for the shape that goes with it.
 *
 * @public
 */
export type Tone = 'good' | 'warn' | 'bad' | 'unknown' | 'running';

/**
 * Two colours of one tone.
 *
 * @public
 */
export type ToneColors = {
  /** Text and marks. At least 4.5:1 on `bg` and on our paper. */
  fg: string;
  /** The tint behind it. */
  bg: string;
};

/**
 * The colours of one mode.
 *
 * @public
 */
export type ColorTokens = {
  background: string;
  paper: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
  accentBg: string;
  /** Text on a surface filled with `accent`. */
  onAccent: string;
  /** The navigation at the side, dark in both modes. */
  side: string;
  tones: Record<Tone, ToneColors>;
};

/**
 * Our colours for light and dark. `tokens.test.ts` computes the contrast of every pair that carries text.
 *
 * @public
 */
export const tokens: Readonly<Record<'light' | 'dark', ColorTokens>> = {
  light: {
    background: '#f6f7f9',
    paper: '#ffffff',
    ink: '#152033',
    muted: '#5b6878',
    line: '#e2e6ec',
    accent: '#0a6c74',
    accentBg: '#e3f3f3',
    onAccent: '#ffffff',
    side: '#101c2e',
    tones: {
      good: { fg: '#187546', bg: '#e4f4ea' },
      warn: { fg: '#945b07', bg: '#fdf1dc' },
      bad: { fg: '#bf2f2a', bg: '#fbe6e4' },
      unknown: { fg: '#596474', bg: '#eceff3' },
      running: { fg: '#2459b8', bg: '#e5edfb' },
    },
  },
  dark: {
    background: '#0e1624',
    paper: '#152032',
    ink: '#e8edf5',
    muted: '#97a4b6',
    line: '#26344a',
    accent: '#4fc3c0',
    accentBg: '#123a40',
    onAccent: '#06201f',
    side: '#0a111c',
    tones: {
      good: { fg: '#57c98a', bg: '#12362a' },
      warn: { fg: '#e8b04c', bg: '#3a2d12' },
      bad: { fg: '#f0807a', bg: '#43201f' },
      unknown: { fg: '#93a0b2', bg: '#222e40' },
      running: { fg: '#7fa8f5', bg: '#1a2f55' },
    },
  },
};

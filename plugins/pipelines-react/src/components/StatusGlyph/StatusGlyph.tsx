import SvgIcon from '@mui/material/SvgIcon';
import { usePalette } from '../../theme/usePalette';
import type { Tone } from '../../theme/tokens';
import type { Glyph } from '../../statusLook';

const SHAPES: Record<Glyph, JSX.Element> = {
  disc: <circle cx="6" cy="6" r="4.6" />,
  triangle: <path d="M6 1.2 11 10.6H1Z" />,
  square: <rect x="1.6" y="1.6" width="8.8" height="8.8" rx="0.8" />,
  diamond: (
    <path
      d="M6 1.3 10.7 6 6 10.7 1.3 6Z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  half: (
    <>
      <circle
        cx="6"
        cy="6"
        r="4.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
      <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4Z" />
    </>
  ),
  bars: <path d="M2.8 1.8h2.2v8.4H2.8ZM7 1.8h2.2v8.4H7Z" />,
  ring: (
    <circle
      cx="6"
      cy="6"
      r="4.1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
};

/**
 * What {@link StatusGlyph} shows.
 *
 * @public
 */
export type StatusGlyphProps = {
  glyph: Glyph;
  /** Without one, the colour of the text around it. */
  tone?: Tone;
  /** What it means. Leave it out where the word stands beside it: then screen readers skip the shape. */
  label?: string;
  /** Pixels; 10 without. */
  size?: number;
};

/**
 * The shape of a state. Drawn and not typed, because fonts disagree about the size of such characters.
 *
 * @public
 */
export const StatusGlyph = (props: StatusGlyphProps) => {
  const { glyph, tone, label, size = 10 } = props;
  const { tones } = usePalette();
  return (
    <SvgIcon
      viewBox="0 0 12 12"
      titleAccess={label}
      data-glyph={glyph}
      style={{
        fontSize: size,
        color: tone ? tones[tone].fg : 'inherit',
        flex: 'none',
      }}
    >
      {SHAPES[glyph]}
    </SvgIcon>
  );
};

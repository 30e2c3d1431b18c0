import type { ReactNode } from 'react';
import { usePalette } from '../../theme/usePalette';
import type { Tone } from '../../theme/tokens';
import type { Glyph } from '../../statusLook';
import { StatusGlyph } from '../StatusGlyph';

/**
 * What {@link ToneChip} shows.
 *
 * @public
 */
export type ToneChipProps = {
  tone: Tone;
  glyph?: Glyph;
  children: ReactNode;
  /** More words on hover. What must be known belongs in `children`. */
  title?: string;
};

/**
 * A word on the tint of a tone, with the shape that goes with it.
 *
 * @public
 */
export const ToneChip = (props: ToneChipProps) => {
  const { tone, glyph, children, title } = props;
  const { fg, bg } = usePalette().tones[tone];
  return (
    <span
      title={title}
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        maxWidth: '100%',
        padding: '1px 7px',
        borderRadius: 5,
        fontSize: 12,
        lineHeight: 1.5,
        fontWeight: 600,
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
        color: fg,
        backgroundColor: bg,
      }}
    >
      {glyph && <StatusGlyph glyph={glyph} size={9} />}
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {children}
      </span>
    </span>
  );
};

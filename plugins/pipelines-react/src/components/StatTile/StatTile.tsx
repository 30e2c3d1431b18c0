import type { ReactNode } from 'react';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { usePalette } from '../../theme/usePalette';
import type { StatusLook } from '../../statusLook';
import { StatusGlyph } from '../StatusGlyph';

/**
 * What {@link StatTile} shows.
 *
 * @public
 */
export type StatTileProps = {
  /** The figure with its unit; a dash where nothing can be said. Undefined while it loads. */
  value: ReactNode | undefined;
  /** What the figure counts. */
  label: string;
  /** What it means: the target, the period, what is left. */
  note?: ReactNode;
  /** Whether it is well. Shown as a shape, which `lookLabel` puts into a word. */
  look?: StatusLook;
  lookLabel?: string;
  /** Colours the figure by its tone too. */
  emphasize?: boolean;
  /** Where a click leads: the rows behind the figure. */
  to?: string;
};

const Surface = styled(Paper)(({ theme }) => ({
  position: 'relative',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 10,
  backgroundImage: 'none',
  padding: '11px 14px',
  minWidth: 0,
  color: theme.palette.text.primary,
  '& a::after': { content: '""', position: 'absolute', inset: 0 },
  '&:has(a:hover)': { borderColor: theme.palette.primary.main },
  '&:has(a:focus-visible)': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 1,
  },
}));

const Value = styled('div')({
  fontSize: 23,
  fontWeight: 650,
  letterSpacing: '-0.4px',
  lineHeight: 1.3,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

const Label = styled('div')({
  fontSize: 12.5,
  fontWeight: 650,
  lineHeight: 1.4,
  // No unit alone on a line.
  textWrap: 'pretty',
  '& a': { color: 'inherit', textDecoration: 'none' },
});

const Note = styled('div')(({ theme }) => ({
  marginTop: 2,
  fontSize: 11.5,
  lineHeight: 1.4,
  textWrap: 'pretty',
  color: theme.palette.text.secondary,
  fontVariantNumeric: 'tabular-nums',
}));

/**
 * One figure with what it means in words, and whether it is well.
 *
 * @public
 */
export const StatTile = (props: StatTileProps) => {
  const { value, label, note, look, lookLabel, emphasize, to } = props;
  const { tones } = usePalette();
  return (
    <Surface elevation={0} role="group" aria-label={label}>
      {look && (
        <span style={{ position: 'absolute', right: 14, top: 14 }}>
          <StatusGlyph {...look} label={lookLabel} size={11} />
        </span>
      )}
      <Value
        style={emphasize && look ? { color: tones[look.tone].fg } : undefined}
      >
        {value === undefined ? <Skeleton width="55%" /> : value}
      </Value>
      <Label>{to ? <Link to={to}>{label}</Link> : label}</Label>
      {note !== undefined && <Note>{note}</Note>}
    </Surface>
  );
};

import { styled } from '@mui/material/styles';

/**
 * A small table of known length, where a data grid would be too much. Classes: `number` right-aligned, `muted`, `wrap`.
 *
 * @internal
 */
export const PlainTable = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12.5,
  lineHeight: 1.45,
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': {
    padding: '6px 8px',
    textAlign: 'left',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  // By position and not by type: a row starts with a th and goes on with td.
  '& tr > :not(* + *)': { paddingLeft: 16 },
  '& tr > :last-child': { paddingRight: 16 },
  '& tbody tr:last-of-type > *': { borderBottom: 0 },
  '& thead th': {
    fontSize: 11,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  '& tbody th': { fontWeight: 600 },
  // A button is higher than its words, and stands in line with those beside it.
  '& td > button:only-child': { marginTop: -3, marginBottom: -3 },
  '& .number': { textAlign: 'right' },
  '& .muted': { color: theme.palette.text.secondary },
  '& .wrap': { whiteSpace: 'normal', overflowWrap: 'anywhere', minWidth: 120 },
}));

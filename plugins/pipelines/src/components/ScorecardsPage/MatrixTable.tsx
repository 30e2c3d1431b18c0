import { styled } from '@mui/material/styles';

/** A table of owners or pipelines by checks: dense, and as wide as its panel whatever the number of checks. @internal */
export const MatrixTable = styled('table')(({ theme }) => ({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  fontSize: 12.5,
  lineHeight: 1.35,
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { padding: '5px 2px', verticalAlign: 'middle' },
  '& tr > :not(* + *)': { paddingLeft: 14 },
  '& tr > :last-child': { paddingRight: 10 },
  '& thead th': {
    fontSize: 11,
    fontWeight: 600,
    lineHeight: 1.25,
    color: theme.palette.text.secondary,
    verticalAlign: 'bottom',
    overflowWrap: 'break-word',
    hyphens: 'auto',
  },
  '& thead th.left': { textAlign: 'left' },
  '& thead th.group': {
    paddingBottom: 2,
    textTransform: 'uppercase',
    letterSpacing: '.7px',
    fontSize: 10.5,
  },
  '@media (max-width: 1700px)': {
    '& thead[data-dense] tr + tr > th > span': {
      display: 'inline-block',
      maxHeight: 112,
      textAlign: 'left',
      // From below to above, as one reads the back of a book with the head to the left.
      writingMode: 'vertical-rl',
      transform: 'rotate(180deg)',
    },
  },
  // A rule between levels, so that one sees what belongs to which.
  '& .first': { borderLeft: `1px solid ${theme.palette.divider}` },
  '& tbody tr > *': { borderTop: `1px solid ${theme.palette.divider}` },
  '& tbody th': {
    textAlign: 'left',
    fontWeight: 600,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& tbody tr:hover > *': { backgroundColor: theme.palette.action.hover },
  '& small': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: 11,
    fontWeight: 400,
    color: theme.palette.text.secondary,
  },
  '& td.check': { textAlign: 'center' },
}));

/** Below the matrix: what its shapes mean. @internal */
export const Legend = styled('p')(({ theme }) => ({
  margin: 0,
  padding: '8px 14px 10px',
  borderTop: `1px solid ${theme.palette.divider}`,
  fontSize: 11.5,
  color: theme.palette.text.secondary,
}));

import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { gridClasses } from '@mui/x-data-grid';

const Root = styled('div')({
  minWidth: 0,
  width: '100%',
  lineHeight: 1.35,
  '& > *': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const Second = styled('small')(({ theme }) => ({
  fontSize: 11,
  color: theme.palette.text.secondary,
  // Dense rows have room for one line.
  [`.${gridClasses['root--densityCompact']} &`]: { display: 'none' },
}));

/**
 * A cell of two lines: what it is, and muted below what it means.
 *
 * @internal
 */
export const TwoLines = (props: {
  first: ReactNode;
  second?: ReactNode;
  title?: string;
}) => (
  <Root title={props.title}>
    <span>{props.first}</span>
    {props.second && <Second>{props.second}</Second>}
  </Root>
);

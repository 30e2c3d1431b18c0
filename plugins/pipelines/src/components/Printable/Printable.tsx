import type { ReactNode } from 'react';
import GlobalStyles from '@mui/material/GlobalStyles';
import { styled } from '@mui/material/styles';

/** The page behind ours belongs to the theme, which may be dark. */
const PAPER = {
  '@media print': { 'html, body': { background: '#fff !important' } },
};

const Root = styled('div')({
  display: 'contents',
  '@media print': {
    '& *:not([data-share])': {
      color: '#000 !important',
      backgroundColor: 'transparent !important',
    },
    '& button': { display: 'none' },
    '& main': { padding: 0, minHeight: 0 },
  },
});

/** On paper: black on white under any theme, but for what has `data-share`; nothing to click. @internal */
export const Printable = (props: { children: ReactNode }) => (
  <Root>
    <GlobalStyles styles={PAPER} />
    {props.children}
  </Root>
);

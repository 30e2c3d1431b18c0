import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';

/**
 * What {@link PageFrame} shows.
 *
 * @internal
 */
export type PageFrameProps = {
  title: string;
  /** Beside the title, muted: how many, how fresh. */
  note?: ReactNode;
  /** At the right end of the title's line; the main action last. */
  actions?: ReactNode;
  /** The page takes the height of the window, and a part of it scrolls. */
  fill?: boolean;
  children: ReactNode;
};

const Root = styled('main')(({ theme }) => ({
  boxSizing: 'border-box',
  minWidth: 0,
  minHeight: '100vh',
  padding: '16px 20px 20px',
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.default,
  '&[data-fill]': {
    // Below this the window is too low for a table of its own, and the page scrolls instead.
    '@media (min-height: 640px)': { height: '100vh' },
  },
}));

const Header = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 14px',
  minHeight: 34,
});

const Title = styled('h1')({
  margin: 0,
  fontSize: 22,
  fontWeight: 700,
  lineHeight: 1.3,
  letterSpacing: '-0.2px',
});

const Note = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  color: theme.palette.text.secondary,
  fontVariantNumeric: 'tabular-nums',
}));

const Actions = styled('div')({
  marginLeft: 'auto',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
});

/**
 * A whole page with its own header. It brings no page shell, so it fits both frontend systems.
 *
 * @internal
 */
export const PageFrame = (props: PageFrameProps) => {
  const { title, note, actions, fill = false, children } = props;
  return (
    <Root data-fill={fill || undefined}>
      <Header>
        <Title>{title}</Title>
        {note && <Note>{note}</Note>}
        {actions && <Actions>{actions}</Actions>}
      </Header>
      {children}
    </Root>
  );
};

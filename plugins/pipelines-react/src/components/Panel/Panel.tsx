import { useId, type ReactNode } from 'react';
import Paper from '@mui/material/Paper';
import { styled } from '@mui/material/styles';

/**
 * What {@link Panel} shows.
 *
 * @public
 */
export type PanelProps = {
  title?: ReactNode;
  /** Beside the title, muted: what the figures are about. */
  note?: ReactNode;
  /** At the right end of the title's line. */
  actions?: ReactNode;
  /** No padding around the content, for tables that reach the edges. */
  flush?: boolean;
  /** Name for screen readers where there is no title. */
  label?: string;
  children: ReactNode;
};

const Surface = styled(Paper)(({ theme }) => ({
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 10,
  backgroundImage: 'none',
  color: theme.palette.text.primary,
  fontSize: 12.5,
  lineHeight: 1.45,
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
}));

const Header = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '12px 16px 0',
  minHeight: 32,
});

const Title = styled('h2')({
  margin: 0,
  fontSize: 14,
  fontWeight: 650,
  lineHeight: 1.4,
});

const Note = styled('span')(({ theme }) => ({
  color: theme.palette.text.secondary,
  fontSize: 12,
}));

const Body = styled('div')({
  flex: 1,
  minWidth: 0,
  padding: '10px 16px 14px',
  '&[data-flush]': { padding: '8px 0 0' },
  // What can be opened and isn't is a line, without the room of its content.
  '&:empty': { flex: 'none', padding: '0 0 12px' },
});

/**
 * A part of a page: one bordered surface with a title, under any theme.
 *
 * @public
 */
export const Panel = (props: PanelProps) => {
  const { title, note, actions, flush = false, label, children } = props;
  const titleId = useId();
  return (
    <Surface
      elevation={0}
      {...({ component: 'section' } as object)}
      aria-label={title ? undefined : label}
      aria-labelledby={title ? titleId : undefined}
    >
      {(title || actions) && (
        <Header>
          {title && <Title id={titleId}>{title}</Title>}
          {note && <Note>{note}</Note>}
          <span style={{ flex: 1 }} />
          {actions}
        </Header>
      )}
      <Body data-flush={flush || undefined}>{children}</Body>
    </Surface>
  );
};

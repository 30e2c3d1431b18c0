import type { ReactNode } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';

const Body = styled('div')(({ theme }) => ({
  width: 'min(760px, 96vw)',
  boxSizing: 'border-box',
  padding: '16px 20px 24px',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 12,
  alignContent: 'start',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 10px',
    margin: '4px 0',
    color: theme.palette.text.secondary,
  },
  '& .line a': { textDecoration: 'underline' },
}));

const Title = styled('h2')({
  margin: 0,
  fontSize: 16,
  overflowWrap: 'anywhere',
});

/** Details of something on a page, beside it: a title, a line about it, and what else there is. @internal */
export const SideDrawer = (props: {
  /** Names the dialog for screen readers. */
  label: string;
  closeLabel: string;
  title: string;
  /** Below the title. */
  line?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) => {
  const { children, closeLabel, label, line, onClose, title } = props;
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{ role: 'dialog', 'aria-label': label }}
    >
      <Body>
        <div style={{ display: 'flex', gap: 10, alignItems: 'start' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Title>{title}</Title>
            {line && <div className="line">{line}</div>}
          </div>
          <IconButton size="small" aria-label={closeLabel} onClick={onClose}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
        {children}
      </Body>
    </Drawer>
  );
};

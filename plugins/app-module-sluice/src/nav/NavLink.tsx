import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';

const StyledLink = styled(Link)({
  display: 'flex',
  alignItems: 'center',
  gap: 9,
  padding: '6.5px 10px',
  borderRadius: 7,
  fontSize: 12.5,
  lineHeight: 1.5,
  color: '#c7d2e2',
  textDecoration: 'none',
  '& svg': { fontSize: 16, width: 16, height: 16, flex: 'none', opacity: 0.8 },
  '&:hover': { backgroundColor: '#17253a', color: '#fff' },
  '&:focus-visible': { outline: '2px solid #4fc3c0', outlineOffset: -2 },
  '&[aria-current="page"]': {
    backgroundColor: '#1d2d45',
    color: '#fff',
    fontWeight: 600,
  },
});

const Badge = styled('b')({
  marginLeft: 'auto',
  padding: '0 7px',
  borderRadius: 9,
  fontSize: 11,
  lineHeight: 1.6,
  color: '#1b1405',
  backgroundColor: '#e0a33a',
  fontVariantNumeric: 'tabular-nums',
});

/**
 * One item of the navigation.
 *
 * @internal
 */
export const NavLink = (props: {
  to: string;
  title: string;
  icon?: ReactNode;
  isCurrent: boolean;
  /** A number that waits for the reader; nothing shows at 0. */
  count?: number;
  countLabel?: string;
  onClick?: () => void;
}) => {
  const { to, title, icon, isCurrent, count = 0, countLabel, onClick } = props;
  return (
    <StyledLink
      to={to}
      onClick={onClick}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {icon && (
        <span aria-hidden="true" style={{ display: 'inline-flex' }}>
          {icon}
        </span>
      )}
      {title}
      {count > 0 && (
        <Badge aria-label={countLabel} role="img">
          {count > 99 ? '99+' : count}
        </Badge>
      )}
    </StyledLink>
  );
};

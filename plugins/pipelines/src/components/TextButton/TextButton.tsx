import type { ComponentPropsWithoutRef } from 'react';
import { styled } from '@mui/material/styles';

const Root = styled('button')(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 24,
  padding: '0 4px',
  borderRadius: 4,
  cursor: 'pointer',
  fontSize: 12,
  fontWeight: 600,
  color: theme.palette.primary.main,
  '&:hover': { textDecoration: 'underline' },
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 1,
  },
}));

/**
 * A small action between words: looks like a link, acts like a button.
 *
 * @internal
 */
export const TextButton = (props: ComponentPropsWithoutRef<'button'>) => (
  <Root type="button" {...props} />
);

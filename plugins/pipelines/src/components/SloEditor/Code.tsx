import { styled } from '@mui/material/styles';

/** Text to be copied, as it is. @internal */
export const Code = styled('pre')(({ theme }) => ({
  margin: 0,
  padding: '10px 12px',
  overflow: 'auto',
  borderRadius: 6,
  fontFamily: 'monospace',
  fontSize: 12,
  lineHeight: 1.5,
  backgroundColor: theme.palette.background.default,
  '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
}));

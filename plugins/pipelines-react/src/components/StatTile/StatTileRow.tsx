import { styled } from '@mui/material/styles';

/**
 * Tiles side by side, as many as fit.
 *
 * @public
 */
export const StatTileRow = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(168px, 1fr))',
  gap: 12,
});

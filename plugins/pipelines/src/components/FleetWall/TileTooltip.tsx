import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetWallTile } from '@sluice/plugin-pipelines-common';
import { StatusChip, useStatusReason } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

/** The square under the mouse or with the focus. @internal */
export type ActiveTile = { tile: FleetWallTile; element: HTMLElement };

/**
 * Says which pipeline a square is and why it stands so. One for the whole wall: thousands of squares have one each to
 * show at a time.
 *
 * @internal
 */
export const TileTooltip = (props: { active: ActiveTile | undefined }) => {
  const { active } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const reasonOf = useStatusReason();
  if (!active) return null;
  const { tile, element } = active;
  const { name, type, tier, status, statusReason } = tile;
  return (
    <Popper
      open
      anchorEl={element}
      placement="bottom-start"
      // The square's own label says the same to screen readers.
      aria-hidden
      modifiers={[{ name: 'offset', options: { offset: [0, 6] } }]}
      sx={{ zIndex: 'tooltip', pointerEvents: 'none' }}
    >
      <Paper
        elevation={4}
        sx={{ p: '8px 12px', maxWidth: 340, fontSize: 12, lineHeight: 1.45 }}
      >
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <strong>{name}</strong>
          <StatusChip status={{ kind: 'fleet', state: status }} />
        </div>
        <div>{reasonOf(statusReason)}</div>
        <div style={{ opacity: 0.75 }}>
          {[
            type,
            tier !== undefined && t('fleet.cell.tier', { tier: String(tier) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </Paper>
    </Popper>
  );
};

import type { KeyboardEvent } from 'react';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetWallTile } from '@sluice/plugin-pipelines-common';
import {
  FLEET_STATUS_LOOK,
  StatusGlyph,
  usePalette,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { pipelinesTranslationRef } from '../../translation';

const Square = styled(Link)(({ theme }) => ({
  '&&': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 30,
    height: 30,
    borderRadius: 5,
    textDecoration: 'none',
  },
  '&&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 1,
  },
  '&&:hover': { boxShadow: `0 0 0 1px currentColor` },
}));

/** Statuses that a glance across the room has to catch: their squares are filled, all others tinted. */
const STANDS_OUT = new Set<FleetWallTile['status']>(['failed', 'late']);

/**
 * One square of the wall: a link to the pipeline, its state as colour and shape.
 *
 * @internal
 */
export const WallTile = (props: {
  tile: FleetWallTile;
  tabIndex: 0 | -1;
  onActive: (element: HTMLElement) => void;
  onFocus: () => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) => {
  const { tile, tabIndex, onActive, onFocus, onBlur, onKeyDown } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { tones, paper } = usePalette();
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  const linkTo = usePipelineLink();
  const { glyph, tone } = FLEET_STATUS_LOOK[tile.status];
  const { fg, bg } = tones[tone];
  const isFilled = STANDS_OUT.has(tile.status);
  return (
    <li>
      <Square
        to={linkTo(tile.entityRef)}
        tabIndex={tabIndex}
        data-tile={tile.entityRef}
        data-status={tile.status}
        aria-label={t('fleet.wall.tile', {
          name: tile.name,
          status: labelOf({ kind: 'fleet', state: tile.status }),
          reason: reasonOf(tile.statusReason),
        })}
        onMouseEnter={event => onActive(event.currentTarget)}
        onFocus={event => {
          onFocus();
          onActive(event.currentTarget);
        }}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        style={{
          color: isFilled ? paper : fg,
          backgroundColor: isFilled ? fg : bg,
        }}
      >
        <StatusGlyph glyph={glyph} size={12} />
      </Square>
    </li>
  );
};

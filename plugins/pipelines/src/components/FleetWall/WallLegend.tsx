import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetWallTile } from '@sluice/plugin-pipelines-common';
import {
  FLEET_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { countByStatus } from '../../fleet/wall';
import { pipelinesTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

const Row = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 16px',
  marginBottom: 10,
  minHeight: 30,
  color: theme.palette.text.secondary,
  '& ul': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  '& li': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    color: theme.palette.text.primary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/**
 * What the shapes on the wall mean and how many there are of each, with the way to the table.
 *
 * @internal
 */
export const WallLegend = (props: {
  tiles: readonly FleetWallTile[];
  onTable: () => void;
}) => {
  const { tiles, onTable } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  return (
    <Row>
      <ul aria-label={t('fleet.wall.legend')}>
        {countByStatus(tiles).map(({ status, count }) => (
          <li key={status}>
            <StatusGlyph {...FLEET_STATUS_LOOK[status]} size={11} />
            {labelOf({ kind: 'fleet', state: status })} {count}
          </li>
        ))}
      </ul>
      <span style={{ marginLeft: 'auto' }}>{t('fleet.wall.hint')}</span>
      <TextButton onClick={onTable}>{t('fleet.wall.asTable')}</TextButton>
    </Row>
  );
};

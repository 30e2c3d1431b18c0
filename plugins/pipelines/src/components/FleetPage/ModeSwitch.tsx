import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetMode } from '../../fleet/fleetView';
import { pipelinesTranslationRef } from '../../translation';

/**
 * Table or wall.
 *
 * @internal
 */
export const ModeSwitch = (props: {
  mode: FleetMode;
  onMode: (mode: FleetMode) => void;
}) => {
  const { mode, onMode } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={mode}
      aria-label={t('fleet.mode.label')}
      // A click on the chosen one would choose none.
      onChange={(_, chosen: FleetMode | null) => chosen && onMode(chosen)}
      sx={{
        '& button': {
          px: 1.5,
          py: '3px',
          textTransform: 'none',
          fontSize: 12.5,
          fontWeight: 600,
          lineHeight: 1.6,
        },
      }}
    >
      <ToggleButton value="table">{t('fleet.mode.table')}</ToggleButton>
      <ToggleButton value="wall">{t('fleet.mode.wall')}</ToggleButton>
    </ToggleButtonGroup>
  );
};

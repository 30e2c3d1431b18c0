import DensityMedium from '@mui/icons-material/DensityMedium';
import DensitySmall from '@mui/icons-material/DensitySmall';
import ViewColumnOutlined from '@mui/icons-material/ViewColumnOutlined';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import {
  ColumnsPanelTrigger,
  GridFooterContainer,
  GridPagination,
  Toolbar,
  ToolbarButton,
  type GridDensity,
} from '@mui/x-data-grid';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesTranslationRef } from '../../translation';

declare module '@mui/x-data-grid' {
  interface FooterPropsOverrides {
    density?: GridDensity;
    onDensity?: (density: GridDensity) => void;
    /** In words, what the rows are sorted by. */
    order?: string;
  }
}

/**
 * What {@link FleetTableFooter} shows.
 *
 * @internal
 */
export type FleetTableFooterProps = {
  density?: GridDensity;
  onDensity?: (density: GridDensity) => void;
  order?: string;
};

const Settings = styled(Toolbar)({
  border: 0,
  minHeight: 0,
  padding: '0 6px',
  flex: 'none',
  '& .MuiSvgIcon-root': { fontSize: 17 },
});

const Order = styled('span')(({ theme }) => ({
  marginRight: 'auto',
  color: theme.palette.text.secondary,
  fontSize: 12,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
}));

/**
 * Below the table: its settings, what it is sorted by, and the pages.
 *
 * @internal
 */
export const FleetTableFooter = (props: FleetTableFooterProps) => {
  const { density = 'standard', onDensity, order } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const isDense = density === 'compact';
  return (
    <GridFooterContainer sx={{ minHeight: 42 }}>
      <Settings aria-label={t('fleet.table.settings')}>
        <Tooltip title={t('fleet.table.columns')}>
          <ColumnsPanelTrigger
            render={<ToolbarButton aria-label={t('fleet.table.columns')} />}
          >
            <ViewColumnOutlined />
          </ColumnsPanelTrigger>
        </Tooltip>
        <Tooltip title={t('fleet.table.dense')}>
          <ToolbarButton
            aria-label={t('fleet.table.dense')}
            aria-pressed={isDense}
            color={isDense ? 'primary' : 'default'}
            onClick={() => onDensity?.(isDense ? 'standard' : 'compact')}
          >
            {isDense ? <DensitySmall /> : <DensityMedium />}
          </ToolbarButton>
        </Tooltip>
      </Settings>
      <Order>{order}</Order>
      <GridPagination />
    </GridFooterContainer>
  );
};

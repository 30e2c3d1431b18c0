import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LAG_RANGES, type LagRange } from '../../streams/lagRange';
import { streamsTranslationRef } from '../../translation';

/** Over which time charts go. @internal */
export const RangeSwitch = (props: {
  range: LagRange;
  onRange: (range: LagRange) => void;
}) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('streams.range.label')}
      value={props.range}
      onChange={(_, range: LagRange | null) => range && props.onRange(range)}
    >
      {(Object.keys(LAG_RANGES) as LagRange[]).map(range => (
        <ToggleButton
          key={range}
          value={range}
          sx={{
            padding: '3px 10px',
            fontSize: 12,
            textTransform: 'none',
            color: 'text.primary',
            backgroundColor: 'background.paper',
          }}
        >
          {t(`streams.range.${range}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
};

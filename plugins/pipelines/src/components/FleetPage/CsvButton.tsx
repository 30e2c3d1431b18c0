import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesTranslationRef } from '../../translation';

/**
 * Downloads what is filtered.
 *
 * @internal
 */
export const CsvButton = (props: {
  isBusy: boolean;
  isDisabled: boolean;
  onClick: () => void;
}) => {
  const { isBusy, isDisabled, onClick } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      sx={{ borderColor: 'divider' }}
      startIcon={<FileDownloadOutlined />}
      title={t('fleet.csv.title')}
      disabled={isDisabled || isBusy}
      onClick={onClick}
    >
      {isBusy ? t('fleet.csv.busy') : t('fleet.csv.action')}
    </Button>
  );
};

import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

declare module '@mui/x-data-grid' {
  interface NoRowsOverlayPropsOverrides {
    onClearFilters?: () => void;
  }
}

/**
 * Stands where a search or filter leaves nothing, with the way out.
 *
 * @internal
 */
export const NoMatch = (props: { onClearFilters?: () => void }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <div style={{ paddingTop: 24 }}>
      <EmptyState
        title={t('fleet.table.noMatch')}
        description={t('fleet.table.noMatchHint')}
        action={
          <Button
            size="small"
            variant="outlined"
            // The overlay lets clicks through to the rows behind it.
            sx={{ pointerEvents: 'auto' }}
            onClick={props.onClearFilters}
          >
            {t('fleet.facets.clearAll')}
          </Button>
        }
      />
    </div>
  );
};

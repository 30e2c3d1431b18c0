import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useExemptions } from '../../hooks/useExemptions';
import { sortExemptions } from '../../scorecards/countExemptions';
import { scorecardsTranslationRef } from '../../translation';
import { ExemptionTable } from '../ExemptionTable';
import { TextButton } from '../TextButton';

/** What needn't be passed for now, why, who agreed, and until when. @internal */
export const ExemptionsPanel = (props: {
  scorecardId: string;
  owner: string | undefined;
}) => {
  const { owner, scorecardId } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const exemptions = useExemptions({
    scorecard: scorecardId,
    ...(owner && { owner: [owner] }),
    limit: 100,
  });
  const { data, error } = exemptions;
  const title = t('scorecards.exemptions.title');
  const isDenied = (error as { statusCode?: number })?.statusCode === 403;
  if (!data && isDenied) {
    return (
      <Panel title={title}>
        <EmptyState title={t('scorecards.tile.mayNot')} />
      </Panel>
    );
  }
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.exemptions.error')}
        error={error}
        onRetry={() => exemptions.refetch()}
        isRetrying={exemptions.isFetching}
      />
    ) : (
      <PanelSkeleton title={title} lines={4} />
    );
  }
  const items = sortExemptions(data.pages.flatMap(page => page.items));
  return (
    <Panel title={title} flush>
      {items.length === 0 ? (
        <EmptyState title={t('scorecards.exemptions.none')} />
      ) : (
        <ExemptionTable exemptions={items} />
      )}
      {exemptions.hasNextPage && (
        <TextButton
          style={{ margin: '0 16px 8px' }}
          disabled={exemptions.isFetchingNextPage}
          onClick={() => exemptions.fetchNextPage()}
        >
          {t('scorecards.exemptions.more')}
        </TextButton>
      )}
    </Panel>
  );
};

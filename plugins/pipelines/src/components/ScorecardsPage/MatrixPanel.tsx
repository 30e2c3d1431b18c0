import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ScorecardMatrix } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { useScorecardResults } from '../../hooks/useScorecards';
import {
  BELOW_FIRST,
  isNarrowed,
  NO_SCORECARD_FILTERS,
  type ScorecardView,
  toResultsQuery,
} from '../../scorecards/scorecardView';
import { scorecardsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { Legend } from './MatrixTable';
import { OwnersMatrix } from './OwnersMatrix';
import { PipelinesMatrix } from './PipelinesMatrix';
import { ScorecardFilters } from './ScorecardFilters';

type MatrixPanelProps = {
  matrix: ScorecardMatrix;
  view: ScorecardView;
  /** Whether facts have been read at all. */
  isEvaluated: boolean;
  onView: (changes: Partial<ScorecardView>) => void;
};

/** The matrix with its filters: a line for each owner, or for each pipeline. @internal */
export const MatrixPanel = (props: MatrixPanelProps) => {
  const { matrix, onView, view } = props;
  return (
    <>
      <ScorecardFilters
        view={view}
        scorecard={matrix.scorecard}
        owners={matrix.owners.map(({ owner }) => owner)}
        onChange={onView}
      />
      {view.rows === 'owners' ? (
        <Owners {...props} />
      ) : (
        <Pipelines {...props} />
      )}
    </>
  );
};

const Owners = (props: MatrixPanelProps) => {
  const { matrix, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { scorecard } = matrix;
  const owners = matrix.owners.filter(
    ({ level }) =>
      view.levels.length === 0 || view.levels.includes(level ?? BELOW_FIRST),
  );
  const label = t('scorecards.matrix.owners', { scorecard: scorecard.title });
  if (owners.length === 0) {
    return (
      <Panel label={label}>
        <NothingShown {...props} />
      </Panel>
    );
  }
  return (
    <Panel label={label} flush>
      <OwnersMatrix scorecard={scorecard} owners={owners} />
      <Legend>
        {t('scorecards.matrix.legend', {
          share: String(Math.round(scorecard.ownerShare * 100)),
        })}
      </Legend>
    </Panel>
  );
};

const Pipelines = (props: MatrixPanelProps) => {
  const { matrix, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { scorecard } = matrix;
  const links = useScorecardLinks();
  const results = useScorecardResults(scorecard.id, toResultsQuery(view));
  const { data, dataUpdatedAt, error } = results;
  const label = t('scorecards.matrix.pipelines', {
    scorecard: scorecard.title,
  });
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.error')}
        error={error}
        onRetry={() => results.refetch()}
        isRetrying={results.isFetching}
      />
    ) : (
      <PanelSkeleton lines={8} />
    );
  }
  const standings = data.pages.flatMap(({ items }) => items);
  const total = data.pages[0].totalItems;
  if (standings.length === 0) {
    return (
      <Panel label={label}>
        <NothingShown {...props} />
      </Panel>
    );
  }
  return (
    <Panel label={label} flush>
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <PipelinesMatrix
        scorecard={scorecard}
        standings={standings}
        linkTo={(pipeline, check) =>
          links.page({ ...view, open: { pipeline, check } })
        }
      />
      <Legend>
        {t('scorecards.matrix.shown', {
          shown: String(standings.length),
          total: String(total),
        })}
        {results.hasNextPage && (
          <TextButton
            disabled={results.isFetchingNextPage}
            onClick={() => results.fetchNextPage()}
          >
            {t('scorecards.matrix.more')}
          </TextButton>
        )}
        {' · '}
        {t('scorecards.matrix.legendPipelines')}
      </Legend>
    </Panel>
  );
};

const NothingShown = (props: Omit<MatrixPanelProps, 'matrix'>) => {
  const { isEvaluated, onView, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  if (!isEvaluated) {
    return (
      <EmptyState
        title={t('scorecards.empty.noFacts')}
        description={t('scorecards.empty.noFactsHint')}
      />
    );
  }
  return isNarrowed(view) ? (
    <EmptyState
      title={t('scorecards.empty.title')}
      description={t('scorecards.empty.hint')}
      action={
        <TextButton onClick={() => onView(NO_SCORECARD_FILTERS)}>
          {t('scorecards.filter.clear')}
        </TextButton>
      }
    />
  ) : (
    <EmptyState
      title={t('scorecards.empty.noPipelines')}
      description={t('scorecards.empty.noPipelinesHint')}
    />
  );
};

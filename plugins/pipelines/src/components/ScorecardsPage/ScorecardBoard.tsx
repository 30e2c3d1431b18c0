import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScorecardList,
  ScorecardMatrix,
} from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatAge,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import {
  useScorecardCsv,
  useScorecardMatrix,
  useScorecards,
} from '../../hooks/useScorecards';
import type { ScorecardView } from '../../scorecards/scorecardView';
import { scorecardsTranslationRef } from '../../translation';
import { CampaignDrawer } from '../CampaignDrawer';
import { PageFrame } from '../PageFrame';
import { StandingDrawer } from '../StandingDrawer';
import { CampaignsPanel } from './CampaignsPanel';
import { ChangesPanel } from './ChangesPanel';
import { ExemptionsPanel } from './ExemptionsPanel';
import { LevelTiles } from './LevelTiles';
import { MatrixPanel } from './MatrixPanel';
import { MoversPanel } from './MoversPanel';
import { useScorecardView } from './useScorecardView';

const Halves = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  alignItems: 'start',
  '& > div': { display: 'grid', gap: 12, minWidth: 0 },
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** Owners or pipelines by the checks of a scorecard, what changed, campaigns and exemptions. @internal */
export const ScorecardBoard = () => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const [view, change] = useScorecardView();
  const list = useScorecards();
  const { data } = list;
  const scorecardId = view.scorecard ?? data?.items[0]?.id;
  const isKnown = data?.items.some(({ id }) => id === scorecardId);
  const matrix = useScorecardMatrix(isKnown ? scorecardId : undefined);
  const error = list.error ?? matrix.error;
  const shown =
    matrix.data?.scorecard.id === scorecardId ? matrix.data : undefined;
  return (
    <PageFrame
      title={t('scorecards.title')}
      note={
        <>
          {data && shown && (
            <BoardNote
              list={data}
              matrix={shown}
              isUpdating={matrix.isPlaceholderData}
            />
          )}
          {error && data && (
            <StaleNote
              observedAt={new Date(list.dataUpdatedAt).toISOString()}
              error={error}
            />
          )}
        </>
      }
      actions={
        data &&
        data.items.length > 0 && (
          <BoardActions
            view={view}
            scorecards={data.items}
            scorecardId={isKnown ? scorecardId : undefined}
            onChoose={id =>
              change({
                scorecard: id,
                check: undefined,
                levels: [],
                open: undefined,
              })
            }
          />
        )
      }
    >
      {data && data.problems.length > 0 && (
        <Alert severity="warning">
          {t('scorecards.problems', { count: data.problems.length })}
          <ul style={{ margin: 0, paddingLeft: 18, overflowWrap: 'anywhere' }}>
            {data.problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      {error && !shown && (
        <ErrorPanel
          title={t('scorecards.error')}
          error={error}
          onRetry={() => {
            void list.refetch();
            if (isKnown) void matrix.refetch();
          }}
          isRetrying={list.isFetching || matrix.isFetching}
        />
      )}
      {data && !isKnown && <NoScorecard list={data} asked={view.scorecard} />}
      {!shown && !error && (!data || isKnown) && (
        <>
          <PanelSkeleton lines={2} />
          <PanelSkeleton lines={8} />
        </>
      )}
      {shown && (
        <Board
          matrix={shown}
          view={view}
          isEvaluated={data?.evaluatedAt !== undefined}
          onView={change}
        />
      )}
    </PageFrame>
  );
};

const Board = (props: {
  matrix: ScorecardMatrix;
  view: ScorecardView;
  isEvaluated: boolean;
  onView: (changes: Partial<ScorecardView>) => void;
}) => {
  const { matrix, onView, view } = props;
  const { scorecard } = matrix;
  const owner = view.rows === 'pipelines' ? view.owner : undefined;
  return (
    <>
      <LevelTiles scorecard={scorecard} trend={matrix.trend} />
      <MatrixPanel {...props} />
      <Halves>
        <div>
          <ChangesPanel scorecard={scorecard} owner={owner} />
        </div>
        <div>
          {!owner && <MoversPanel matrix={matrix} />}
          <CampaignsPanel scorecardId={scorecard.id} />
        </div>
      </Halves>
      <ExemptionsPanel scorecardId={scorecard.id} owner={owner} />
      {view.open && (
        <StandingDrawer
          key={view.open.pipeline}
          entityRef={view.open.pipeline}
          check={view.open.check}
          scorecardId={scorecard.id}
          onClose={() => onView({ open: undefined })}
        />
      )}
      {view.campaign && !view.open && (
        <CampaignDrawer
          key={view.campaign}
          campaignId={view.campaign}
          onClose={() => onView({ campaign: undefined })}
        />
      )}
    </>
  );
};

const BoardNote = (props: {
  list: ScorecardList;
  matrix: ScorecardMatrix;
  isUpdating: boolean;
}) => {
  const { list, matrix } = props;
  const { scorecard } = matrix;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const now = useNow();
  return (
    <span
      role="status"
      title={t('scorecards.file', {
        file: scorecard.file,
        digest: scorecard.digest.slice(0, 12),
      })}
    >
      {[
        scorecard.title,
        t('scorecards.pipelines', { count: scorecard.pipelines }),
        list.evaluatedAt
          ? t('scorecards.evaluated', { age: formatAge(list.evaluatedAt, now) })
          : t('scorecards.neverEvaluated'),
        props.isUpdating && t('scorecards.updating'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
};

const BoardActions = (props: {
  view: ScorecardView;
  scorecards: ScorecardList['items'];
  scorecardId: string | undefined;
  onChoose: (id: string) => void;
}) => {
  const { onChoose, scorecardId, scorecards, view } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const csv = useScorecardCsv(scorecardId);
  return (
    <>
      <TextField
        select
        size="small"
        label={t('scorecards.choose')}
        value={scorecardId ?? ''}
        onChange={event => onChoose(event.target.value)}
        InputLabelProps={{ shrink: true }}
        sx={{ minWidth: 170, '& .v5-MuiSelect-select': { py: '5px' } }}
      >
        {scorecards.map(({ id, title }) => (
          <MenuItem key={id} value={id}>
            {title}
          </MenuItem>
        ))}
      </TextField>
      <Link to={links.month(view.owner)}>{t('scorecards.summary')}</Link>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        sx={{ borderColor: 'divider' }}
        title={
          csv.error
            ? `${t('scorecards.csv.failed')}: ${csv.error.message}`
            : t('scorecards.csv.title')
        }
        disabled={!scorecardId || csv.isPending}
        onClick={() => csv.mutate(view.owner ? { owner: [view.owner] } : {})}
      >
        {csv.isPending ? t('scorecards.csv.busy') : t('scorecards.csv.action')}
      </Button>
      {csv.error && (
        <Alert severity="error" sx={{ py: 0 }}>
          {t('scorecards.csv.failed')}
        </Alert>
      )}
    </>
  );
};

const NoScorecard = (props: {
  list: ScorecardList;
  asked: string | undefined;
}) => {
  const { asked, list } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const isEmpty = list.items.length === 0;
  return (
    <Panel label={t('scorecards.title')}>
      {isEmpty ? (
        <EmptyState
          title={t('scorecards.none.title')}
          description={t('scorecards.none.hint')}
        />
      ) : (
        <EmptyState
          title={t('scorecards.missing', { id: asked ?? '' })}
          description={t('scorecards.missingHint')}
        />
      )}
    </Panel>
  );
};

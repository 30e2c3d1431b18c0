import CloseIcon from '@mui/icons-material/Close';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineStanding } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatInstant,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { usePipelineStandings } from '../../hooks/useScorecards';
import { scorecardsTranslationRef } from '../../translation';
import { CheckList } from '../CheckList';
import { LevelChip } from '../LevelChip';
import { NextLevelList } from '../NextLevelList';

const Body = styled('div')(({ theme }) => ({
  width: 'min(760px, 96vw)',
  boxSizing: 'border-box',
  padding: '16px 20px 24px',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 12,
  alignContent: 'start',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
  '& h2': { margin: 0, fontSize: 16, overflowWrap: 'anywhere' },
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 10px',
    margin: '4px 0',
    color: theme.palette.text.secondary,
  },
  '& .line a': { textDecoration: 'underline' },
}));

/** One pipeline on one scorecard: its level, what is missing, and every check with its evidence. @internal */
export const StandingDrawer = (props: {
  entityRef: string;
  scorecardId: string;
  /** The id of a check that is shown opened. */
  check?: string;
  onClose: () => void;
}) => {
  const { check, entityRef, onClose, scorecardId } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const standings = usePipelineStandings(entityRef);
  const { data, dataUpdatedAt, error } = standings;
  const standing = data?.find(each => each.scorecardId === scorecardId);
  const pipeline = standing?.title ?? refName(entityRef);
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-label': t('scorecards.drawer.label', { pipeline }),
      }}
    >
      <Body>
        <div style={{ display: 'flex', gap: 10, alignItems: 'start' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <h2>{pipeline}</h2>
            <Standing entityRef={entityRef} standing={standing} />
          </div>
          <IconButton
            size="small"
            aria-label={t('scorecards.drawer.close')}
            onClick={onClose}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
        {data && error && (
          <StaleNote
            observedAt={new Date(dataUpdatedAt).toISOString()}
            error={error}
          />
        )}
        {!data && !error && <PanelSkeleton lines={8} />}
        {!data && error && (
          <ErrorPanel
            title={t('scorecards.drawer.error')}
            error={error}
            onRetry={() => standings.refetch()}
            isRetrying={standings.isFetching}
          />
        )}
        {data && !standing && (
          <EmptyState title={t('scorecards.drawer.notAbout')} />
        )}
        {standing && (
          <>
            <NextLevelList standing={standing} />
            <CheckList standing={standing} openCheck={check} />
          </>
        )}
      </Body>
    </Drawer>
  );
};

const Standing = (props: {
  entityRef: string;
  standing: PipelineStanding | undefined;
}) => {
  const { entityRef, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const linkTo = usePipelineLink();
  const now = useNow();
  return (
    <div className="line">
      {standing && (
        <>
          <LevelChip level={standing.level} levels={standing.levels} />
          <span>
            {[
              standing.scorecardTitle,
              t('scorecards.drawer.since', {
                time: formatInstant(standing.levelSince, { now }),
              }),
              refName(standing.owner),
              t('scorecards.drawer.coverage', {
                share: String(Math.floor(standing.coverage * 100)),
              }),
            ].join(' · ')}
          </span>
        </>
      )}
      <Link to={linkTo(entityRef)}>{t('scorecards.drawer.open')}</Link>
    </div>
  );
};

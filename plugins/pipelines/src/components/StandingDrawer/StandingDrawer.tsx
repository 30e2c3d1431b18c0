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
import { SideDrawer } from '../SideDrawer';

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
    <SideDrawer
      label={t('scorecards.drawer.label', { pipeline })}
      closeLabel={t('scorecards.drawer.close')}
      title={pipeline}
      line={<Standing entityRef={entityRef} standing={standing} />}
      onClose={onClose}
    >
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
    </SideDrawer>
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
    <>
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
    </>
  );
};

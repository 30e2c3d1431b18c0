import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorPanel,
  formatInstant,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { usePipelineStandings } from '../../hooks/useScorecards';
import { scorecardsTranslationRef } from '../../translation';
import { LevelChip } from '../LevelChip';
import { NextLevelList } from '../NextLevelList';

/** More are counted only: the card says what to begin with. */
const MOST_MISSING = 3;

const Cards = styled('div')(({ theme }) => ({
  display: 'grid',
  gap: '14px 20px',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 8px',
    marginBottom: 4,
  },
  '& h3': { margin: 0, fontSize: 12.5, fontWeight: 650 },
  '& .muted': { color: theme.palette.text.secondary },
}));

/** Where a pipeline stands on each scorecard, and what is missing for the next level, the least effort first. @internal */
export const ScorecardCard = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const now = useNow();
  const standings = usePipelineStandings(entityRef);
  const { data, dataUpdatedAt, error } = standings;
  const title = t('scorecards.card.title');
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.card.error')}
        error={error}
        onRetry={() => standings.refetch()}
        isRetrying={standings.isFetching}
      />
    ) : (
      <PanelSkeleton title={title} lines={3} />
    );
  }
  // Where no scorecard is about it, there is nothing to say.
  if (data.length === 0) return null;
  return (
    <Panel title={title}>
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Cards>
        {data.map(standing => {
          const { level, levels, levelSince, owner, scorecardId } = standing;
          return (
            <section key={scorecardId} aria-label={standing.scorecardTitle}>
              <div className="line">
                <h3>{standing.scorecardTitle}</h3>
                <LevelChip level={level} levels={levels} />
                <span className="muted">
                  {t('scorecards.matrix.since', {
                    time: formatInstant(levelSince, { now }),
                  })}
                </span>
                <span style={{ marginLeft: 'auto' }}>
                  <Link
                    to={links.page({
                      scorecard: scorecardId,
                      rows: 'pipelines',
                      owner,
                      open: { pipeline: entityRef },
                    })}
                  >
                    {t('scorecards.card.more')}
                  </Link>
                </span>
              </div>
              <NextLevelList standing={standing} most={MOST_MISSING} />
            </section>
          );
        })}
      </Cards>
    </Panel>
  );
};

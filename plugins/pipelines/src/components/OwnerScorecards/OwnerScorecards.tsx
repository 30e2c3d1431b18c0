import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerScorecards as Standings } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useOwnerScorecards } from '../../hooks/useScorecards';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { refOf } from '../../pipeline/isPipeline';
import { scorecardsTranslationRef } from '../../translation';
import { LevelChip } from '../LevelChip';
import { LevelTrend } from '../LevelTrend';
import { ToDoTable } from '../ToDoTable';
import { LevelBar } from './LevelBar';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Cards = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
  alignItems: 'stretch',
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 10px',
    marginBottom: 8,
  },
});

/** Where the pipelines of an owner stand on each scorecard, and what would move them up. @internal */
export const OwnerScorecards = (props: { entity: Entity }) => {
  const owner = refOf(props.entity);
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const standings = useOwnerScorecards(owner);
  const { data, dataUpdatedAt, error } = standings;
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.owner.error')}
        error={error}
        onRetry={() => standings.refetch()}
        isRetrying={standings.isFetching}
      />
    ) : (
      <Stack>
        <PanelSkeleton lines={3} />
        <PanelSkeleton lines={6} />
      </Stack>
    );
  }
  if (data.items.length === 0) {
    return (
      <Panel label={t('scorecards.title')}>
        <EmptyState
          title={t('scorecards.owner.none')}
          description={t('scorecards.owner.noneHint')}
        />
      </Panel>
    );
  }
  return (
    <Stack>
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Cards>
        {data.items.map(item => (
          <StandingCard key={item.scorecard.id} item={item} />
        ))}
      </Cards>
      <Panel
        flush
        title={t('scorecards.owner.toDo')}
        actions={
          <Link to={links.month(owner)}>{t('scorecards.owner.summary')}</Link>
        }
      >
        {data.toDo.length === 0 ? (
          <EmptyState title={t('scorecards.owner.toDoNone')} />
        ) : (
          <ToDoTable toDo={data.toDo} owner={owner} />
        )}
      </Panel>
    </Stack>
  );
};

const StandingCard = ({ item }: { item: Standings['items'][number] }) => {
  const { scorecard, standing } = item;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const { down, exemptions, level, levels, owner, pipelines, trend, up } =
    standing;
  const notes = [
    t('scorecards.pipelines', { count: pipelines }),
    exemptions > 0 && t('scorecards.matrix.exempt', { count: exemptions }),
    up + down > 0 &&
      t('scorecards.matrix.upDown', { up: String(up), down: String(down) }),
  ];
  return (
    <Panel
      title={scorecard.title}
      actions={
        <Link
          to={links.page({ scorecard: scorecard.id, rows: 'pipelines', owner })}
        >
          {t('scorecards.owner.show')}
        </Link>
      }
    >
      <div className="line">
        <LevelChip
          level={level}
          levels={scorecard.levels.map(({ name }) => name)}
        />
        <span>{notes.filter(Boolean).join(' · ')}</span>
        <span style={{ marginLeft: 'auto' }}>
          <LevelTrend
            name={refName(owner)}
            trend={trend}
            top={scorecard.levels.length}
          />
        </span>
      </div>
      <LevelBar
        levels={scorecard.levels}
        counts={levels}
        label={t('scorecards.owner.levels', {
          owner: refName(owner),
          scorecard: scorecard.title,
        })}
      />
    </Panel>
  );
};

import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LevelChange, Scorecard } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  formatAge,
  formatInstantFully,
  Panel,
  PanelSkeleton,
  StatusGlyph,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useFactWords } from '../../hooks/useFactWords';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { useLevelChanges } from '../../hooks/useScorecards';
import { CHECK_LOOK } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';
import { LevelChip } from '../LevelChip';
import { TextButton } from '../TextButton';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': {
    padding: '7px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
  '& > li:not(* + *)': { borderTop: 0, paddingTop: 0 },
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 8px',
  },
  '& .line > :last-child': { marginLeft: 'auto' },
  '& .muted': { color: theme.palette.text.secondary },
}));

/** Which pipelines have another level than a week ago, and which checks brought it about. @internal */
export const ChangesPanel = (props: {
  scorecard: Scorecard;
  owner: string | undefined;
}) => {
  const { owner, scorecard } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const changes = useLevelChanges(scorecard.id, {
    ...(owner && { owner: [owner] }),
    limit: 8,
  });
  const { data, error } = changes;
  const title = t('scorecards.changes.title');
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.changes.error')}
        error={error}
        onRetry={() => changes.refetch()}
        isRetrying={changes.isFetching}
      />
    ) : (
      <PanelSkeleton title={title} lines={4} />
    );
  }
  const items = data.pages.flatMap(page => page.items);
  return (
    <Panel title={title}>
      {items.length === 0 && (
        <EmptyState title={t('scorecards.changes.none')} />
      )}
      <List>
        {items.map(change => (
          <Change key={change.id} change={change} scorecard={scorecard} />
        ))}
      </List>
      {changes.hasNextPage && (
        <TextButton
          disabled={changes.isFetchingNextPage}
          onClick={() => changes.fetchNextPage()}
        >
          {t('scorecards.changes.more')}
        </TextButton>
      )}
    </Panel>
  );
};

const Change = (props: { change: LevelChange; scorecard: Scorecard }) => {
  const { change, scorecard } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const words = useFactWords();
  const links = useScorecardLinks();
  const now = useNow();
  const levels = scorecard.levels.map(({ name }) => name);
  const { at, entityRef, from, isUp, owner, reasons, to } = change;
  return (
    <li>
      <div className="line">
        <Link
          to={links.page({
            scorecard: scorecard.id,
            rows: 'pipelines',
            owner,
            open: { pipeline: entityRef, check: reasons[0]?.check },
          })}
        >
          {change.title ?? refName(entityRef)}
        </Link>
        <LevelChip level={from} levels={levels} />
        <span aria-hidden>→</span>
        <LevelChip level={to} levels={levels} />
        <span>
          {isUp
            ? `↑ ${t('scorecards.changes.up')}`
            : `↓ ${t('scorecards.changes.down')}`}
        </span>
        <span className="muted" title={formatInstantFully(at)}>
          {formatAge(at, now)}
        </span>
      </div>
      <div className="muted">
        {reasons.length === 0 && t('scorecards.changes.scorecard')}
        {reasons.map(reason => (
          <div key={reason.check}>
            {reason.to && <StatusGlyph {...CHECK_LOOK[reason.to]} size={8} />}{' '}
            {t(
              reason.value === undefined
                ? 'scorecards.changes.reason'
                : 'scorecards.changes.reasonValue',
              {
                check: reason.title,
                from: stateWord(reason.from),
                to: stateWord(reason.to),
                value: words.value(reason.value, reason.unit),
              },
            )}
          </div>
        ))}
      </div>
    </li>
  );

  function stateWord(state: LevelChange['reasons'][number]['from']) {
    return state
      ? t(`scorecards.state.${state}`).toLocaleLowerCase()
      : t('scorecards.changes.newCheck');
  }
};

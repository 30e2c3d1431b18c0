import Skeleton from '@mui/material/Skeleton';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useOwnershipRefs } from '../../hooks/useOwnershipRefs';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { useOwnerScorecards } from '../../hooks/useScorecards';
import { scorecardsTranslationRef } from '../../translation';
import { LevelChip } from '../LevelChip';
import { ListRoot, Reason } from './PipelineList';

/** Who is in more groups sees those of the first ones. */
const MOST_OWNERS = 5;

/** Where the reader and the reader's groups stand, and what to do next. @internal */
export const ScorecardsWidget = () => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const ownership = useOwnershipRefs();
  if (!ownership.data) {
    return ownership.error ? (
      <ErrorPanel
        title={t('scorecards.error')}
        error={ownership.error}
        onRetry={() => ownership.refetch()}
      />
    ) : (
      <Skeleton height={28} />
    );
  }
  const groups = ownership.data.filter(ref => /^group:/i.test(ref));
  return (
    <ListRoot>
      {groups.length === 0 && <p>{t('scorecards.home.none')}</p>}
      {groups.slice(0, MOST_OWNERS).map(owner => (
        <OwnerLines key={owner} owner={owner} isAlone={groups.length === 1} />
      ))}
      <p>
        <Link to={links.page()}>{t('scorecards.home.open')}</Link>
      </p>
    </ListRoot>
  );
};

const OwnerLines = (props: { owner: string; isAlone: boolean }) => {
  const { isAlone, owner } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const { data, error, refetch } = useOwnerScorecards(owner);
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('scorecards.owner.error')}
        error={error}
        onRetry={() => refetch()}
      />
    ) : (
      <Skeleton height={28} />
    );
  }
  if (data.items.length === 0) {
    // A group that owns nothing has nothing to say, unless nobody else does.
    return isAlone ? <p>{t('scorecards.home.none')}</p> : null;
  }
  return (
    <ul aria-label={refName(owner)}>
      {data.items.map(({ scorecard, standing }) => {
        const next = data.toDo.find(
          ({ scorecardId }) => scorecardId === scorecard.id,
        );
        const reason = next
          ? t('scorecards.home.next', {
              check: next.title,
              effort: t(`scorecards.effort.${next.effort}`),
            })
          : t('scorecards.home.nothing');
        return (
          <li key={scorecard.id}>
            <LevelChip
              level={standing.level}
              levels={scorecard.levels.map(({ name }) => name)}
            />
            <Link
              style={{ whiteSpace: 'nowrap' }}
              to={links.page({
                scorecard: scorecard.id,
                rows: 'pipelines',
                owner,
              })}
            >
              {scorecard.title}
              {!isAlone && ` · ${refName(owner)}`}
            </Link>
            <Reason title={reason}>{reason}</Reason>
          </li>
        );
      })}
    </ul>
  );
};

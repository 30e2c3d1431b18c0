import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { useScorecards } from '../../hooks/useScorecards';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** The level on each scorecard at the start and at the end of a month, and how many pipelines moved. @internal */
export const LevelsPanel = (props: {
  scorecards: OwnerMonth['scorecards'];
}) => {
  const { scorecards } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const list = useScorecards();
  return (
    <Panel title={t('scorecards.month.levels')} flush>
      {scorecards.length === 0 ? (
        <EmptyState title={t('scorecards.owner.none')} />
      ) : (
        <PlainTable aria-label={t('scorecards.month.levels')}>
          <thead>
            <tr>
              <th>{t('scorecards.month.level.scorecard')}</th>
              <th>{t('scorecards.month.level.start')}</th>
              <th>{t('scorecards.month.level.end')}</th>
              <th>{t('scorecards.month.level.spread')}</th>
              <th>{t('scorecards.month.level.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {scorecards.map(each => (
              <tr key={each.scorecardId}>
                <th scope="row">{each.title}</th>
                <td>{levelWord(each.start, each.levelAtStart)}</td>
                <td>{levelWord(each.end, each.levelAtEnd)}</td>
                <td>{spreadWords(each.scorecardId, each.end)}</td>
                <td>
                  {t('scorecards.month.upDown', {
                    up: String(each.changes.filter(({ isUp }) => isUp).length),
                    down: String(
                      each.changes.filter(({ isUp }) => !isUp).length,
                    ),
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );

  /** The highest level first. */
  function spreadWords(
    scorecardId: string,
    day: OwnerMonth['scorecards'][number]['end'],
  ) {
    const levels = list.data?.items.find(
      ({ id }) => id === scorecardId,
    )?.levels;
    return day?.pipelines
      .map((count, rank) => {
        const level =
          rank === 0
            ? t('scorecards.noLevelShort')
            : levels?.[rank - 1]?.name ?? `${rank}`;
        return `${count} ${level}`;
      })
      .reverse()
      .join(' · ');
  }

  function levelWord(
    day: OwnerMonth['scorecards'][number]['start'],
    level: string | undefined,
  ) {
    if (level) return level;
    return day
      ? t('scorecards.noLevelShort')
      : t('scorecards.month.level.unknown');
  }
};

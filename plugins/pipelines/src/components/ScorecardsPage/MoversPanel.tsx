import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ScorecardMatrix } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { scorecardsTranslationRef } from '../../translation';
import { LevelTrend } from '../LevelTrend';
import { PlainTable } from '../PlainTable';

/** Whose mean level changed most. @internal */
export const MoversPanel = ({ matrix }: { matrix: ScorecardMatrix }) => {
  const { movers, owners, scorecard } = matrix;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  return (
    <Panel
      flush
      title={t('scorecards.movers.title')}
      note={t('scorecards.movers.note')}
    >
      {movers.length === 0 ? (
        <EmptyState title={t('scorecards.movers.none')} />
      ) : (
        <PlainTable aria-label={t('scorecards.movers.title')}>
          <tbody>
            {movers.map(({ from, owner, to }) => {
              const by = to - from;
              return (
                <tr key={owner}>
                  <th scope="row">
                    <Link
                      to={links.page({
                        scorecard: scorecard.id,
                        rows: 'pipelines',
                        owner,
                      })}
                    >
                      {refName(owner)}
                    </Link>
                  </th>
                  <td>
                    <LevelTrend
                      name={refName(owner)}
                      trend={
                        owners.find(each => each.owner === owner)?.trend ?? []
                      }
                      top={scorecard.levels.length}
                    />
                  </td>
                  <td className="number">
                    {by < 0
                      ? `↓ −${Math.abs(by).toFixed(2)}`
                      : `↑ +${by.toFixed(2)}`}
                  </td>
                  <td className="number muted">
                    {t('scorecards.movers.change', {
                      from: from.toFixed(2),
                      to: to.toFixed(2),
                    })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </PlainTable>
      )}
    </Panel>
  );
};

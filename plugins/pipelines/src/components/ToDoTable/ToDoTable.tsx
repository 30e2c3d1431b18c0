import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ScorecardToDo } from '@sluice/plugin-pipelines-common';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** What would move the pipelines of an owner up, what moves most with the least effort first. @internal */
export const ToDoTable = (props: {
  toDo: readonly ScorecardToDo[];
  /** Entity ref. */
  owner: string;
  /** More are left out. */
  most?: number;
}) => {
  const { most = Infinity, owner, toDo } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const { runbook: runbookLink } = useAlertLinks();
  return (
    <PlainTable aria-label={t('scorecards.owner.toDo')}>
      <thead>
        <tr>
          <th>{t('scorecards.owner.check')}</th>
          <th>{t('scorecards.owner.effort')}</th>
          <th>{t('scorecards.owner.effect')}</th>
        </tr>
      </thead>
      <tbody>
        {toDo.slice(0, most).map(item => {
          const { check, effort, level, movesUp, pipelines, scorecardId } =
            item;
          const view = {
            scorecard: scorecardId,
            rows: 'pipelines' as const,
            owner,
            check,
            states: ['failed' as const, 'unknown' as const],
          };
          return (
            <tr key={`${scorecardId} ${check}`}>
              <td className="wrap">
                <Link to={links.page(view)}>{item.title}</Link>{' '}
                <span className="muted">{item.scorecardTitle}</span>
                <div>
                  {item.toPass}
                  {item.runbook && (
                    <>
                      {' '}
                      <Link
                        to={runbookLink(item.runbook)}
                        style={{ textDecoration: 'underline' }}
                      >
                        {t('scorecards.check.runbook')}
                      </Link>
                    </>
                  )}
                </div>
              </td>
              <td>{t(`scorecards.effort.${effort}`)}</td>
              <td>
                {t('scorecards.owner.affects', { count: pipelines.length })}
                <div className="muted">
                  {movesUp > 0
                    ? t('scorecards.owner.movesUp', { count: movesUp, level })
                    : t('scorecards.owner.part', { level })}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </PlainTable>
  );
};

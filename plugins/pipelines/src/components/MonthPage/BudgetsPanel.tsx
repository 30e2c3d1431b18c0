import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel, StatusChip } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useFactWords } from '../../hooks/useFactWords';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Those with more of their budget left are counted only. */
const MOST = 15;

/** SLOs with the least of their error budget left: now, or at the end of a month that is over. @internal */
export const BudgetsPanel = ({
  budgets,
  budgetsOn,
}: Pick<OwnerMonth, 'budgets' | 'budgetsOn'>) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const linkTo = usePipelineLink();
  const words = useFactWords();
  const left = budgets.length - MOST;
  return (
    <Panel
      flush
      title={t('scorecards.month.budgets')}
      note={
        budgetsOn
          ? t('scorecards.month.budget.noteOver', { day: budgetsOn })
          : t('scorecards.month.budget.note')
      }
    >
      {budgets.length === 0 ? (
        <EmptyState title={t('scorecards.month.budget.none')} />
      ) : (
        <PlainTable aria-label={t('scorecards.month.budgets')}>
          <thead>
            <tr>
              <th>{t('scorecards.month.budget.slo')}</th>
              <th>{t('scorecards.month.budget.of')}</th>
              <th>
                {budgetsOn
                  ? t('scorecards.month.budget.statusOver')
                  : t('scorecards.month.budget.status')}
              </th>
              <th className="number">{t('scorecards.month.budget.target')}</th>
              <th className="number">{t('scorecards.month.budget.left')}</th>
            </tr>
          </thead>
          <tbody>
            {budgets.slice(0, MOST).map(each => {
              const { budgetLeft, entityRef, sloId, status, target } = each;
              const page = linkTo(entityRef);
              return (
                <tr key={`${sloId} ${entityRef}`}>
                  <th scope="row" className="wrap">
                    <Link
                      to={
                        /^component:/i.test(entityRef)
                          ? `${page}/freshness?slo=${sloId}`
                          : page
                      }
                    >
                      {each.name}
                    </Link>
                  </th>
                  <td>{refName(entityRef)}</td>
                  <td>
                    <StatusChip status={{ kind: 'slo', state: status }} />
                  </td>
                  <td className="number">
                    {target === undefined ? '—' : `${target} %`}
                  </td>
                  <td className="number">
                    {budgetLeft === undefined
                      ? t('scorecards.month.budget.unknown')
                      : words.value(budgetLeft, 'share', { isShort: true })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </PlainTable>
      )}
      {left > 0 && (
        <p style={{ margin: '4px 16px 10px' }}>
          {t('scorecards.month.budget.more', { count: left })}
        </p>
      )}
    </Panel>
  );
};

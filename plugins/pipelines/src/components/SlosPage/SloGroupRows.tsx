import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import { StatusChip, useStatusLabel } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { formatShare } from '../../pipeline/formatShare';
import type { SloGroup } from '../../slo/sloGroups';
import { windowWords } from '../../slo/windowWords';
import { sloTranslationRef } from '../../translation';
import { BudgetBar } from '../BudgetBar';

/** How many columns {@link SloRow} has. @internal */
export const SLO_COLUMNS = 8;

/** The SLOs of a domain under its name. @internal */
export const SloGroupRows = (props: { group: SloGroup }) => {
  const { domain, slos, counts } = props.group;
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  return (
    <tbody>
      <tr className="domain">
        <th scope="rowgroup" colSpan={SLO_COLUMNS}>
          {domain ? refName(domain) : t('slo.list.several')}
          <span className="muted">
            {counts
              .map(({ status, count }) =>
                t('slo.list.counts', {
                  number: String(count),
                  status: labelOf({
                    kind: 'slo',
                    state: status,
                  }).toLocaleLowerCase(),
                }),
              )
              .join(' · ')}
          </span>
        </th>
      </tr>
      {slos.map(slo => (
        <SloRow key={slo.id} slo={slo} />
      ))}
    </tbody>
  );
};

const SloRow = ({ slo }: { slo: Slo }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const linkTo = usePipelineLink();
  const { budget } = slo;
  const total = budget ? budget.good + budget.bad : 0;
  const window = windowWords(slo.definition);
  const entity = linkTo(slo.entityRef);
  const isPipeline = parseEntityRef(slo.entityRef).kind === 'component';
  return (
    <tr>
      <th scope="row" className="wrap">
        <Link to={isPipeline ? `${entity}/freshness?slo=${slo.id}` : entity}>
          {refName(slo.entityRef)}
        </Link>
        {!isPipeline && (
          <div className="muted">
            {t('slo.list.members', { count: slo.pipelines })}
          </div>
        )}
      </th>
      <td className="wrap">
        {slo.title ?? slo.name}
        <div className="muted">
          {t(
            slo.consumptionDelay
              ? 'slo.kind.consumptionDelay'
              : `slo.kind.${slo.kind}`,
          )}
        </div>
      </td>
      <td>
        <StatusChip status={{ kind: 'slo', state: slo.status }} />
      </td>
      <td className="number">
        {budget && total > 0 ? formatShare(budget.good / total) : '—'}
      </td>
      <td className="number">{`${slo.target} %`}</td>
      <td>
        <BudgetBar budget={budget} />
      </td>
      <td>
        {window.unit === 'rolling'
          ? t('slo.window.rolling', { days: window.days })
          : t(`slo.window.${window.unit}`)}
      </td>
      <td>
        <span title={slo.owner}>{refName(slo.owner)}</span>
      </td>
    </tr>
  );
};

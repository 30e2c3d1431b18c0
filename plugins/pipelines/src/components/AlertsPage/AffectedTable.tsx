import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { AffectedPipeline } from '@sluice/plugin-pipelines-common';
import { formatInstant, useNow } from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { onCallTranslationRef, sloTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** Reasons of verdicts, which have words of their own; others come as words. */
const REASONS = [
  'late',
  'failed',
  'not-finished',
  'not-run',
  'marked-by-hand',
  'unreadable',
  'clock-ahead',
  'quarantined',
] as const;

/** Pipelines with what they miss, and whose they are. @internal */
export const AffectedTable = (props: {
  affected: readonly AffectedPipeline[];
  /** The zone of deadlines; without one, the reader's own. */
  timezone?: string;
  /** What the table is about, for those who can't see what it stands below. */
  name?: string;
}) => {
  const { affected, name, timezone } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const { t: tSlo } = useTranslationRef(sloTranslationRef);
  const links = useAlertLinks();
  const now = useNow();
  const time = (instant: string | undefined) =>
    formatInstant(instant, { now, zone: timezone });
  const reasonWords = (reason: string) => {
    const known = REASONS.find(code => code === reason);
    return known ? tSlo(`slo.spent.reason.${known}`) : reason;
  };
  return (
    <PlainTable aria-label={name ?? t('alerts.detail.affected')}>
      <thead>
        <tr>
          <th scope="col" style={{ width: '28%' }}>
            {t('alerts.detail.pipeline')}
          </th>
          <th scope="col" style={{ width: '27%' }}>
            {t('alerts.detail.what')}
          </th>
          <th scope="col" style={{ width: '15%' }}>
            {t('alerts.detail.due')}
          </th>
          <th scope="col" style={{ width: '15%' }}>
            {t('alerts.detail.expected')}
          </th>
          <th scope="col">{t('alerts.owner')}</th>
        </tr>
      </thead>
      <tbody>
        {affected.map(each => (
          <tr key={`${each.pipeline} ${each.sloId}`}>
            <th scope="row" className="wrap">
              <Link
                to={
                  each.sloId === undefined
                    ? links.pipeline(each.pipeline)
                    : `${links.pipeline(each.pipeline)}/freshness?slo=${
                        each.sloId
                      }`
                }
              >
                {refName(each.pipeline)}
              </Link>
              {each.sloTitle && (
                <div className="muted" style={{ fontWeight: 400 }}>
                  {each.sloTitle}
                </div>
              )}
            </th>
            <td className="wrap">
              {t(`alerts.kind.${each.kind}`)}
              {each.reason && (
                <div className="muted">{reasonWords(each.reason)}</div>
              )}
              {each.recoveredAt && (
                <div className="muted">
                  {t('alerts.detail.recovered', {
                    time: time(each.recoveredAt),
                  })}
                </div>
              )}
            </td>
            <td className="wrap">{time(each.dueAt)}</td>
            <td className="wrap">{time(each.expectedAt)}</td>
            <td className="wrap">
              <EntityRefLink
                entityRef={each.owner}
                defaultKind="group"
                hideIcon
              />
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
};

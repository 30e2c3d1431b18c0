import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ForecastAccuracy } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  FactList,
  formatInstant,
  Panel,
} from '@sluice/plugin-pipelines-react';
import { formatShare, refName } from '../../fleet/words';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { onCallTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

/** What was foretold of the day before, against what came of it. @internal */
export const ForecastPanel = (props: {
  forecasts: ForecastAccuracy;
  timezone: string;
  /** The day, in words. */
  date: string;
}) => {
  const { forecasts, timezone, date } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const { decided, falseAlarms, foretold, hits, unforeseen, withinP90, wrong } =
    forecasts;
  const time = (instant: string | undefined) =>
    formatInstant(instant, {
      now: Date.parse(wrong[0]?.dueAt ?? ''),
      zone: timezone,
    });
  return (
    <Panel
      title={t('report.forecasts.title', { date })}
      note={t('report.forecasts.note')}
    >
      {decided === 0 ? (
        <EmptyState title={t('report.forecasts.none')} />
      ) : (
        <FactList
          facts={[
            {
              name: t('report.forecasts.hits', {
                hits: String(hits),
                decided: String(decided),
              }),
              value: formatShare(hits, decided, 1),
            },
            { name: t('report.forecasts.foretold'), value: foretold },
            { name: t('report.forecasts.unforeseen'), value: unforeseen },
            { name: t('report.forecasts.falseAlarms'), value: falseAlarms },
            {
              name: t('report.forecasts.within'),
              value:
                withinP90 === undefined
                  ? undefined
                  : formatShare(withinP90, 1, 0),
            },
          ]}
        />
      )}
      {wrong.length > 0 && (
        <div style={{ margin: '10px -16px 0' }}>
          <PlainTable aria-label={t('report.forecasts.wrong')}>
            <thead>
              <tr>
                <th scope="col">{t('report.column.pipeline')}</th>
                <th scope="col">{t('report.column.due')}</th>
                <th scope="col">{t('report.forecasts.said')}</th>
                <th scope="col">{t('report.forecasts.came')}</th>
              </tr>
            </thead>
            <tbody>
              {wrong.map(each => {
                const saidMiss = each.latestAt > each.dueAt;
                return (
                  <tr key={`${each.pipeline} ${each.sloId} ${each.dueAt}`}>
                    <th scope="row" className="wrap">
                      <Link
                        to={`${links.pipeline(each.pipeline)}/freshness?slo=${
                          each.sloId
                        }`}
                      >
                        {refName(each.pipeline)}
                      </Link>
                    </th>
                    <td>{time(each.dueAt)}</td>
                    <td className="wrap">
                      {t(
                        saidMiss
                          ? 'report.forecasts.saidMiss'
                          : 'report.forecasts.saidGood',
                        { time: time(each.latestAt) },
                      )}
                    </td>
                    <td className="wrap">
                      {t('report.forecasts.at', {
                        what: t(
                          each.missed
                            ? 'report.forecasts.cameMiss'
                            : 'report.forecasts.cameGood',
                        ),
                        time: time(each.arrivedAt),
                      })}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </PlainTable>
        </div>
      )}
    </Panel>
  );
};

import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  formatInstant,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { useNavigate, useParams } from 'react-router-dom';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useMorningReport } from '../../hooks/useMorningReport';
import { onCallTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { Printable } from '../Printable';
import { ForecastPanel } from './ForecastPanel';
import { ReportSection } from './ReportSection';

const Switch = styled('nav')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  '@media print': { display: 'none' },
});

const DateInput = styled('input')(({ theme }) => ({
  height: 28,
  padding: '0 6px',
  font: 'inherit',
  color: theme.palette.text.primary,
  colorScheme: theme.palette.mode,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 5,
  '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
}));

/** What will be late this morning, why, whose it is and what to do; and how good the forecasts of the day before were. @internal */
export const MorningReportView = () => {
  const { date } = useParams();
  const { t } = useTranslationRef(onCallTranslationRef);
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    useMorningReport(date);
  const isMissing = data === null || isNotFound(error);
  const shown = data?.date ?? date;
  return (
    <Printable>
      <PageFrame
        title={t('report.title')}
        note={
          data && (
            <span role="status">
              {t('report.of', {
                date: dateWords(data.date),
                time: `${formatInstant(data.madeAt, {
                  now: Date.parse(data.madeAt),
                  zone: data.timezone,
                })} ${data.timezone}`,
              })}
            </span>
          )
        }
        actions={
          <>
            <DateSwitch
              date={shown}
              previous={data?.previousDate}
              next={data?.nextDate}
            />
            <Button
              size="small"
              variant="outlined"
              disabled={!data}
              onClick={() => window.print()}
            >
              {t('report.print')}
            </Button>
          </>
        }
      >
        {error && data && (
          <StaleNote
            observedAt={new Date(dataUpdatedAt).toISOString()}
            error={error}
          />
        )}
        {isPending && <PanelSkeleton title={t('report.title')} lines={8} />}
        {!isPending && !data && isMissing && (
          <Panel label={t('report.title')}>
            <EmptyState
              title={
                date
                  ? t('report.noneOf.title', { date: dateWords(date) })
                  : t('report.none.title')
              }
              description={t(
                date ? 'report.noneOf.description' : 'report.none.description',
              )}
            />
          </Panel>
        )}
        {!data && error && !isMissing && (
          <ErrorPanel
            title={t('report.error')}
            error={error}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
        {data?.quiet && (
          <Panel label={t('report.atRisk')}>
            <EmptyState
              title={t('report.quiet.title')}
              description={t('report.quiet.description')}
            />
          </Panel>
        )}
        {data && !data.quiet && (
          <>
            <ReportSection
              title={t('report.atRisk')}
              items={data.atRisk}
              timezone={data.timezone}
              none={t('report.noneAtRisk')}
            />
            <ReportSection
              title={t('report.missed')}
              items={data.missed}
              timezone={data.timezone}
            />
            <ReportSection
              title={t('report.unknown')}
              items={data.unknown}
              timezone={data.timezone}
            />
          </>
        )}
        {data && (
          <ForecastPanel
            forecasts={data.forecasts}
            timezone={data.timezone}
            date={dateWords(data.forecasts.date)}
          />
        )}
      </PageFrame>
    </Printable>
  );
};

/** Goes from report to report. */
const DateSwitch = (props: {
  date: string | undefined;
  previous: string | undefined;
  next: string | undefined;
}) => {
  const { date, previous, next } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const links = useAlertLinks();
  const navigate = useNavigate();
  const go = (to: string | undefined) => to && navigate(links.report(to));
  return (
    <Switch aria-label={t('report.date')}>
      <Button size="small" disabled={!previous} onClick={() => go(previous)}>
        {t('report.previous')}
      </Button>
      <DateInput
        type="date"
        aria-label={t('report.date')}
        value={date ?? ''}
        onChange={event => go(event.target.value)}
      />
      <Button size="small" disabled={!next} onClick={() => go(next)}>
        {t('report.next')}
      </Button>
      <Button size="small" onClick={() => go('morning')}>
        {t('report.newest')}
      </Button>
    </Switch>
  );
};

/** As instants are written beside it. */
function dateWords(date: string): string {
  return DateTime.fromISO(date).toFormat('ccc d LLL yyyy');
}

function isNotFound(error: Error | null): boolean {
  return error !== null && 'statusCode' in error && error.statusCode === 404;
}

import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alert, AlertsQuery } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useAlerts } from '../../hooks/useAlerts';
import { onCallTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { AlertItem } from './AlertItem';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });

/** The alerts that a query finds, under one title. @internal */
export const AlertSection = (props: {
  title: string;
  note?: string;
  query: AlertsQuery;
  /** Said where there are none. */
  none: string;
}) => {
  const { title, note, query, none } = props;
  const { t } = useTranslationRef(onCallTranslationRef);
  const now = useNow();
  const alerts = useAlerts(query);
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } = alerts;
  if (isPending) return <PanelSkeleton title={title} lines={4} />;
  if (!data) {
    return (
      <ErrorPanel
        title={t('alerts.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const items: Alert[] = data.pages.flatMap(page => page.items);
  const total = data.pages.at(-1)?.totalItems ?? items.length;
  return (
    <Panel
      title={`${title} (${total})`}
      note={
        error ? (
          <StaleNote
            observedAt={new Date(dataUpdatedAt).toISOString()}
            error={error}
          />
        ) : (
          note
        )
      }
      flush
    >
      {items.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <List>
          {items.map(alert => (
            <AlertItem key={alert.id} alert={alert} now={now} />
          ))}
        </List>
      )}
      {alerts.hasNextPage && (
        <div style={{ padding: '6px 12px 10px' }}>
          <TextButton
            disabled={alerts.isFetchingNextPage}
            onClick={() => alerts.fetchNextPage()}
          >
            {t('alerts.more')}
          </TextButton>{' '}
          {t('alerts.shown', {
            shown: String(items.length),
            total: String(total),
          })}
        </div>
      )}
    </Panel>
  );
};

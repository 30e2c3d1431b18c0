import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DeadLetterSample } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Instant,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useDeadLetters } from '../../hooks/useDeadLetters';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';

const Stack = styled('div')({ display: 'grid', gap: 10, minWidth: 0 });
const Reasons = styled('ul')(({ theme }) => ({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    gap: 12,
    padding: '3px 0',
    overflowWrap: 'anywhere',
  },
  '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& .muted': { color: theme.palette.text.secondary },
}));

/** Why messages are in a dead-letter topic: the most frequent reasons, and the newest messages by their headers. @internal */
export const LetterSample = (props: { clusterId: string; topic: string }) => {
  const { clusterId, topic } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const sample = useDeadLetters(clusterId, topic);
  const { data, error } = sample;
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('deadLetters.sample.error')}
        error={error}
        onRetry={() => sample.refetch()}
        isRetrying={sample.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton lines={4} />;
  if (!data.supported) return <>{t('deadLetters.sample.unsupported')}</>;
  if (data.items.length === 0) return <>{t('deadLetters.sample.empty')}</>;
  return (
    <Stack>
      <div>
        {t('deadLetters.sample.of', {
          count: data.items.length,
          time: <Instant key="time" instant={data.readAt} />,
        })}{' '}
        <TextButton
          disabled={sample.isFetching}
          onClick={() => sample.refetch()}
        >
          {t('deadLetters.sample.again')}
        </TextButton>
      </div>
      <Reasons aria-label={t('deadLetters.reasons')}>
        {data.reasons.map(({ count, error: kind, reason }, i) => (
          <li key={i}>
            <span>
              {reason ?? kind ?? t('deadLetters.reasonUnknown')}
              {reason && kind && <span className="muted"> · {kind}</span>}
            </span>
            <strong>
              {t('deadLetters.share', {
                part: String(count),
                total: String(data.items.length),
              })}
            </strong>
          </li>
        ))}
      </Reasons>
      <Letters items={data.items} topic={topic} />
    </Stack>
  );
};

const Letters = (props: {
  items: DeadLetterSample['items'];
  topic: string;
}) => {
  const { items, topic } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const label = t('deadLetters.list', { topic });
  return (
    <div
      role="region"
      aria-label={label}
      // It scrolls, so the keyboard has to get there.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      style={{ maxHeight: 320, overflow: 'auto' }}
    >
      <PlainTable aria-label={label}>
        <thead>
          <tr>
            {(
              ['at', 'place', 'reason', 'where', 'from', 'others'] as const
            ).map(column => (
              <th key={column} scope="col">
                {t(`deadLetters.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={`${item.partition} ${item.offset}`}>
              <td>
                <Instant instant={item.at} />
              </td>
              <td>
                {item.partition} / {item.offset}
              </td>
              <td className="wrap">
                {item.reason ?? item.error ?? t('deadLetters.reasonUnknown')}
              </td>
              <td className="wrap">{item.where ?? '—'}</td>
              <td className="wrap">{placeOf(item.from) ?? '—'}</td>
              <td className="wrap muted">{item.others.join(', ') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
};

/** `orders.v1 3 / 812`: as far as it is known. */
function placeOf(
  from: DeadLetterSample['items'][number]['from'],
): string | undefined {
  if (!from) return undefined;
  const { offset, partition, topic } = from;
  const place =
    partition === undefined ? undefined : `${partition} / ${offset ?? '?'}`;
  return [topic, place].filter(Boolean).join(' ') || undefined;
}

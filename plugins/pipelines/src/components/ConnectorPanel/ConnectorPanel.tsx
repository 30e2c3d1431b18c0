import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type KafkaConnector,
  type KafkaConnectorList,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  ErrorPanel,
  Instant,
  Panel,
  StaleNote,
  type Tone,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { useConnectors } from '../../hooks/useConnectors';
import { streamsTranslationRef } from '../../translation';
import { ConnectorSwitch } from '../Operations';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';

const TONES: Readonly<Record<KafkaConnector['state'], Tone>> = {
  failed: 'bad',
  unassigned: 'warn',
  unknown: 'unknown',
  running: 'good',
  paused: 'unknown',
  stopped: 'unknown',
};

/**
 * Connectors of Kafka Connect with their tasks. Shows nothing where none is configured, or none reads as the group.
 *
 * @internal
 */
export const ConnectorPanel = (props: {
  /** Id of a consumer group: only sinks that read as it, and at once. */
  readsAs?: number;
}) => {
  const { readsAs } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { allowed } = usePermission({ permission: streamReadPermission });
  const connectors = useConnectors({ readsAs }, { enabled: allowed });
  const { data, error } = connectors;
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('connectors.error')}
        error={error}
        onRetry={() => connectors.refetch()}
        isRetrying={connectors.isFetching}
      />
    );
  }
  if (!data) return null;
  const isOfGroup = readsAs !== undefined;
  const isEmpty = isOfGroup
    ? data.items.length === 0
    : data.clusters.length === 0;
  return isEmpty ? null : <Connectors list={data} isOfGroup={isOfGroup} />;
};

const Connectors = (props: {
  list: KafkaConnectorList;
  isOfGroup: boolean;
}) => {
  const { isOfGroup, list } = props;
  const { clusters, items } = list;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [isShown, setIsShown] = useState(isOfGroup);
  const stale = items.find(item => item.stale);
  const unread = isOfGroup
    ? []
    : clusters.filter(each => each.sourceStatus !== 'healthy');
  return (
    <Panel
      flush={isShown && items.length > 0}
      title={t('connectors.title')}
      note={
        isShown ? (
          t('connectors.count', { count: items.length })
        ) : (
          <Summary items={items} />
        )
      }
      actions={
        <>
          {stale && <StaleNote observedAt={stale.readAt} />}
          {items.some(item => item.demo) && <DemoBadge />}
          {!isOfGroup && items.length > 0 && (
            <TextButton
              aria-expanded={isShown}
              onClick={() => setIsShown(!isShown)}
            >
              {t(isShown ? 'connectors.hide' : 'connectors.show')}
            </TextButton>
          )}
        </>
      }
    >
      {unread.map(({ id, message, title }) => (
        <div key={id} style={{ overflowWrap: 'anywhere' }}>
          {t('connectors.unread', {
            cluster: title,
            message: message ?? t('connectors.unreadWhy'),
          })}
        </div>
      ))}
      {isShown && items.length > 0 && <ConnectorTable items={items} />}
    </Panel>
  );
};

/** How many stand how: what needs someone first, since that is how they come. */
const Summary = ({ items }: { items: readonly KafkaConnector[] }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { tones } = usePalette();
  const states = [...new Set(items.map(item => item.state))];
  return (
    <>
      {states.map((state, i) => (
        <span key={state}>
          {i > 0 && ' · '}
          <span
            style={
              state === 'failed'
                ? { color: tones.bad.fg, fontWeight: 650 }
                : undefined
            }
          >
            {t('connectors.part', {
              number: String(items.filter(item => item.state === state).length),
              state: t(`connectors.state.${state}`),
            })}
          </span>
        </span>
      ))}
    </>
  );
};

const ConnectorTable = ({ items }: { items: readonly KafkaConnector[] }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return (
    <div
      role="region"
      aria-label={t('connectors.table')}
      // It scrolls, so the keyboard has to get there.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      style={{ maxHeight: 260, overflow: 'auto' }}
    >
      <PlainTable aria-label={t('connectors.table')}>
        <thead>
          <tr>
            {(
              ['name', 'state', 'since', 'tasks', 'reason', 'topics'] as const
            ).map(column => (
              <th key={column} scope="col">
                {t(`connectors.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <ConnectorRow key={`${item.cluster} ${item.name}`} item={item} />
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
};

const ConnectorRow = ({ item }: { item: KafkaConnector }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { tones } = usePalette();
  const running = item.tasks.filter(task => task.state === 'RUNNING').length;
  const reasons = [
    ...(item.reason ? [item.reason] : []),
    ...item.tasks.flatMap(({ id, reason }) =>
      reason ? [t('connectors.task', { id: String(id), reason })] : [],
    ),
  ];
  return (
    <tr>
      <th
        scope="row"
        className="wrap"
        style={{ minWidth: 230 }}
        title={item.class}
      >
        {item.name}
        <div className="muted" style={{ fontWeight: 400 }}>
          {t(`connectors.type.${item.type}`)} · {item.clusterTitle} ·{' '}
          {item.environment}
        </div>
      </th>
      <td style={{ color: tones[TONES[item.state]].fg, fontWeight: 650 }}>
        {t(`connectors.state.${item.state}`)}
        <div style={{ marginLeft: -4 }}>
          <ConnectorSwitch connector={item} />
        </div>
      </td>
      <td>
        <Instant instant={item.since} />
      </td>
      <td>
        {t('connectors.tasks', {
          running: String(running),
          all: String(item.tasks.length),
        })}
      </td>
      <td className="wrap">
        {reasons.length === 0
          ? '—'
          : reasons.map((reason, i) => <div key={i}>{reason}</div>)}
      </td>
      <td className="wrap" style={{ minWidth: 150 }}>
        {item.topics.join(', ') || '—'}
      </td>
    </tr>
  );
};

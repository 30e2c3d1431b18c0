import { Fragment, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type ConsumerGroup,
  deadLetterReadPermission,
  type KafkaTopicPage,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useKafkaTopics } from '../../hooks/useDeadLetters';
import { formatMessages, formatRate } from '../../streams/lagWords';
import { streamsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';
import { LetterSample } from './LetterSample';

const MOST_TOPICS = 100;

/** What a group couldn't read: the topics that take it, how much is in them, and on demand why. @internal */
export const DeadLetterPanel = (props: {
  group: Pick<ConsumerGroup, 'id'>;
}) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { allowed, loading } = usePermission({
    permission: streamReadPermission,
  });
  const topics = useKafkaTopics(
    { deadLettersOf: props.group.id, limit: MOST_TOPICS },
    { enabled: allowed },
  );
  const { data, error } = topics;
  const title = t('deadLetters.title');
  if (loading) return null;
  if (!allowed) {
    return (
      <Panel title={title}>
        {t('deadLetters.denied', { permission: streamReadPermission.name })}
      </Panel>
    );
  }
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('deadLetters.error')}
        error={error}
        onRetry={() => topics.refetch()}
        isRetrying={topics.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton title={title} lines={2} />;
  if (data.items.length === 0) {
    return <Panel title={title}>{t('deadLetters.none')}</Panel>;
  }
  return <Topics page={data} />;
};

const Topics = ({ page }: { page: KafkaTopicPage }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const [open, setOpen] = useState<string>();
  const headers = usePermission({ permission: deadLetterReadPermission });
  return (
    <Panel
      flush
      title={t('deadLetters.title')}
      note={t('deadLetters.count', { count: page.totalItems })}
      actions={page.items.some(item => item.demo) && <DemoBadge />}
    >
      <PlainTable aria-label={t('deadLetters.title')}>
        <thead>
          <tr>
            <th scope="col">{t('deadLetters.topic')}</th>
            {(['depth', 'lastHour', 'rate', 'headers'] as const).map(column => (
              <th key={column} scope="col" className="number">
                {t(`deadLetters.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.items.map(item => {
            const { cluster, topic } = item;
            const isOpen = open === topic;
            return (
              <Fragment key={topic}>
                <tr>
                  <th scope="row" className="wrap">
                    {topic}
                  </th>
                  <td className="number">{formatMessages(item.messages)}</td>
                  <td className="number">{formatMessages(item.inLastHour)}</td>
                  <td className="number">{formatRate(item.inPerSecond)}</td>
                  <td className="number">
                    {headers.allowed && (
                      <TextButton
                        aria-expanded={isOpen}
                        aria-label={t(
                          isOpen ? 'deadLetters.hide' : 'deadLetters.show',
                          { topic },
                        )}
                        onClick={() => setOpen(isOpen ? undefined : topic)}
                      >
                        {t(
                          isOpen
                            ? 'deadLetters.hideShort'
                            : 'deadLetters.showShort',
                        )}
                      </TextButton>
                    )}
                    {!headers.allowed && !headers.loading && (
                      <span className="muted">
                        {t('deadLetters.headersDenied', {
                          permission: deadLetterReadPermission.name,
                        })}
                      </span>
                    )}
                  </td>
                </tr>
                {isOpen && (
                  <tr>
                    <td
                      colSpan={5}
                      style={{ padding: '4px 16px 14px', whiteSpace: 'normal' }}
                    >
                      <LetterSample clusterId={cluster} topic={topic} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </PlainTable>
    </Panel>
  );
};

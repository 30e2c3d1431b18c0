import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type ConsumerGroup,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useConsumerGroup } from '../../hooks/useStreams';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { MemberTable } from './MemberTable';
import { PartitionTable } from './PartitionTable';

/** The partitions of a group and who reads them: read when somebody asks, since they may be thousands. @internal */
export const GroupPartitions = (props: {
  group: Pick<ConsumerGroup, 'id' | 'partitions'>;
  /** Only what fits a drawer. */
  isCompact?: boolean;
}) => {
  const { group, isCompact } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const { allowed, loading } = usePermission({
    permission: streamReadPermission,
  });
  const detail = useConsumerGroup(group.id, { enabled: isOpen && allowed });
  const { data, error } = detail;
  if (loading) return null;
  if (!allowed) {
    return (
      <Panel title={t('streams.partition.title')}>
        {t('streams.partition.denied', {
          permission: streamReadPermission.name,
        })}
      </Panel>
    );
  }
  const hasRows = isOpen && data !== undefined && data.partitions.length > 0;
  return (
    <>
      <Panel
        flush={hasRows}
        title={t('streams.partition.title')}
        note={t('streams.partitions', { count: group.partitions })}
        actions={
          <TextButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t('streams.partition.hide') : t('streams.partition.show')}
          </TextButton>
        }
      >
        {hasRows && (
          <PartitionTable partitions={data.partitions} isCompact={isCompact} />
        )}
        {isOpen && data?.partitions.length === 0 && t('streams.partition.none')}
        {isOpen && !data && !error && <PanelSkeleton lines={4} />}
        {isOpen && !data && error && (
          <ErrorPanel
            title={t('streams.drawer.error')}
            error={error}
            onRetry={() => detail.refetch()}
            isRetrying={detail.isFetching}
          />
        )}
      </Panel>
      {isOpen && data && <MemberTable members={data.members} />}
    </>
  );
};

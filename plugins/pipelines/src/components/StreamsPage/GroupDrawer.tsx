import { useState } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  ErrorPanel,
  FactList,
  formatDuration,
  Instant,
  PanelSkeleton,
  StaleNote,
  StatusChip,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { useConsumerGroupLag } from '../../hooks/useStreams';
import type { LagRange } from '../../streams/lagRange';
import { streamsTranslationRef } from '../../translation';
import { GroupHealth } from '../GroupHealth';
import { GroupPartitions } from '../GroupPartitions';
import { LagCharts, RangeSwitch } from '../LagChart';
import { OperationsMenu, PastOperations } from '../Operations';

const Body = styled('div')(({ theme }) => ({
  width: 'min(760px, 96vw)',
  boxSizing: 'border-box',
  padding: '16px 20px 24px',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 12,
  alignContent: 'start',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
}));

const Chips = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  margin: '4px 0',
});

/** One group: why it stands as it does, its past, partitions and members. @internal */
export const GroupDrawer = (props: {
  groupId: number;
  onClose: () => void;
}) => {
  const { groupId, onClose } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [range, setRange] = useState<LagRange>('24h');
  const lag = useConsumerGroupLag(groupId, range);
  const { data, error } = lag;
  const group = data?.series.group;
  const name = group?.group ?? String(groupId);
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-label': t('streams.drawer.label', { group: name }),
      }}
    >
      <Body>
        <div style={{ display: 'flex', gap: 10, alignItems: 'start' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <h2 style={{ margin: 0, fontSize: 16, overflowWrap: 'anywhere' }}>
              {name}
            </h2>
            {group && <Standing group={group} />}
          </div>
          <IconButton
            size="small"
            aria-label={t('streams.drawer.close')}
            onClick={onClose}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
        {!data && !error && <PanelSkeleton lines={8} />}
        {!data && error && (
          <ErrorPanel
            title={t('streams.drawer.error')}
            error={error}
            onRetry={() => lag.refetch()}
            isRetrying={lag.isFetching}
          />
        )}
        {data && group && (
          <>
            <div>
              <OperationsMenu group={group} />
            </div>
            <GroupFacts group={group} />
            <RangeSwitch range={range} onRange={setRange} />
            <LagCharts series={data.series} range={data} height={128} />
            <GroupHealth changes={data.series.changes} range={data} />
            <GroupPartitions key={groupId} group={group} isCompact />
            <PastOperations
              query={{ sourceId: group.cluster, group: group.group }}
            />
          </>
        )}
      </Body>
    </Drawer>
  );
};

const Standing = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return (
    <>
      <Chips>
        <StatusChip status={{ kind: 'lag', state: group.status }} />
        {group.inferred && (
          <span title={t('streams.inferredHint')}>{t('streams.inferred')}</span>
        )}
        {group.stale && <StaleNote observedAt={group.readAt} />}
        {group.demo && <DemoBadge />}
      </Chips>
      <p style={{ margin: 0, overflowWrap: 'anywhere' }}>{group.reason}</p>
    </>
  );
};

const GroupFacts = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const linkTo = usePipelineLink();
  const { drainSeconds, entityRef, lag, protocol } = group;
  const state = t(`streams.drawer.state.${group.state}`);
  const drain =
    drainSeconds === undefined && lag !== undefined
      ? t('streams.drawer.never')
      : formatDuration(drainSeconds);
  return (
    <FactList
      facts={[
        {
          name: t('streams.column.pipeline'),
          value: entityRef ? (
            <Link to={`${linkTo(entityRef)}/lag`}>
              {t('streams.drawer.pipeline')}
            </Link>
          ) : (
            t('streams.noPipeline')
          ),
        },
        {
          name: t('streams.drawer.facts.cluster'),
          value: `${group.clusterTitle} · ${group.environment}`,
        },
        {
          name: t('streams.drawer.facts.state'),
          value: protocol ? `${state} · ${protocol}` : state,
        },
        {
          name: t('streams.drawer.facts.topics'),
          value: group.topics.join(', ') || '—',
        },
        {
          name: t('streams.drawer.facts.active'),
          value: <Instant instant={group.activeAt} />,
        },
        { name: t('streams.drawer.facts.drain'), value: drain },
      ]}
    />
  );
};

import { useState } from 'react';
import type { Entity } from '@backstage/catalog-model';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useSearchParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BINDING_ANNOTATIONS,
  type LagSeries,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
  StatusChip,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLag } from '../../hooks/useStreams';
import { refOf } from '../../pipeline/isPipeline';
import { parseLagRange } from '../../streams/lagRange';
import { streamsTranslationRef } from '../../translation';
import { ConnectorPanel } from '../ConnectorPanel';
import { DeadLetterPanel } from '../DeadLetterPanel';
import { GroupHealth } from '../GroupHealth';
import { GroupPartitions } from '../GroupPartitions';
import { LagCharts, RangeSwitch } from '../LagChart';
import { OperationsMenu, PastOperations } from '../Operations';
import { SchemaPanel } from '../SchemaPanel';
import { LagTiles } from './LagTiles';
import { useFreshnessPromise } from './useFreshnessPromise';
import { useReleaseTimes } from './useReleaseTimes';

const Stack = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 12,
  minWidth: 0,
});

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 12px',
  fontSize: 12.5,
});

/** Below this the charts stand over what happened, and not beside it. */
const Columns = styled('div')(({ theme }) => ({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr)',
  [theme.breakpoints.up(1180)]: {
    gridTemplateColumns: 'minmax(0, 1.75fr) minmax(0, 1fr)',
  },
  alignItems: 'start',
}));

/**
 * How far a consumer is behind, whether it moves, and since when it doesn't.
 *
 * @internal
 */
export const LagPage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(streamsTranslationRef);
  const [params, setParams] = useSearchParams();
  const range = parseLagRange(params.get('range'));
  const [chosen, setChosen] = useState<number>();
  const lag = usePipelineLag(entityRef, range);
  const { data, error } = lag;
  if (!data && error) {
    return (
      <ErrorPanel
        title={t('streams.lag.error')}
        error={error}
        onRetry={() => lag.refetch()}
        isRetrying={lag.isFetching}
      />
    );
  }
  if (!data) return <PanelSkeleton lines={10} />;
  const series =
    data.items.find(({ group }) => group.id === chosen) ?? worstOf(data.items);
  if (!series) {
    return (
      <Panel label={t('streams.lag.none.title')}>
        <EmptyState
          title={t('streams.lag.none.title')}
          description={t('streams.lag.none.hint', {
            annotation: BINDING_ANNOTATIONS.kafka,
          })}
        />
      </Panel>
    );
  }
  return (
    <Stack>
      <Bar>
        {data.items.length > 1 && (
          <GroupChoice
            items={data.items}
            chosen={series.group.id}
            onChoose={setChosen}
          />
        )}
        <RangeSwitch
          range={range}
          onRange={next =>
            setParams(
              current => {
                const changed = new URLSearchParams(current);
                changed.set('range', next);
                return changed;
              },
              { replace: true },
            )
          }
        />
        {error && (
          <StaleNote
            observedAt={new Date(lag.dataUpdatedAt).toISOString()}
            error={error}
          />
        )}
      </Bar>
      <Group entityRef={entityRef} series={series} range={data} />
    </Stack>
  );
};

const Group = (props: {
  entityRef: string;
  series: LagSeries;
  range: { from: string; to: string };
}) => {
  const { entityRef, range, series } = props;
  const { group } = series;
  const { t } = useTranslationRef(streamsTranslationRef);
  const promiseSeconds = useFreshnessPromise(entityRef, group.environment);
  const releases = useReleaseTimes(entityRef, group.environment);
  return (
    <>
      <Bar>
        <strong style={{ overflowWrap: 'anywhere' }}>{group.group}</strong>
        <span>
          {group.clusterTitle} · {group.environment}
        </span>
        <StatusChip status={{ kind: 'lag', state: group.status }} />
        {group.inferred && (
          <span title={t('streams.inferredHint')}>{t('streams.inferred')}</span>
        )}
        <span style={{ overflowWrap: 'anywhere' }}>{group.reason}</span>
        {group.stale && <StaleNote observedAt={group.readAt} />}
        {group.demo && <DemoBadge />}
        <OperationsMenu group={group} />
      </Bar>
      <LagTiles group={group} promiseSeconds={promiseSeconds} />
      <Columns>
        <Stack>
          <LagCharts
            series={series}
            range={range}
            promiseSeconds={promiseSeconds}
            releases={releases}
            height={156}
          />
        </Stack>
        <GroupHealth changes={series.changes} range={range} />
      </Columns>
      <GroupPartitions key={group.id} group={group} />
      <ConnectorPanel key={`connect ${group.id}`} readsAs={group.id} />
      <DeadLetterPanel key={`letters ${group.id}`} group={group} />
      <SchemaPanel key={`schemas ${group.id}`} group={group} />
      <PastOperations query={{ entityRef }} />
    </>
  );
};

const GroupChoice = (props: {
  items: readonly LagSeries[];
  chosen: number;
  onChoose: (groupId: number) => void;
}) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return (
    <TextField
      select
      size="small"
      label={t('streams.lag.group')}
      value={props.chosen}
      onChange={event => props.onChoose(Number(event.target.value))}
      sx={{ minWidth: 220, '& .v5-MuiSelect-select': { py: '5px' } }}
    >
      {props.items.map(({ group }) => (
        <MenuItem key={group.id} value={group.id}>
          {group.group} · {group.clusterTitle}
        </MenuItem>
      ))}
    </TextField>
  );
};

/** The group that is furthest behind is the one to look at first. */
function worstOf(items: readonly LagSeries[]): LagSeries | undefined {
  const behind = ({ group }: LagSeries) =>
    group.seconds ?? group.atLeastSeconds ?? -1;
  return [...items].sort((a, b) => behind(b) - behind(a))[0];
}

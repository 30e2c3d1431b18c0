import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type ConsumerGroupPage,
  type KafkaCluster,
  LAG_STATUSES,
} from '@sluice/plugin-pipelines-common';
import {
  LAG_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import {
  isNarrowed,
  NO_STREAM_FILTERS,
  type StreamsView,
} from '../../streams/streamsView';
import { streamsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { StreamFacet } from './StreamFacet';
import { StreamSearch } from './StreamSearch';

const Aside = styled('aside')({
  flex: 'none',
  width: 164,
  minHeight: 0,
  overflowY: 'auto',
  // Room for the focus ring, which the scroll container would cut.
  padding: '2px 6px 2px 2px',
  margin: '-2px 0 -2px -2px',
});

const BINDINGS = [
  { value: 'bound', is: true },
  { value: 'unbound', is: false },
] as const;

/** Search, and filters with a count at every value. @internal */
export const StreamFilters = (props: {
  view: StreamsView;
  page: ConsumerGroupPage | undefined;
  clusters: readonly KafkaCluster[];
  onChange: (changes: Partial<StreamsView>) => void;
}) => {
  const { clusters, onChange, page, view } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const labelOf = useStatusLabel();
  const titles = new Map(clusters.map(({ id, title }) => [id, title]));
  // A cluster of the address that is configured no more is still what is asked.
  const clusterIds = [...new Set([...titles.keys(), ...view.cluster])];
  return (
    <Aside aria-label={t('streams.filter.label')}>
      <StreamSearch text={view.text} onChange={text => onChange({ text })} />
      {isNarrowed(view) && (
        <TextButton
          style={{ marginTop: 8 }}
          onClick={() => onChange(NO_STREAM_FILTERS)}
        >
          {t('streams.filter.clear')}
        </TextButton>
      )}
      <StreamFacet
        title={t('streams.filter.status')}
        options={LAG_STATUSES.map(state => ({
          value: state,
          label: labelOf({ kind: 'lag', state }),
          count: page?.byStatus[state] ?? 0,
          isChosen: view.status.includes(state),
          glyph: <StatusGlyph {...LAG_STATUS_LOOK[state]} size={9} />,
        })).filter(({ count, isChosen }) => count > 0 || isChosen)}
        onToggle={value =>
          onChange({
            status: LAG_STATUSES.filter(
              state => view.status.includes(state) !== (state === value),
            ),
          })
        }
        onClear={() => onChange({ status: [] })}
      />
      <StreamFacet
        title={t('streams.filter.cluster')}
        options={clusterIds.map(id => ({
          value: id,
          label: titles.get(id) ?? id,
          count: page?.byCluster[id] ?? 0,
          isChosen: view.cluster.includes(id),
        }))}
        onToggle={value =>
          onChange({
            cluster: clusterIds.filter(
              id => view.cluster.includes(id) !== (id === value),
            ),
          })
        }
        onClear={() => onChange({ cluster: [] })}
      />
      <StreamFacet
        title={t('streams.filter.binding')}
        options={BINDINGS.map(({ is, value }) => ({
          value,
          label: t(`streams.filter.${value}`),
          count: page?.byBinding[value] ?? 0,
          isChosen: view.bound === is,
        }))}
        onToggle={value => {
          const is = value === 'bound';
          onChange({ bound: view.bound === is ? undefined : is });
        }}
        onClear={() => onChange({ bound: undefined })}
      />
      {(view.abandoned || (page?.abandoned ?? 0) > 0) && (
        <StreamFacet
          title={t('streams.filter.abandonedTitle')}
          options={[
            {
              value: 'abandoned',
              label: t('streams.filter.abandoned'),
              count: page?.abandoned ?? 0,
              isChosen: view.abandoned,
            },
          ]}
          onToggle={() => onChange({ abandoned: !view.abandoned })}
          onClear={() => onChange({ abandoned: false })}
        />
      )}
    </Aside>
  );
};

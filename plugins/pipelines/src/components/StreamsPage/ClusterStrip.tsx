import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { KafkaCluster } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  formatAge,
  formatDuration,
  Panel,
  StatusChip,
  StatusGlyph,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { streamsTranslationRef } from '../../translation';

const List = styled('ul')({
  flex: 'none',
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(330px, 1fr))',
  gap: 12,
});

const Line = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 14px',
  color: theme.palette.text.secondary,
  fontVariantNumeric: 'tabular-nums',
}));

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '2px 8px',
  marginBottom: 3,
  '& h2': { margin: 0, fontSize: 13.5, fontWeight: 650 },
});

const Warning = styled('p')({ margin: '6px 0 0', overflowWrap: 'anywhere' });

/** The clusters side by side: how each stands, when it was read, and what to do where it can't be. @internal */
export const ClusterStrip = (props: { clusters: readonly KafkaCluster[] }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  return (
    <List aria-label={t('streams.cluster.strip')}>
      {props.clusters.map(cluster => (
        <li key={cluster.id}>
          <Panel label={cluster.title}>
            <Cluster cluster={cluster} />
          </Panel>
        </li>
      ))}
    </List>
  );
};

const Cluster = ({ cluster }: { cluster: KafkaCluster }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { demo, environment, message, sourceStatus, title } = cluster;
  const isDown = sourceStatus === 'failing' || sourceStatus === 'stale';
  return (
    <>
      <Head>
        <h2>{title}</h2>
        <StatusChip status={{ kind: 'source', state: sourceStatus }} />
        <span>{environment}</span>
        {demo && <DemoBadge />}
      </Head>
      <Sweep cluster={cluster} />
      {cluster.complete === false && (
        <Warning>{t('streams.cluster.incomplete')}</Warning>
      )}
      {isDown && (
        <Warning>
          {message && (
            <>
              <strong>{message}</strong>
              <br />
            </>
          )}
          {t('streams.cluster.help', { cluster: cluster.id })}
        </Warning>
      )}
    </>
  );
};

const Sweep = ({ cluster }: { cluster: KafkaCluster }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const now = useNow();
  const { sweptAt } = cluster;
  if (sweptAt === undefined) return <Line>{t('streams.cluster.never')}</Line>;
  return (
    <>
      <Line>
        <span>
          {t('streams.cluster.groups', { count: cluster.groups ?? 0 })}
        </span>
        <span>
          {t('streams.cluster.brokers', { count: cluster.brokers ?? 0 })}
        </span>
        <span>
          {t('streams.cluster.topics', {
            topics: String(cluster.topics ?? 0),
            partitions: String(cluster.partitions ?? 0),
          })}
        </span>
        <Replicas cluster={cluster} />
      </Line>
      <Line>
        <span>
          {t('streams.cluster.swept', { age: formatAge(sweptAt, now) })}
        </span>
        <span>
          {t('streams.cluster.every', {
            interval: formatDuration(cluster.intervalSeconds),
          })}
        </span>
        <span>
          {t('streams.cluster.requests', { count: cluster.requests ?? 0 })}
        </span>
      </Line>
    </>
  );
};

const Replicas = ({ cluster }: { cluster: KafkaCluster }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { tones } = usePalette();
  const { offline = 0, underReplicated = 0 } = cluster;
  if (offline + underReplicated === 0) {
    return <span>{t('streams.cluster.replicated')}</span>;
  }
  const isBad = offline > 0;
  return (
    <span style={{ color: tones[isBad ? 'bad' : 'warn'].fg, fontWeight: 600 }}>
      <StatusGlyph glyph={isBad ? 'square' : 'triangle'} size={9} />{' '}
      {[
        isBad && t('streams.cluster.offline', { count: offline }),
        underReplicated > 0 &&
          t('streams.cluster.underReplicated', { count: underReplicated }),
      ]
        .filter(Boolean)
        .join(', ')}
    </span>
  );
};

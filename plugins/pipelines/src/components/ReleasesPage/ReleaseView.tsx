import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseDetail } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  FactList,
  formatInstant,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useParams, useSearchParams } from 'react-router-dom';
import { actorOf } from '../../audit/actorWords';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { useRelease } from '../../hooks/useReleases';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { ReleaseDiffPanel } from '../ReleaseDiff';
import { ArtifactTable } from './ArtifactTable';
import { CommitList } from './CommitList';
import { EvidenceTable } from './EvidenceTable';

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

/** One release: what it is made of, what was shown for it, and what it brings. @internal */
export const ReleaseView = () => {
  const { releaseId } = useParams();
  const [params] = useSearchParams();
  const base = params.get('base');
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch } =
    useRelease(Number(releaseId));
  const all = <Link to={links.board}>{t('releases.release.all')}</Link>;
  if (!data) {
    const isMissing = (error as { statusCode?: number } | null)?.statusCode;
    return (
      <PageFrame title={t('releases.title')} note={all}>
        {isPending && <PanelSkeleton lines={8} />}
        {!isPending && isMissing === 404 && (
          <Panel label={t('releases.title')}>
            <EmptyState title={t('releases.release.none')} action={all} />
          </Panel>
        )}
        {!isPending && isMissing !== 404 && (
          <ErrorPanel
            title={t('releases.release.error')}
            error={error!}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={t('releases.release.title', {
        unit: data.unit,
        name: releaseName(data),
      })}
      note={all}
    >
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Columns>
        <Stack>
          <ReleaseDiffPanel release={data} base={baseOf(base)} />
          <Panel title={t('releases.release.evidence')} flush>
            <EvidenceTable evidence={data.evidence} />
          </Panel>
          <Panel title={t('releases.release.artifacts')} flush>
            <ArtifactTable artifacts={data.artifacts} />
          </Panel>
        </Stack>
        <Stack>
          <Panel title={t('releases.release.facts')}>
            <ReleaseFacts release={data} />
          </Panel>
          <Panel title={t('releases.release.commits')}>
            <CommitList commits={data.commits} />
          </Panel>
        </Stack>
      </Columns>
    </PageFrame>
  );
};

/** What the query string compares with: a release, nothing, or without a word the release before it. */
function baseOf(text: string | null): { id: number } | 'none' | undefined {
  if (text === 'none') return 'none';
  return text && /^\d+$/.test(text) ? { id: Number(text) } : undefined;
}

const ReleaseFacts = ({ release }: { release: ReleaseDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  return (
    <>
      {release.origin === 'attested' && (
        <p style={{ margin: '0 0 8px' }}>{t('releases.release.attested')}</p>
      )}
      {release.state === 'Retired' && (
        <p style={{ margin: '0 0 8px' }}>
          {t('releases.release.retired', {
            time: formatInstant(release.retiredAt, { now }),
            reason: release.retiredReason ?? '—',
          })}
        </p>
      )}
      <FactList
        facts={[
          {
            name: t('releases.release.commit'),
            value: <code>{release.commit}</code>,
          },
          {
            name: t('releases.release.digest'),
            value: <code>{release.releaseDigest}</code>,
          },
          {
            name: t('releases.release.registered'),
            value: t('releases.release.by', {
              name: actorOf(release.registeredBy).name,
              time: formatInstant(release.registeredAt, { now }),
            }),
          },
          {
            name: t('releases.release.migrations'),
            value:
              release.migrations.length > 0
                ? release.migrations.map(migration => migration.id).join(', ')
                : undefined,
          },
          {
            name: t('releases.release.deployed'),
            value:
              release.deployments.length > 0
                ? release.deployments
                    .map(
                      ({ deployedAt, environment }) =>
                        `${environment}, ${formatInstant(deployedAt, { now })}`,
                    )
                    .join('; ')
                : undefined,
          },
        ]}
      />
    </>
  );
};

import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityRefLink,
  FavoriteEntity,
  useAsyncEntity,
} from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  StatusChip,
  ToneChip,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { Link } from 'react-router-dom';
import { PipelinesQueryProvider } from '../../api';
import { usePipeline } from '../../hooks/usePipeline';
import { refOf } from '../../pipeline/isPipeline';
import { fleetRouteRef } from '../../routes';
import { pipelinesTranslationRef } from '../../translation';
import { PipelineAlertBadges } from '../PipelineAlerts';
import { HeaderActions } from './HeaderActions';
import { HeaderTabs } from './HeaderTabs';

const Root = styled('header')(({ theme }) => ({
  padding: '14px 20px 14px',
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
}));

const Crumbs = styled('nav')(({ theme }) => ({
  fontSize: 12,
  color: theme.palette.text.secondary,
  '& a': { color: 'inherit' },
}));

const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 12px',
});

const Title = styled('h1')({
  margin: 0,
  fontSize: 22,
  fontWeight: 700,
  lineHeight: 1.3,
  letterSpacing: '-0.2px',
  overflowWrap: 'anywhere',
});

const Subtitle = styled('div')(({ theme }) => ({
  marginTop: 2,
  color: theme.palette.text.secondary,
  '& a': { color: 'inherit' },
}));

/**
 * The head of a pipeline's page: where it stands in the fleet, how it is, whose it is, and the ways out.
 *
 * @internal
 */
export const PipelineHeader = (props: EntityHeaderLayoutProps) => {
  const { entity } = useAsyncEntity();
  if (!entity) return <></>;
  return (
    <PipelinesQueryProvider>
      <Content {...props} entity={entity} />
    </PipelinesQueryProvider>
  );
};

const Content = (props: EntityHeaderLayoutProps & { entity: Entity }) => {
  const { entity, tabs, activeTabId } = props;
  // The same answer as the overview's: asked once, shown twice. Its failure is shown there.
  const { data } = usePipeline(refOf(entity));
  return (
    <Root data-pipeline-header>
      <Breadcrumbs row={data?.row} />
      <Line>
        <Title>{entity.metadata.title ?? entity.metadata.name}</Title>
        {data && <Badges row={data.row} />}
        {data && <PipelineAlertBadges entityRef={refOf(entity)} />}
        <FavoriteEntity entity={entity} style={{ padding: 4 }} />
        <span style={{ flex: 1 }} />
        <HeaderActions links={data?.links ?? []} />
      </Line>
      <Facts entity={entity} row={data?.row} />
      <HeaderTabs tabs={tabs} activeTabId={activeTabId} />
    </Root>
  );
};

type Row = PipelineOverview['row'];

const Breadcrumbs = (props: { row: Row | undefined }) => {
  const { row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const fleet = useRouteRef(fleetRouteRef)();
  return (
    <Crumbs aria-label={t('pipeline.header.crumbs')}>
      <Link to={fleet}>{t('pipeline.header.fleet')}</Link>
      {row?.domain && (
        <>
          {' / '}
          <EntityRefLink entityRef={row.domain} defaultKind="domain" hideIcon />
        </>
      )}
      {' /'}
    </Crumbs>
  );
};

const Badges = (props: { row: Row }) => {
  const { row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const reasonOf = useStatusReason();
  return (
    <>
      <StatusChip
        status={{ kind: 'fleet', state: row.status }}
        reason={reasonOf(row.statusReason)}
      />
      {row.discovered && (
        <ToneChip
          tone="running"
          glyph="ring"
          title={t('pipeline.header.discoveredTitle')}
        >
          {t('pipeline.header.discovered')}
        </ToneChip>
      )}
      {row.demo && <DemoBadge />}
    </>
  );
};

const Facts = (props: { entity: Entity; row: Row | undefined }) => {
  const { entity, row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const words = [
    String(entity.spec?.type ?? ''),
    row?.tier && t('pipeline.header.tier', { tier: String(row.tier) }),
    ...(row?.classification ?? []),
    String(entity.spec?.lifecycle ?? ''),
  ].filter(Boolean);
  return (
    <Subtitle>
      {words.join(' · ')}
      {row?.owner && (
        <>
          {' · '}
          {t('pipeline.header.owner')}{' '}
          <EntityRefLink entityRef={row.owner} defaultKind="group" hideIcon />
        </>
      )}
    </Subtitle>
  );
};

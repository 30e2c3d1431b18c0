import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  '& a': {
    color: theme.palette.primary.main,
    fontWeight: 600,
    // Several below each other have to be large enough to hit.
    display: 'inline-block',
    minHeight: 24,
    lineHeight: '24px',
  },
}));

/** Where else to look: its sources' own pages, runbook, and the links of the entity. @internal */
export const LinksPanel = (props: {
  entity: Entity;
  links: PipelineOverview['links'];
}) => {
  const { entity, links } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const all = [
    ...links,
    ...(entity.metadata.links ?? []).map(({ url, title }) => ({
      url,
      title: title ?? url,
    })),
  ].filter(
    (link, index, every) =>
      every.findIndex(other => other.url === link.url) === index,
  );
  if (all.length === 0) return null;
  return (
    <Panel title={t('pipeline.overview.links.title')}>
      <List>
        {all.map(({ title, url }) => (
          <li key={url}>
            <Link to={url}>{title}</Link>
          </li>
        ))}
      </List>
    </Panel>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { FactList, Panel } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

/** Whose it is, where it belongs, how it is run. @internal */
export const FactsPanel = (props: { row: FleetRow }) => {
  const { row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const name = (key: 'owner' | 'system' | 'domain' | 'lifecycle' | 'tier') =>
    t(`pipeline.overview.facts.${key}`);
  const link = (entityRef: string | undefined, defaultKind: string) =>
    entityRef && (
      <EntityRefLink entityRef={entityRef} defaultKind={defaultKind} />
    );
  const sources = [...new Set(row.environments.flatMap(e => e.sources))];
  return (
    <Panel title={t('pipeline.overview.facts.title')}>
      {row.description && (
        <p style={{ margin: '0 0 10px' }}>{row.description}</p>
      )}
      <FactList
        facts={[
          { name: name('owner'), value: link(row.owner, 'group') },
          { name: name('system'), value: link(row.system, 'system') },
          { name: name('domain'), value: link(row.domain, 'domain') },
          { name: name('lifecycle'), value: row.lifecycle },
          { name: name('tier'), value: row.tier },
          {
            name: t('pipeline.overview.facts.classification'),
            value: row.classification.join(', ') || undefined,
          },
          {
            name: t('pipeline.overview.facts.releaseUnit'),
            value: row.releaseUnit,
          },
          {
            name: t('pipeline.overview.facts.schedule'),
            value: row.schedule && (
              <code style={{ fontSize: 12 }}>{row.schedule}</code>
            ),
          },
          {
            name: t('pipeline.overview.facts.sources'),
            value: sources.join(', ') || undefined,
          },
        ]}
      />
    </Panel>
  );
};

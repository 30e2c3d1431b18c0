import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { sourcesRouteRef } from '../../routes';
import { pipelinesTranslationRef } from '../../translation';

/**
 * Stands where the portal knows no pipeline at all, and says how one gets in.
 *
 * @internal
 */
export const NoPipelines = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const sourcesRoute = useRouteRef(sourcesRouteRef);
  return (
    <Panel label={t('fleet.none.title')}>
      <EmptyState
        title={t('fleet.none.title')}
        description={t('fleet.none.hint')}
        action={<Link to={sourcesRoute()}>{t('fleet.none.action')}</Link>}
      />
    </Panel>
  );
};

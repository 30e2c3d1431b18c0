import Skeleton from '@mui/material/Skeleton';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { sourceReadPermission } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  SOURCE_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { useSources } from '../../hooks/useSources';
import { sourcesRouteRef } from '../../routes';
import { pipelinesTranslationRef } from '../../translation';
import { ListRoot, Reason } from './PipelineList';

/** Collectors that can't be read right now. @internal */
export const SourcesWidget = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { allowed, loading } = usePermission({
    permission: sourceReadPermission,
  });
  if (loading) return <Skeleton height={28} />;
  if (!allowed) {
    return (
      <ListRoot>
        <p>{t('home.sources.denied')}</p>
      </ListRoot>
    );
  }
  return <AllowedSources />;
};

const AllowedSources = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const sourcesRoute = useRouteRef(sourcesRouteRef);
  const { data, error, refetch } = useSources();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('home.error')}
        error={error}
        onRetry={() => refetch()}
      />
    ) : (
      <Skeleton height={28} />
    );
  }
  const unwell = data.filter(({ status }) => status !== 'healthy');
  return (
    <ListRoot>
      {data.length === 0 && <p>{t('home.sources.noneConfigured')}</p>}
      {data.length > 0 && unwell.length === 0 && (
        <p>{t('home.sources.none', { count: data.length })}</p>
      )}
      <ul>
        {unwell.map(({ id, title, status, message }) => (
          <li key={id}>
            <StatusGlyph
              {...SOURCE_STATUS_LOOK[status]}
              label={labelOf({ kind: 'source', state: status })}
            />
            <span style={{ whiteSpace: 'nowrap' }}>{title}</span>
            <Reason title={message}>{message}</Reason>
          </li>
        ))}
      </ul>
      <p>
        <Link to={sourcesRoute()}>{t('sources.title')}</Link>
      </p>
    </ListRoot>
  );
};

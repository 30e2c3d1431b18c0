import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useRunbooks } from '../../hooks/useRunbooks';
import { runbooksRouteRef } from '../../routes';
import { onCallTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': {
    padding: '12px 16px',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& > li:last-child': { borderBottom: 0 },
  '& a': { fontSize: 14, fontWeight: 600 },
  '& p': {
    margin: '3px 0 0',
    maxWidth: '90ch',
    color: theme.palette.text.secondary,
  },
}));

/** All runbooks, each with when it applies. @internal */
export const RunbookList = () => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const base = useRouteRef(runbooksRouteRef)();
  const { data, error, isPending, isFetching, refetch } = useRunbooks();
  return (
    <PageFrame title={t('runbooks.title')} note={t('runbooks.subtitle')}>
      {isPending && <PanelSkeleton title={t('runbooks.list')} lines={9} />}
      {!isPending && !data && (
        <ErrorPanel
          title={t('runbooks.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && (
        <Panel label={t('runbooks.list')} flush>
          <List>
            {data.map(({ id, summary, title, url }) => (
              <li key={id}>
                <Link to={`${base}/${id}`}>{title}</Link>
                <p>{summary}</p>
                {url && <p>{t('runbooks.own', { url })}</p>}
              </li>
            ))}
          </List>
        </Panel>
      )}
      <p style={{ margin: 0, opacity: 0.85 }}>{t('runbooks.note')}</p>
    </PageFrame>
  );
};

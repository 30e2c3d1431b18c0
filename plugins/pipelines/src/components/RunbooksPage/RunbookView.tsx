import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useParams } from 'react-router-dom';
import { useRunbook } from '../../hooks/useRunbooks';
import { runbooksRouteRef } from '../../routes';
import { onCallTranslationRef } from '../../translation';
import { MarkdownArticle } from '../MarkdownArticle';
import { PageFrame } from '../PageFrame';
import { runbookLink } from './runbookLink';

/** One runbook, to be read while it burns: the page alone, printable. @internal */
export const RunbookView = () => {
  const { runbookId = '' } = useParams();
  const { t } = useTranslationRef(onCallTranslationRef);
  const base = useRouteRef(runbooksRouteRef)();
  const { data, error, isPending, isFetching, refetch } = useRunbook(runbookId);
  const all = <Link to={base}>{t('runbooks.none.all')}</Link>;
  const title = data?.title ?? t('runbooks.title');
  return (
    <PageFrame
      title={title}
      note={all}
      actions={
        data?.markdown && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => window.print()}
          >
            {t('runbooks.print')}
          </Button>
        )
      }
    >
      {isPending && <PanelSkeleton lines={12} />}
      {!isPending && !data && isNotFound(error) && (
        <Panel label={title}>
          <EmptyState title={t('runbooks.none.title')} action={all} />
        </Panel>
      )}
      {!isPending && !data && !isNotFound(error) && (
        <ErrorPanel
          title={t('runbooks.pageError')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data?.markdown && (
        <Panel label={title}>
          {data.url && (
            <p style={{ margin: '0 0 8px' }}>
              <Link to={data.url}>{t('runbooks.own', { url: data.url })}</Link>
            </p>
          )}
          <MarkdownArticle
            markdown={withoutTitle(data.markdown)}
            linkTo={href => runbookLink(href, { base, url: data.url })}
          />
        </Panel>
      )}
      {data && !data.markdown && (
        <Panel label={title}>
          <EmptyState
            title={t('runbooks.elsewhere.title')}
            description={data.summary}
            action={
              <Link to={data.url!}>
                {t('runbooks.elsewhere.open', { url: data.url! })}
              </Link>
            }
          />
        </Panel>
      )}
    </PageFrame>
  );
};

/** The page has its title above. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '');
}

function isNotFound(error: Error | null): boolean {
  return error !== null && 'statusCode' in error && error.statusCode === 404;
}

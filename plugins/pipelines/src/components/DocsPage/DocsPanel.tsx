import { CodeSnippet, Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DOCS_ANNOTATION,
  RUNBOOK_ANNOTATION,
} from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useDocs } from '../../hooks/useDocs';
import { pipelinesTranslationRef } from '../../translation';
import { MarkdownArticle } from '../MarkdownArticle';
import { docsLink } from './docsLink';

/** What each page's annotation may look like. */
const EXAMPLES = {
  docs: `metadata:
  annotations:
    ${DOCS_ANNOTATION}: docs/finance-daily-close.md`,
  runbook: `metadata:
  annotations:
    ${RUNBOOK_ANNOTATION}: runbooks/finance-daily-close.md`,
};

/** One of the two pages, as it is written. @internal */
export const DocsPanel = (props: {
  entityRef: string;
  page: 'docs' | 'runbook';
  /** Of the entity: they name the two pages, which may link to each other. */
  annotations: Record<string, string>;
}) => {
  const { entityRef, page, annotations } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { data, error, isPending, isFetching, refetch } = useDocs(
    entityRef,
    page,
  );
  const title = t(`docs.${page}`);
  if (isPending) return <PanelSkeleton title={title} lines={10} />;
  if (data) {
    return (
      <Panel title={title} note={<ReadFrom location={data.location} />}>
        <MarkdownArticle
          markdown={data.markdown}
          linkTo={href =>
            docsLink(href, {
              location: data.location,
              docs: annotations[DOCS_ANNOTATION],
              runbook: annotations[RUNBOOK_ANNOTATION],
            })
          }
        />
      </Panel>
    );
  }
  if (isNotFound(error)) return <NoPage page={page} error={error} />;
  return (
    <ErrorPanel
      title={t('docs.error')}
      error={error}
      onRetry={() => refetch()}
      isRetrying={isFetching}
    />
  );
};

const ReadFrom = (props: { location: string }) => {
  const { location } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return /^https?:/.test(location) ? (
    <Link to={location}>{t('docs.open', { location })}</Link>
  ) : (
    <>{t('docs.readFrom', { location })}</>
  );
};

const NoPage = (props: { page: 'docs' | 'runbook'; error: Error }) => {
  const { page, error } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const reason =
    error.cause instanceof Error ? error.cause.message : error.message;
  return (
    <Panel label={t(`docs.${page}`)}>
      <EmptyState
        title={t(`docs.missing.${page}`)}
        description={
          <>
            {t('docs.missing.description')}
            <br />
            {t('docs.missing.reason', { message: reason })}
          </>
        }
        action={
          <div style={{ maxWidth: 480, margin: '0 auto', textAlign: 'left' }}>
            <CodeSnippet text={EXAMPLES[page]} language="yaml" />
          </div>
        }
      />
    </Panel>
  );
};

function isNotFound(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 404;
}

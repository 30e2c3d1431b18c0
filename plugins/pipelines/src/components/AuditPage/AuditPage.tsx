import { useMemo, useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useSearchParams } from 'react-router-dom';
import {
  formatLedgerView,
  isFiltered,
  ledgerQuery,
  type LedgerView,
  parseLedgerView,
} from '../../audit/ledgerView';
import { useDebounced } from '../../hooks/useDebounced';
import { useLedger, useLedgerHead } from '../../hooks/useLedger';
import { approvalsTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { TextButton } from '../TextButton';
import { HeadPanel } from './HeadPanel';
import { LedgerFilters } from './LedgerFilters';
import { LedgerTable } from './LedgerTable';
import { RowDrawer } from './RowDrawer';
import { VerificationPanel } from './VerificationPanel';

/** So long typing has to rest before rows are looked for, in milliseconds. */
const REST_MS = 300;

const Halves = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** The ledger: whether it is what was written, and its rows, the newest first. @internal */
export const AuditPage = () => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const [params, setParams] = useSearchParams();
  const [openSeq, setOpenSeq] = useState<number>();
  const view = useMemo(() => parseLedgerView(params), [params]);
  const change = (changes: Partial<LedgerView>) =>
    setParams(
      current => formatLedgerView({ ...parseLedgerView(current), ...changes }),
      { replace: true },
    );
  const asked = useDebounced(formatLedgerView(view).toString(), REST_MS);
  const query = useMemo(
    () => ledgerQuery(parseLedgerView(new URLSearchParams(asked))),
    [asked],
  );
  const ledger = useLedger(query);
  const head = useLedgerHead();
  const { data, error, isFetching, isPending, refetch } = ledger;
  const rows = data?.pages.flatMap(page => page.items) ?? [];

  if (!data && (error as { statusCode?: number } | null)?.statusCode === 403) {
    return (
      <PageFrame title={t('audit.title')}>
        <Panel label={t('audit.title')}>
          <EmptyState
            title={t('audit.denied.title')}
            description={t('audit.denied.description')}
          />
        </Panel>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={t('audit.title')}
      note={
        <>
          {head.data && (
            <span role="status">
              {t('audit.rows', { count: head.data.head.seq })}
            </span>
          )}
          {data && error && (
            <StaleNote
              observedAt={new Date(ledger.dataUpdatedAt).toISOString()}
              error={error}
            />
          )}
        </>
      }
    >
      {head.data && (
        <Halves>
          <VerificationPanel standing={head.data} />
          <HeadPanel standing={head.data} />
        </Halves>
      )}
      {!head.data && head.error && (
        <ErrorPanel
          title={t('audit.headError')}
          error={head.error}
          onRetry={() => head.refetch()}
          isRetrying={head.isFetching}
        />
      )}
      <LedgerFilters view={view} onChange={change} />
      {isPending && <PanelSkeleton title={t('audit.ledger')} lines={10} />}
      {!isPending && !data && (
        <ErrorPanel
          title={t('audit.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && (
        <Panel label={t('audit.ledger')} flush>
          {rows.length > 0 && <LedgerTable rows={rows} onOpen={setOpenSeq} />}
          {rows.length === 0 &&
            (isFiltered(view) ? (
              <EmptyState
                title={t('audit.none.filtered')}
                action={
                  <TextButton onClick={() => setParams({})}>
                    {t('audit.none.clear')}
                  </TextButton>
                }
              />
            ) : (
              <EmptyState
                title={t('audit.none.title')}
                description={t('audit.none.description')}
              />
            ))}
          {ledger.hasNextPage && (
            <div style={{ padding: '6px 12px 10px' }}>
              <TextButton
                disabled={ledger.isFetchingNextPage}
                onClick={() => ledger.fetchNextPage()}
              >
                {t('audit.more')}
              </TextButton>
            </div>
          )}
        </Panel>
      )}
      {openSeq !== undefined && (
        <RowDrawer
          rows={rows}
          seq={openSeq}
          onClose={() => setOpenSeq(undefined)}
        />
      )}
    </PageFrame>
  );
};

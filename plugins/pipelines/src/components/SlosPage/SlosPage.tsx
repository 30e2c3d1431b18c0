import { useMemo } from 'react';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  formatInstantFully,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useSearchParams } from 'react-router-dom';
import { useSlos } from '../../hooks/useSlos';
import { sloGroups } from '../../slo/sloGroups';
import {
  formatSlosView,
  isNarrowed,
  parseSlosView,
  type SlosView,
  toSlosQuery,
} from '../../slo/slosView';
import { sloTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { PlainTable } from '../PlainTable';
import { Printable } from '../Printable';
import { TextButton } from '../TextButton';
import { SloGroupRows } from './SloGroupRows';
import { SlosFilter } from './SlosFilter';

const Table = styled(PlainTable)(({ theme }) => ({
  '& .domain > th': {
    paddingTop: 14,
    fontSize: 13.5,
    fontWeight: 650,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& .domain .muted': { marginLeft: 10, fontSize: 12, fontWeight: 400 },
  '& td .muted, & th .muted': { fontSize: 11.5, fontWeight: 400 },
  '@media print': { '& tr': { breakInside: 'avoid' } },
}));

/**
 * Do we keep what we promise: every SLO by domain, for the reader's screen and for the monthly review on paper.
 *
 * @internal
 */
export const SlosPage = () => {
  const { t } = useTranslationRef(sloTranslationRef);
  const [params, setParams] = useSearchParams();
  const view = parseSlosView(params);
  const { data, error, isFetching, dataUpdatedAt, refetch } = useSlos(
    toSlosQuery(view),
  );
  // The same request as the one above while nothing is filtered.
  const all = useSlos({});
  const owners = useMemo(
    () => [...new Set(all.data?.slos.map(slo => slo.owner))],
    [all.data],
  );
  const change = (changes: Partial<SlosView>) =>
    setParams(formatSlosView({ ...view, ...changes }), { replace: true });
  const updatedAt = new Date(dataUpdatedAt).toISOString();

  return (
    <Printable>
      <PageFrame
        title={t('slo.list.title')}
        note={
          data && (
            <>
              <span role="status">
                {t('slo.list.count', { count: data.totalItems })}
                {data.slos.length < data.totalItems &&
                  ` · ${t('slo.list.shown', {
                    shown: String(data.slos.length),
                    total: String(data.totalItems),
                  })}`}
                {` · ${t('slo.list.asOf', {
                  time: formatInstantFully(updatedAt),
                })}`}
              </span>
              {error && <StaleNote observedAt={updatedAt} error={error} />}
            </>
          )
        }
        actions={
          <Button
            size="small"
            variant="outlined"
            disabled={!data?.slos.length}
            onClick={() => window.print()}
          >
            {t('slo.list.print')}
          </Button>
        }
      >
        <SlosFilter view={view} owners={owners} onChange={change} />
        {!data && !error && <PanelSkeleton lines={8} />}
        {!data && error && (
          <ErrorPanel
            title={t('slo.error')}
            error={error}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
        {data?.slos.length === 0 && (
          <Panel label={t('slo.list.title')}>
            {isNarrowed(view) ? (
              <EmptyState
                title={t('slo.list.noMatch')}
                description={t('slo.list.noMatchHint')}
                action={
                  <TextButton
                    onClick={() =>
                      change({ statuses: [], kinds: [], owner: undefined })
                    }
                  >
                    {t('slo.list.clear')}
                  </TextButton>
                }
              />
            ) : (
              <EmptyState
                title={t('slo.empty.title')}
                description={t('slo.empty.description')}
              />
            )}
          </Panel>
        )}
        {data && data.slos.length > 0 && (
          <Panel label={t('slo.list.table')} flush>
            <Table aria-label={t('slo.list.table')}>
              <thead>
                <tr>
                  <th>{t('slo.list.column.of')}</th>
                  <th>{t('slo.list.column.slo')}</th>
                  <th>{t('slo.list.column.status')}</th>
                  <th className="number">{t('slo.list.column.attained')}</th>
                  <th className="number">{t('slo.list.column.target')}</th>
                  <th>{t('slo.list.column.misses')}</th>
                  <th>{t('slo.list.column.window')}</th>
                  <th>{t('slo.list.column.owner')}</th>
                </tr>
              </thead>
              {sloGroups(data.slos).map(group => (
                <SloGroupRows key={group.domain ?? ''} group={group} />
              ))}
            </Table>
          </Panel>
        )}
      </PageFrame>
    </Printable>
  );
};

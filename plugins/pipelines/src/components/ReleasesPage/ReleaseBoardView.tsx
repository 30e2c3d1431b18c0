import { useMemo } from 'react';
import Alert from '@mui/material/Alert';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useSearchParams } from 'react-router-dom';
import { formatCount, refName } from '../../fleet/words';
import { useReleaseBoard } from '../../hooks/useReleases';
import {
  boardRows,
  type BoardView,
  domainsOf,
  formatBoardView,
  parseBoardView,
} from '../../promotions/boardView';
import { deliveryTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { TextButton } from '../TextButton';
import { BoardSummary } from './BoardSummary';
import { BoardTable } from './BoardTable';

/** The board: a row a unit, environments as columns. @internal */
export const ReleaseBoardView = () => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseBoardView(params), [params]);
  const change = (changes: Partial<BoardView>) =>
    setParams(
      current => formatBoardView({ ...parseBoardView(current), ...changes }),
      { replace: true },
    );
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch } =
    useReleaseBoard();
  const rows = data ? boardRows(data.items, view) : [];
  return (
    <PageFrame
      title={t('releases.title')}
      note={
        data && (
          <>
            <span role="status">
              {t('releases.counts', {
                deployments: formatCount(data.summary.deployments),
                moving: formatCount(data.summary.moving),
              })}
            </span>
            {error && (
              <StaleNote
                observedAt={new Date(dataUpdatedAt).toISOString()}
                error={error}
              />
            )}
          </>
        )
      }
      actions={
        data && (
          <>
            <FormControlLabel
              label={t('releases.filter.moving')}
              slotProps={{ typography: { fontSize: 12.5 } }}
              control={
                <Switch
                  size="small"
                  checked={view.onlyMoving}
                  onChange={(_, onlyMoving) => change({ onlyMoving })}
                />
              }
            />
            <TextField
              select
              size="small"
              label={t('releases.filter.domain')}
              value={view.domain}
              onChange={event => change({ domain: event.target.value })}
              SelectProps={{ displayEmpty: true }}
              InputLabelProps={{ shrink: true }}
              sx={{ minWidth: 140 }}
            >
              <MenuItem value="">{t('releases.filter.all')}</MenuItem>
              {domainsOf(data.items).map(domain => (
                <MenuItem key={domain} value={domain}>
                  {refName(domain)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              size="small"
              type="search"
              label={t('releases.filter.text')}
              value={view.text}
              onChange={event => change({ text: event.target.value })}
            />
          </>
        )
      }
    >
      {isPending && <PanelSkeleton title={t('releases.board')} lines={10} />}
      {!isPending && !data && (
        <ErrorPanel
          title={t('releases.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      )}
      {data && (
        <>
          {data.pastToldPercent !== undefined && (
            <Alert severity="info" role="status">
              {t('releases.pastTold', {
                percent: String(data.pastToldPercent),
              })}
            </Alert>
          )}
          <BoardSummary summary={data.summary} />
          <Panel label={t('releases.board')} flush>
            {rows.length > 0 && (
              <BoardTable rows={rows} environments={data.environments} />
            )}
            {rows.length === 0 && data.items.length === 0 && (
              <EmptyState
                title={t('releases.none.title')}
                description={t('releases.none.description')}
              />
            )}
            {rows.length === 0 && data.items.length > 0 && (
              <EmptyState
                title={t('releases.none.filtered')}
                action={
                  <TextButton onClick={() => setParams({})}>
                    {t('releases.none.clear')}
                  </TextButton>
                }
              />
            )}
          </Panel>
        </>
      )}
    </PageFrame>
  );
};

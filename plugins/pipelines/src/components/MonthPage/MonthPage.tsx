import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useSearchParams } from 'react-router-dom';
import { refName } from '../../fleet/words';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import {
  useOwnerMonth,
  useScorecardMatrix,
  useScorecards,
} from '../../hooks/useScorecards';
import { monthsUntil, parseMonth } from '../../scorecards/months';
import { scorecardsTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { Printable } from '../Printable';
import { MonthSummary } from './MonthSummary';

/** How far back a month can be chosen; an older one can still be asked for in the address. */
const MONTHS = 12;

/** The month of an owner, for a lead: on one page that prints well. @internal */
export const MonthPage = () => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const owner = params.get('owner') ?? undefined;
  const months = monthsUntil(now, MONTHS);
  const month = parseMonth(params.get('month')) ?? months[0];
  const summary = useOwnerMonth(owner, month);
  const { data, dataUpdatedAt, error } = summary;
  const change = (changes: Record<string, string>) =>
    setParams({ month, ...(owner && { owner }), ...changes });
  return (
    <Printable>
      <PageFrame
        title={
          owner
            ? t('scorecards.month.title', { owner: refName(owner) })
            : t('scorecards.summary')
        }
        note={
          data && (
            <>
              <Period summary={data} />
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
          <MonthActions
            owner={owner}
            month={month}
            months={[...new Set([month, ...months])].sort().reverse()}
            canPrint={data !== undefined}
            onChange={change}
          />
        }
      >
        {!owner && (
          <Panel label={t('scorecards.summary')}>
            <EmptyState
              title={t('scorecards.month.noOwner')}
              description={t('scorecards.month.noOwnerHint')}
              action={
                <Link to={links.page()}>{t('scorecards.month.back')}</Link>
              }
            />
          </Panel>
        )}
        {owner && !data && !error && <PanelSkeleton lines={10} />}
        {owner && !data && error && (
          <ErrorPanel
            title={t('scorecards.month.error')}
            error={error}
            onRetry={() => summary.refetch()}
            isRetrying={summary.isFetching}
          />
        )}
        {data && <MonthSummary summary={data} />}
      </PageFrame>
    </Printable>
  );
};

const Period = ({ summary }: { summary: OwnerMonth }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  // The end is the first moment after the month.
  const last = new Date(Date.parse(summary.to) - 1).toISOString();
  return (
    <span>
      {[
        t('scorecards.month.period', {
          from: summary.from.slice(0, 10),
          to: last.slice(0, 10),
        }),
        !summary.isOver && t('scorecards.month.running'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
};

const SELECT = {
  minWidth: 130,
  '& .v5-MuiSelect-select': { py: '5px' },
  '@media print': { display: 'none' },
};

const MonthActions = (props: {
  owner: string | undefined;
  month: string;
  months: readonly string[];
  canPrint: boolean;
  onChange: (changes: Record<string, string>) => void;
}) => {
  const { month, onChange, owner } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const list = useScorecards();
  const matrix = useScorecardMatrix(list.data?.items[0]?.id);
  const owners = [
    ...new Set([
      ...(owner ? [owner] : []),
      ...(matrix.data?.owners.map(each => each.owner) ?? []),
    ]),
  ].sort();
  const select = {
    select: true,
    size: 'small',
    InputLabelProps: { shrink: true },
    SelectProps: { displayEmpty: true },
    sx: SELECT,
  } as const;
  return (
    <>
      <TextField
        {...select}
        label={t('scorecards.month.owner')}
        value={owner ?? ''}
        onChange={event => onChange({ owner: event.target.value })}
      >
        {owners.map(each => (
          <MenuItem key={each} value={each}>
            {refName(each)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...select}
        label={t('scorecards.month.choose')}
        value={month}
        onChange={event => onChange({ month: event.target.value })}
      >
        {props.months.map(each => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <Button
        size="small"
        variant="outlined"
        disabled={!props.canPrint}
        onClick={() => window.print()}
      >
        {t('scorecards.month.print')}
      </Button>
    </>
  );
};

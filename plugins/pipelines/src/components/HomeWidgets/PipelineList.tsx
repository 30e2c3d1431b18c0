import type { ReactNode } from 'react';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  FLEET_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { pipelinesTranslationRef } from '../../translation';

/** How many pipelines a widget names; the rest are behind the link to the fleet. */
const SHOWN = 7;

/**
 * What {@link PipelineList} shows.
 *
 * @internal
 */
export type PipelineListProps = {
  /** Undefined while it loads. */
  rows: readonly FleetRow[] | undefined;
  /** How many there are, if more than were fetched. */
  total?: number;
  error?: Error | null;
  onRetry: () => void;
  /** Said where there are none. */
  none: string;
  /** Below the list: what is left out. */
  note?: ReactNode;
  /** The fleet page with these pipelines. */
  fleetLink: string;
};

export const ListRoot = styled('div')(({ theme }) => ({
  fontSize: 12.5,
  lineHeight: 1.45,
  color: theme.palette.text.primary,
  '& ul': { margin: 0, padding: 0, listStyle: 'none' },
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 9,
    minHeight: 28,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& li:last-child': { borderBottom: 0 },
  '& p': { margin: '6px 0 0', color: theme.palette.text.secondary },
}));

export const Reason = styled('span')(({ theme }) => ({
  marginLeft: 'auto',
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  color: theme.palette.text.secondary,
}));

/**
 * Pipelines in a line each: how it stands, its name, why.
 *
 * @internal
 */
export const PipelineList = (props: PipelineListProps) => {
  const { rows, error, onRetry, none, note, fleetLink } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  const linkTo = usePipelineLink();
  if (!rows) {
    return error ? (
      <ErrorPanel title={t('home.error')} error={error} onRetry={onRetry} />
    ) : (
      <div role="status" aria-label={t('fleet.loading')}>
        <Skeleton height={28} />
        <Skeleton height={28} width="80%" />
        <Skeleton height={28} width="90%" />
      </div>
    );
  }
  const total = props.total ?? rows.length;
  return (
    <ListRoot>
      {rows.length === 0 && <p>{none}</p>}
      <ul>
        {rows.slice(0, SHOWN).map(row => (
          <li key={row.entityRef}>
            <StatusGlyph
              {...FLEET_STATUS_LOOK[row.status]}
              label={labelOf({ kind: 'fleet', state: row.status })}
            />
            <Link to={linkTo(row.entityRef)} style={{ whiteSpace: 'nowrap' }}>
              {row.title ?? row.name}
            </Link>
            <Reason title={reasonOf(row.statusReason)}>
              {reasonOf(row.statusReason)}
            </Reason>
          </li>
        ))}
      </ul>
      {note && <p>{note}</p>}
      {rows.length > 0 && (
        <p>
          <Link to={fleetLink}>
            {total > SHOWN
              ? t('home.more', { total: String(total) })
              : t('home.openFleet')}
          </Link>
        </p>
      )}
    </ListRoot>
  );
};

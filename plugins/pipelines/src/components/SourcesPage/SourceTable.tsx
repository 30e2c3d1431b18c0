import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Source } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { SourceRow } from './SourceRow';

const COLUMNS = [
  'source',
  'status',
  'lastSuccess',
  'duration',
  'rows',
  'errors',
  'next',
  'pipelines',
  'issues',
] as const;

/** Columns of figures, which stand at the right so that they can be compared. */
const FIGURES = new Set<string>(['duration', 'rows', 'errors', 'pipelines']);

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12.5,
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    padding: '8px 8px',
    fontSize: 11,
    fontWeight: 600,
    textAlign: 'left',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& td': {
    padding: '7px 8px',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  },
  // Messages and traces are as wide as the table and break; so do names.
  '& td[colspan], & td:first-of-type': { whiteSpace: 'normal' },
  '& tr > :first-of-type': { paddingLeft: 16 },
  '& tr > :last-child': { paddingRight: 16 },
  '& tbody + tbody': { borderTop: `1px solid ${theme.palette.divider}` },
  '& [data-figure]': { textAlign: 'right' },
  '& small': {
    display: 'block',
    fontSize: 11,
    color: theme.palette.text.secondary,
  },
}));

/**
 * A row a collector, what needs a human first, with its message and issues below it.
 *
 * @internal
 */
export const SourceTable = (props: { sources: readonly Source[] }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Panel flush label={t('sources.tableLabel')}>
      <div style={{ overflowX: 'auto' }}>
        <Table aria-label={t('sources.tableLabel')}>
          <thead>
            <tr>
              {COLUMNS.map(column => (
                <th
                  key={column}
                  scope="col"
                  data-figure={FIGURES.has(column) || undefined}
                >
                  {t(`sources.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {props.sources.map(source => (
            <SourceRow
              key={source.id}
              source={source}
              columnCount={COLUMNS.length}
            />
          ))}
        </Table>
      </div>
    </Panel>
  );
};

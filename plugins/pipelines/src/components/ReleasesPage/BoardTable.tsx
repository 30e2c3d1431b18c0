import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseBoardRow } from '@sluice/plugin-pipelines-common';
import { refName } from '../../fleet/words';
import { deliveryTranslationRef } from '../../translation';
import { EnvironmentCell } from './EnvironmentCell';
import { HealthStrip } from './HealthStrip';

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  fontSize: 12.5,
  lineHeight: 1.45,
  '& th, & td': {
    padding: '6px 8px',
    textAlign: 'left',
    verticalAlign: 'top',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& tr > :not(* + *)': { paddingLeft: 16, width: 210 },
  '& tr > :last-child': { paddingRight: 16 },
  '& tbody tr:last-of-type > *': { borderBottom: 0 },
  '& thead th': {
    fontSize: 11,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  '& .unit': { overflowWrap: 'anywhere', fontWeight: 650 },
  '& .muted': {
    color: theme.palette.text.secondary,
    fontWeight: 400,
    overflowWrap: 'anywhere',
  },
}));

/** A row a unit, environments as columns in their order. @internal */
export const BoardTable = (props: {
  rows: readonly ReleaseBoardRow[];
  environments: readonly string[];
}) => {
  const { environments, rows } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  return (
    <Table aria-label={t('releases.board')}>
      <thead>
        <tr>
          <th scope="col">{t('releases.column.unit')}</th>
          {environments.map(environment => (
            <th key={environment} scope="col">
              {environment}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.unit}>
            <th scope="row">
              <div className="unit">{row.unit}</div>
              <div className="muted">
                {[
                  ...(row.domains ?? row.owners).map(refName),
                  ...row.classification,
                  t(`releases.adoption.${row.adoptionLevel}`),
                  ...(row.members > 1
                    ? [t('releases.members', { count: row.members })]
                    : []),
                ].join(' · ')}
              </div>
              <HealthStrip health={row.health} />
            </th>
            {environments.map(environment => {
              const at = row.environments.find(
                each => each.environment === environment,
              );
              return (
                <td key={environment}>
                  {at && <EnvironmentCell row={row} at={at} />}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

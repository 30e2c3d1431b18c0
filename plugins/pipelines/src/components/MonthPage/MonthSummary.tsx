import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerMonth } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  Panel,
  StatTile,
  StatTileRow,
} from '@sluice/plugin-pipelines-react';
import { scorecardsTranslationRef } from '../../translation';
import { ExemptionTable } from '../ExemptionTable';
import { ToDoTable } from '../ToDoTable';
import { BudgetsPanel } from './BudgetsPanel';
import { IncidentsPanel } from './IncidentsPanel';
import { LevelsPanel } from './LevelsPanel';
import { UnmanagedPanel } from './UnmanagedPanel';

const Stack = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 12,
  '@media print': {
    // A panel breaks between its lines, never within one.
    '& tr, & h2': { breakInside: 'avoid' },
    '& h2': { breakAfter: 'avoid' },
  },
});

const Halves = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** More of them would fill the paper, and a lead does one after the other. */
const MOST_TO_DO = 10;

/** Levels, budgets, incidents, cost, unmanaged changes and what to do, of an owner's month. @internal */
export const MonthSummary = ({ summary }: { summary: OwnerMonth }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { budgets, exemptions, incidents, toDo, unmanagedChanges } = summary;
  return (
    <Stack>
      <MonthTiles summary={summary} />
      <LevelsPanel scorecards={summary.scorecards} />
      <Panel title={t('scorecards.month.toDo')} flush>
        {toDo.length === 0 ? (
          <EmptyState title={t('scorecards.owner.toDoNone')} />
        ) : (
          <ToDoTable toDo={toDo} owner={summary.owner} most={MOST_TO_DO} />
        )}
      </Panel>
      <BudgetsPanel budgets={budgets} budgetsOn={summary.budgetsOn} />
      <Halves>
        <IncidentsPanel incidents={incidents} />
        <UnmanagedPanel changes={unmanagedChanges} />
      </Halves>
      <Panel title={t('scorecards.month.exemptions')} flush>
        {exemptions.length === 0 ? (
          <EmptyState title={t('scorecards.month.exemptionsNone')} />
        ) : (
          <ExemptionTable exemptions={exemptions} />
        )}
      </Panel>
    </Stack>
  );
};

const MonthTiles = ({ summary }: { summary: OwnerMonth }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { budgets, cost, incidents, pipelines, unmanagedChanges } = summary;
  const atRisk = budgets.filter(
    ({ status }) => status === 'exhausted' || status === 'burning',
  ).length;
  return (
    <StatTileRow>
      <StatTile
        value={pipelines}
        label={t('scorecards.month.tile.pipelines')}
      />
      <StatTile value={atRisk} label={t('scorecards.month.tile.atRisk')} />
      <StatTile
        value={incidents.length}
        label={t('scorecards.month.tile.incidents')}
      />
      <StatTile
        value={unmanagedChanges.length}
        label={t('scorecards.month.tile.unmanaged')}
      />
      <StatTile
        value={
          cost
            ? `${cost.amount.toLocaleString(undefined, {
                maximumFractionDigits: 2,
              })} ${cost.unit}`
            : '—'
        }
        label={t('scorecards.month.tile.cost')}
        note={cost ? undefined : t('scorecards.month.costNone')}
      />
    </StatTileRow>
  );
};

import type {
  CheckOutcome,
  PipelineStanding,
} from '@sluice/plugin-pipelines-common';
import { stringify, type Stringifier } from 'csv-stringify';
import { csvCell } from '../fleet';

type Row = { standing: PipelineStanding; outcome: CheckOutcome };

const COLUMNS: Record<string, (row: Row) => unknown> = {
  scorecard: ({ standing }) => standing.scorecardId,
  entityRef: ({ standing }) => standing.entityRef,
  title: ({ standing }) => standing.title,
  owner: ({ standing }) => standing.owner,
  level: ({ standing }) => standing.level,
  levelSince: ({ standing }) => standing.levelSince,
  coverage: ({ standing }) => standing.coverage,
  check: ({ outcome }) => outcome.check,
  checkTitle: ({ outcome }) => outcome.title,
  checkLevel: ({ outcome }) => outcome.level,
  state: ({ outcome }) => outcome.state,
  value: ({ outcome }) => outcome.value,
  unit: ({ outcome }) => outcome.unit,
  condition: ({ outcome }) => conditionText(outcome),
  reason: ({ outcome }) => outcome.reason,
  effort: ({ outcome }) => outcome.effort,
};

/** A stream that turns {@link scorecardCsvRecords} into CSV with a header. @internal */
export function scorecardCsv(): Stringifier {
  return stringify({ header: true, columns: Object.keys(COLUMNS) });
}

/** A line for each check of a pipeline. @internal */
export function scorecardCsvRecords(standing: PipelineStanding): string[][] {
  return standing.checks.map(outcome =>
    Object.values(COLUMNS).map(value => csvCell(value({ standing, outcome }))),
  );
}

function conditionText({ condition }: CheckOutcome): string {
  const [operator, value] = Object.entries(condition)[0];
  return `${operator} ${Array.isArray(value) ? value.join(' | ') : value}`;
}

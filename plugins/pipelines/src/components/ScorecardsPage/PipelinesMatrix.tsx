import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CheckOutcome,
  PipelineStanding,
  Scorecard,
} from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatInstant,
  formatInstantFully,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useFactWords } from '../../hooks/useFactWords';
import { CHECK_LOOK } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';
import { BreakableName } from '../BreakableName';
import { LevelChip } from '../LevelChip';
import { MatrixCell } from './MatrixCell';
import { firstOfLevels, MatrixHead } from './MatrixHead';
import { MatrixTable } from './MatrixTable';

/** Pipelines by checks: what came of each, with the number behind it. @internal */
export const PipelinesMatrix = (props: {
  scorecard: Scorecard;
  standings: readonly PipelineStanding[];
  /** The address that opens a pipeline, at a check if one is named. */
  linkTo: (pipeline: string, check?: string) => string;
}) => {
  const { linkTo, scorecard, standings } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const now = useNow();
  const isFirst = firstOfLevels(scorecard);
  return (
    <MatrixTable
      aria-label={t('scorecards.matrix.pipelines', {
        scorecard: scorecard.title,
      })}
    >
      <MatrixHead scorecard={scorecard} rows="pipelines" />
      <tbody>
        {standings.map(standing => {
          const { checks, entityRef, level, levels, levelSince, owner } =
            standing;
          return (
            <tr key={entityRef}>
              <th scope="row" title={entityRef}>
                <Link to={linkTo(entityRef)} style={{ display: 'block' }}>
                  <BreakableName>
                    {standing.title ?? refName(entityRef)}
                  </BreakableName>
                </Link>
                <small>{refName(owner)}</small>
              </th>
              <td>
                <LevelChip level={level} levels={levels} isShort />
                <small title={formatInstantFully(levelSince)}>
                  {formatAge(levelSince, now)}
                </small>
              </td>
              {scorecard.checks.map(({ id, title }) => (
                <td key={id} className={isFirst(id) ? 'check first' : 'check'}>
                  <OutcomeCell
                    title={title}
                    outcome={checks.find(({ check }) => check === id)}
                    to={linkTo(entityRef, id)}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </MatrixTable>
  );
};

const OutcomeCell = (props: {
  title: string;
  outcome: CheckOutcome | undefined;
  to: string;
}) => {
  const { outcome, title, to } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const words = useFactWords();
  const now = useNow();
  if (!outcome) {
    const label = t('scorecards.matrix.notAbout', { check: title });
    return (
      <span role="img" aria-label={label} title={label}>
        –
      </span>
    );
  }
  const { exemption, reason, state, unit, value } = outcome;
  const known = value !== undefined;
  const shown = known ? words.value(value, unit, { isShort: true }) : '?';
  const label = [
    `${title}: ${t(`scorecards.state.${state}`)}`,
    known && words.value(value, unit),
    state !== 'not-applicable' &&
      t('scorecards.check.needs', { condition: words.condition(outcome) }),
    reason,
    state === 'exempt' &&
      exemption &&
      t('scorecards.check.exempt', {
        time: formatInstant(exemption.until, { now }),
      }),
  ];
  return (
    <MatrixCell
      look={CHECK_LOOK[state]}
      to={to}
      label={label.filter(Boolean).join(', ')}
    >
      {state === 'not-applicable'
        ? t('scorecards.matrix.notApplicable')
        : shown}
    </MatrixCell>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Scorecard } from '@sluice/plugin-pipelines-common';
import { columnTitle } from '../../scorecards/columnTitle';
import { scorecardsTranslationRef } from '../../translation';

/** The widths of the columns before those of the checks; without the trend for pipelines, whose names are longer. @internal */
export const LEAD_COLUMNS = {
  owners: [128, 94, 72],
  pipelines: ['clamp(178px, 15vw, 270px)', 88],
} as const;

/** Of a check whose fact is a word, such as `managed`, where the words themselves are shown. In pixels. */
const WORD_COLUMN = 72;

/** Titles of more columns have no room side by side in a window of usual width, so that they are turned. */
const MOST_FLAT = 9;

/** The head of the matrix: checks under the levels that they belong to. @internal */
export const MatrixHead = (props: {
  scorecard: Scorecard;
  rows: 'owners' | 'pipelines';
}) => {
  const { rows, scorecard } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const isFirst = firstOfLevels(scorecard);
  const leads =
    rows === 'owners'
      ? [
          t('scorecards.matrix.owner'),
          t('scorecards.matrix.level'),
          t('scorecards.matrix.trend'),
        ]
      : [t('scorecards.matrix.pipeline'), t('scorecards.matrix.level')];
  return (
    <>
      <colgroup>
        {LEAD_COLUMNS[rows].map((width, i) => (
          <col key={leads[i]} style={{ width }} />
        ))}
        {scorecard.checks.map(({ fact, id }) => (
          <col
            key={id}
            style={
              rows === 'pipelines' && fact.type === 'text'
                ? { width: WORD_COLUMN }
                : undefined
            }
          />
        ))}
      </colgroup>
      <thead data-dense={scorecard.checks.length > MOST_FLAT || undefined}>
        <tr>
          {leads.map(title => (
            <th key={title} scope="col" rowSpan={2} className="left">
              {title}
            </th>
          ))}
          {scorecard.levels.map(({ name, title }) => {
            const count = scorecard.checks.filter(
              each => each.level === name,
            ).length;
            return (
              <th
                key={name}
                scope="colgroup"
                colSpan={count}
                className="group first"
              >
                {title}
              </th>
            );
          })}
        </tr>
        <tr>
          {scorecard.checks.map(check => (
            <th
              key={check.id}
              scope="col"
              className={isFirst(check.id) ? 'first' : undefined}
              title={[check.title, check.description, check.fact.description]
                .filter(Boolean)
                .join('. ')}
            >
              <span>{columnTitle(check, scorecard.checks)}</span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
};

/** Whether a check is the first of its level. @internal */
export function firstOfLevels({
  checks,
}: Scorecard): (check: string) => boolean {
  const first = new Set(
    checks
      .filter(({ level }, i) => level !== checks[i - 1]?.level)
      .map(({ id }) => id),
  );
  return check => first.has(check);
}

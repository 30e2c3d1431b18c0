import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnerStanding, Scorecard } from '@sluice/plugin-pipelines-common';
import { refName } from '../../fleet/words';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { summarize } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';
import { LevelChip } from '../LevelChip';
import { LevelTrend } from '../LevelTrend';
import { MatrixCell } from './MatrixCell';
import { firstOfLevels, MatrixHead } from './MatrixHead';
import { MatrixTable } from './MatrixTable';

/** Owners by checks: how many of its pipelines pass, and where it stands by that. @internal */
export const OwnersMatrix = (props: {
  scorecard: Scorecard;
  owners: readonly OwnerStanding[];
}) => {
  const { owners, scorecard } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  return (
    <MatrixTable
      aria-label={t('scorecards.matrix.owners', { scorecard: scorecard.title })}
    >
      <MatrixHead scorecard={scorecard} rows="owners" />
      <tbody>
        {owners.map(standing => (
          <OwnerRow
            key={standing.owner}
            standing={standing}
            scorecard={scorecard}
          />
        ))}
      </tbody>
    </MatrixTable>
  );
};

const OwnerRow = (props: { standing: OwnerStanding; scorecard: Scorecard }) => {
  const { scorecard, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const links = useScorecardLinks();
  const isFirst = firstOfLevels(scorecard);
  const { down, exemptions, level, owner, pipelines, up } = standing;
  const view = {
    scorecard: scorecard.id,
    rows: 'pipelines' as const,
    owner,
  };
  const notes = [
    t('scorecards.pipelines', { count: pipelines }),
    exemptions > 0 && `‖ ${exemptions}`,
  ];
  return (
    <tr>
      <th scope="row" title={owner}>
        <Link to={links.page(view)}>{refName(owner)}</Link>
        <small
          title={
            exemptions > 0
              ? t('scorecards.matrix.exempt', { count: exemptions })
              : undefined
          }
        >
          {notes.filter(Boolean).join(' · ')}
        </small>
      </th>
      <td>
        <LevelChip
          level={level}
          levels={scorecard.levels.map(({ name }) => name)}
          isShort
        />
        {up + down > 0 && (
          <small
            title={t('scorecards.matrix.upDown', {
              up: String(up),
              down: String(down),
            })}
          >
            {t('scorecards.matrix.upDownShort', {
              up: String(up),
              down: String(down),
            })}
          </small>
        )}
      </td>
      <td>
        <LevelTrend
          name={refName(owner)}
          trend={standing.trend}
          top={scorecard.levels.length}
          width={66}
        />
      </td>
      {scorecard.checks.map(({ id, title }) => (
        <td key={id} className={isFirst(id) ? 'check first' : 'check'}>
          <CountCell
            title={title}
            counts={standing.checks.find(each => each.check === id)}
            to={links.page({ ...view, check: id })}
          />
        </td>
      ))}
    </tr>
  );
};

const CountCell = (props: {
  title: string;
  counts: OwnerStanding['checks'][number] | undefined;
  to: string;
}) => {
  const { counts, title, to } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const cell = counts && summarize(counts);
  if (!cell) {
    return (
      <span aria-label={`${title}: ${t('scorecards.matrix.none')}`} role="img">
        –
      </span>
    );
  }
  const { exempt, look, passed, total, unknown } = cell;
  const words = [
    t('scorecards.matrix.cell', {
      check: title,
      passed: String(passed),
      total: String(total),
    }),
    unknown > 0 &&
      t('scorecards.matrix.cellUnknown', { number: String(unknown) }),
    exempt > 0 && t('scorecards.matrix.cellExempt', { number: String(exempt) }),
  ];
  const isUnknown = unknown === total;
  const more = [
    unknown > 0 && !isUnknown && `◇ ${unknown}`,
    exempt > 0 && `‖ ${exempt}`,
  ].filter(Boolean);
  return (
    <MatrixCell
      look={look}
      to={to}
      label={words.filter(Boolean).join(', ')}
      more={more.length > 0 && more.join('  ')}
    >
      {isUnknown ? '?' : `${passed}/${total}`}
    </MatrixCell>
  );
};

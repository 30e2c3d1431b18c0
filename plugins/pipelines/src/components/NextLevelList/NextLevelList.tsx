import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CheckOutcome,
  PipelineStanding,
} from '@sluice/plugin-pipelines-common';
import { StatusGlyph } from '@sluice/plugin-pipelines-react';
import { useFactWords } from '../../hooks/useFactWords';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { CHECK_LOOK } from '../../scorecards/looks';
import { scorecardsTranslationRef } from '../../translation';

const Root = styled('div')(({ theme }) => ({
  fontSize: 12.5,
  lineHeight: 1.45,
  '& ol': { listStyle: 'none', margin: '4px 0 0', padding: 0 },
  '& li': {
    display: 'flex',
    gap: 8,
    padding: '5px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
  '& li > svg': { marginTop: 4 },
  '& li > div': { flex: 1, minWidth: 0 },
  '& p': { margin: 0 },
  '& .muted': { color: theme.palette.text.secondary },
  '& .effort': { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
}));

/** What is missing for the next level, the least effort first. @internal */
export const NextLevelList = (props: {
  standing: PipelineStanding;
  /** More are counted only. */
  most?: number;
}) => {
  const { most = Infinity, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { next } = standing;
  if (!next) {
    return (
      <Root>
        <p>{t('scorecards.next.top')}</p>
      </Root>
    );
  }
  const left = next.missing.length - most;
  return (
    <Root>
      <p>
        <strong>{t('scorecards.next.title', { level: next.level })}</strong>{' '}
        {next.missing.length > 0 && (
          <span className="muted">
            {t('scorecards.next.missing', { count: next.missing.length })}
          </span>
        )}
      </p>
      {next.lacksCoverage && (
        <p className="muted">{t('scorecards.next.coverage')}</p>
      )}
      <ol>
        {next.missing.slice(0, most).map(outcome => (
          <Missing key={outcome.check} outcome={outcome} standing={standing} />
        ))}
      </ol>
      {left > 0 && (
        <p className="muted">
          {t('scorecards.card.also', { number: String(left) })}
        </p>
      )}
    </Root>
  );
};

const Missing = (props: {
  outcome: CheckOutcome;
  standing: PipelineStanding;
}) => {
  const { outcome, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const words = useFactWords();
  const links = useScorecardLinks();
  const { check, effort, reason, state, title, toPass, unit, value } = outcome;
  const { entityRef, scorecardId } = standing;
  return (
    <li>
      <StatusGlyph
        {...CHECK_LOOK[state]}
        label={t(`scorecards.state.${state}`)}
      />
      <div>
        <p>
          <Link
            to={links.page({
              scorecard: scorecardId,
              rows: 'pipelines',
              owner: standing.owner,
              open: { pipeline: entityRef, check },
            })}
          >
            {title}
          </Link>{' '}
          <span className="muted">
            {state === 'unknown'
              ? t('scorecards.next.unknown', { reason: reason ?? '' })
              : t('scorecards.next.found', {
                  value: words.value(value, unit),
                  condition: words.condition(outcome),
                })}
          </span>
        </p>
        <p>{toPass}</p>
      </div>
      <span className="effort">{t(`scorecards.effort.${effort}`)}</span>
    </li>
  );
};

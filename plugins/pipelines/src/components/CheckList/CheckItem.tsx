import { useEffect, useRef } from 'react';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckOutcome, Exemption } from '@sluice/plugin-pipelines-common';
import { FactList, Instant } from '@sluice/plugin-pipelines-react';
import { useAlertLinks } from '../../hooks/useAlertLinks';
import { useFactWords } from '../../hooks/useFactWords';
import { scorecardsTranslationRef } from '../../translation';
import { CheckStateChip } from '../LevelChip';
import { ExemptionNote } from './ExemptionNote';

const Root = styled('details')(({ theme }) => ({
  borderBottom: `1px solid ${theme.palette.divider}`,
  '&:last-of-type': { borderBottom: 0 },
  '& > summary': {
    display: 'grid',
    gridTemplateColumns: '118px minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: 10,
    padding: '7px 4px',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  '& > summary:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
    borderRadius: 4,
  },
  '& .figure': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  '& .muted': { color: theme.palette.text.secondary },
  '& .body': { display: 'grid', gap: 10, padding: '4px 4px 14px 128px' },
  '& .body p': { margin: 0, overflowWrap: 'anywhere' },
  '& .body a': { textDecoration: 'underline' },
  '& .actions': { display: 'flex', flexWrap: 'wrap', gap: 10 },
  '& ul': { margin: 0, paddingLeft: 16 },
}));

/** A check with the value behind it; opened, also where that comes from, what it takes to pass, and whether it is exempt. @internal */
export const CheckItem = (props: {
  outcome: CheckOutcome;
  exemption?: Exemption;
  isOpen: boolean;
  /** Whether the reader may take an exemption back. */
  mayEnd: boolean;
  /** Asks for an exemption; absent where that can't be done. */
  onRequest?: () => void;
}) => {
  const { exemption, isOpen, mayEnd, onRequest, outcome } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const words = useFactWords();
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isOpen) element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  const { state, title, unit, value } = outcome;
  const hasValue = value !== undefined;
  return (
    <Root ref={element} open={isOpen} data-check={outcome.check}>
      <summary>
        <span>
          <CheckStateChip state={state} />
        </span>
        <span>
          {title}
          {!hasValue && outcome.reason && (
            <span className="muted"> · {outcome.reason}</span>
          )}
        </span>
        <span className="figure">
          {hasValue && <strong>{words.value(value, unit)}</strong>}
          {state !== 'not-applicable' && (
            <span className="muted">
              {' '}
              {t('scorecards.check.needs', {
                condition: words.condition(outcome),
              })}
            </span>
          )}
        </span>
      </summary>
      <div className="body">
        <CheckFacts outcome={outcome} exemption={exemption} mayEnd={mayEnd} />
        <Evidence outcome={outcome} />
        {onRequest && (
          <div>
            <Button size="small" variant="outlined" onClick={onRequest}>
              {t('scorecards.check.request')}
            </Button>
          </div>
        )}
      </div>
    </Root>
  );
};

const CheckFacts = (props: {
  outcome: CheckOutcome;
  exemption?: Exemption;
  mayEnd: boolean;
}) => {
  const { exemption, mayEnd, outcome } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const words = useFactWords();
  const links = useAlertLinks();
  const { at, effort, fact, reason, runbook, source, toPass, unit, value } =
    outcome;
  const isOpen = outcome.state === 'failed' || outcome.state === 'unknown';
  return (
    <FactList
      facts={[
        { name: t('scorecards.check.found'), value: words.value(value, unit) },
        {
          name: t('scorecards.check.wanted'),
          value: words.condition(outcome),
        },
        { name: t('scorecards.check.why'), value: reason },
        {
          name: t('scorecards.check.at'),
          value: at && <Instant instant={at} />,
        },
        { name: t('scorecards.check.source'), value: source },
        {
          name: t('scorecards.check.fact'),
          value: fact && <code>{fact}</code>,
        },
        {
          name: t('scorecards.check.toPass'),
          value: isOpen && (
            <>
              {toPass}{' '}
              <span className="muted">
                (
                {t('scorecards.check.effort', {
                  effort: t(`scorecards.effort.${effort}`),
                })}
                )
              </span>
              {runbook && (
                <>
                  {' '}
                  <Link to={links.runbook(runbook)}>
                    {t('scorecards.check.runbook')}
                  </Link>
                </>
              )}
            </>
          ),
        },
        {
          name: t('scorecards.check.exemption'),
          value: outcome.exemption && (
            <ExemptionNote
              exemption={outcome.exemption}
              detail={exemption}
              canEnd={mayEnd}
            />
          ),
        },
      ].map(({ name, value: shown }) => ({ name, value: shown || undefined }))}
    />
  );
};

const Evidence = ({ outcome }: { outcome: CheckOutcome }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const { evidence = [], value } = outcome;
  if (evidence.length === 0) {
    return value === undefined ? null : (
      <p className="muted">{t('scorecards.check.noEvidence')}</p>
    );
  }
  return (
    <section aria-label={t('scorecards.check.evidence')}>
      <p className="muted">{t('scorecards.check.evidence')}</p>
      <ul>
        {evidence.map(({ at, link, title }, i) => (
          <li key={`${title} ${at ?? i}`}>
            {link ? <Link to={link}>{title}</Link> : title}
            {at && (
              <span className="muted">
                {' · '}
                <Instant instant={at} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  Panel,
  StatusGlyph,
  type StatusLook,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { VERDICT_LOOK } from '../../promotions/promotionLook';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';

type StepState = NonNullable<PromotionDetail['steps'][number]['state']>;

const LOOK: Readonly<Record<StepState, StatusLook>> = {
  pending: { glyph: 'ring', tone: 'unknown' },
  running: { glyph: 'half', tone: 'running' },
  waiting: { glyph: 'bars', tone: 'running' },
  done: { glyph: 'disc', tone: 'good' },
  failed: { glyph: 'square', tone: 'bad' },
  unknown: { glyph: 'diamond', tone: 'unknown' },
};

const List = styled('ol')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 6,
  overflowWrap: 'anywhere',
  '& li': {
    display: 'grid',
    gridTemplateColumns: '14px minmax(0, 1fr) max-content',
    gap: 8,
    alignItems: 'baseline',
  },
  '& .muted': {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** What the deployer does, step by step, and what the verification found. @internal */
export const StepsPanel = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { findings, steps } = promotion;
  const now = useNow();
  return (
    <Panel title={t('promotions.steps.title')} note={promotion.plan.deployer}>
      {steps.length === 0 ? (
        <p style={{ margin: 0 }}>{t('promotions.steps.none')}</p>
      ) : (
        <List aria-label={t('promotions.steps.title')}>
          {steps.map(step => (
            <Step key={step.name} step={step} />
          ))}
        </List>
      )}
      <h3 style={{ margin: '14px 0 6px', fontSize: 12.5 }}>
        {t('promotions.findings.title')}
      </h3>
      {findings.length === 0 ? (
        <p style={{ margin: 0 }}>{t('promotions.findings.none')}</p>
      ) : (
        <List aria-label={t('promotions.findings.title')}>
          {findings.map(({ check, detail, member, verdict }, i) => (
            <li key={i}>
              <StatusGlyph {...VERDICT_LOOK[verdict]} />
              <span>
                <strong>{check}</strong>
                {member && `, ${refName(member)}`}{' '}
                <span className="muted">{spoken(detail, now)}</span>
              </span>
              <ToneChip tone={VERDICT_LOOK[verdict].tone}>
                {t(`promotions.gates.verdicts.${verdict}`)}
              </ToneChip>
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
};

const Step = ({ step }: { step: PromotionDetail['steps'][number] }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  const { attempts = 0, detail, endedAt, startedAt, state = 'pending' } = step;
  const seconds =
    startedAt === undefined
      ? undefined
      : ((endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) / 1000;
  return (
    <li aria-current={state === 'running' ? 'step' : undefined}>
      <StatusGlyph {...LOOK[state]} />
      <span>
        <strong>{step.title}</strong>{' '}
        <span className="muted">
          {[
            t(`promotions.steps.state.${state}`),
            attempts > 1 &&
              t('promotions.steps.attempts', { number: String(attempts) }),
            detail,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className="muted">
        {seconds === undefined ? '' : formatDuration(Math.max(0, seconds))}
      </span>
    </li>
  );
};

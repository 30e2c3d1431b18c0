import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PromotionPlan,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import {
  FactList,
  formatInstant,
  ToneChip,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { configChangeText } from '../../promotions/configChangeText';
import { gatesByWeight, isOpenGate } from '../../promotions/gateOrder';
import { VERDICT_LOOK } from '../../promotions/promotionLook';
import { releaseName } from '../../promotions/releaseName';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';
import { EffectsTable } from './EffectsTable';

const Root = styled('div')({
  display: 'grid',
  gap: 10,
  fontSize: 12.5,
  lineHeight: 1.45,
  overflowWrap: 'anywhere',
  '& p': { margin: 0 },
  '& ul': { margin: '2px 0 0', paddingLeft: 18 },
});

/** A plan in short, for whoever is about to ask for it. @internal */
export const PlanSummary = (props: {
  plan: PromotionPlan;
  option?: RollbackOption;
}) => {
  const { option, plan } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { tones } = usePalette();
  const now = useNow();
  const { baseline, deadlines, members, membersKnown, rules } = plan;
  const open = gatesByWeight(plan.gates).filter(isOpenGate);
  const through = plan.gates.length - open.length;
  return (
    <Root>
      {plan.problems.length > 0 && (
        <div
          role="alert"
          style={{
            borderLeft: `3px solid ${tones.bad.fg}`,
            backgroundColor: tones.bad.bg,
            padding: '6px 10px',
          }}
        >
          <strong>{t('promotions.request.cannot')}</strong>
          <ul>
            {plan.problems.map(problem => (
              <li key={problem}>{spoken(problem, now)}</li>
            ))}
          </ul>
        </div>
      )}
      {option && (
        <p>
          <strong>{t(`promotions.request.lkg.${option.tier}`)}.</strong>{' '}
          {spoken(option.reason, now)}
        </p>
      )}
      <FactList
        facts={[
          {
            name: t('promotions.members.title'),
            value: `${
              baseline
                ? t('promotions.members.from', { name: releaseName(baseline) })
                : t('promotions.members.first')
            }; ${
              membersKnown
                ? members.map(refName).join(', ')
                : t('promotions.members.all')
            }`,
          },
          ...(plan.configChanges && plan.configChanges.length > 0
            ? [
                {
                  name: t('promotions.members.config'),
                  value: plan.configChanges.map(change => (
                    <div key={change.key}>{configChangeText(change)}</div>
                  )),
                },
              ]
            : []),
          {
            name: t('promotions.risk.title'),
            value: (
              <>
                <ToneChip {...VERDICT_LOOK[deadlines.verdict]}>
                  {t(`promotions.gates.verdicts.${deadlines.verdict}`)}
                </ToneChip>{' '}
                {spoken(deadlines.summary, now)}
                {deadlines.nextSafeStart &&
                  ` ${t('promotions.risk.nextSafe', {
                    time: formatInstant(deadlines.nextSafeStart, { now }),
                  })}.`}
              </>
            ),
          },
          {
            name: t('promotions.request.gates'),
            value: (
              <>
                {open.map(({ gate, summary, title, verdict }) => (
                  <div key={gate}>
                    <ToneChip {...VERDICT_LOOK[verdict]}>
                      {t(`promotions.gates.verdicts.${verdict}`)}
                    </ToneChip>{' '}
                    <strong>{title}</strong> {spoken(summary, now)}
                  </div>
                ))}
                {t('promotions.request.gatesPass', { count: through })}
              </>
            ),
          },
          {
            name: t('promotions.request.rules'),
            value:
              rules.length === 0
                ? spoken(plan.withoutApproval ?? t('promotions.who.none'), now)
                : rules.map(({ from, minApprovals, name, reason }) => (
                    <div key={name}>
                      <strong>{name}</strong>{' '}
                      {t('promotions.who.rule', {
                        number: String(minApprovals),
                        from:
                          from.map(refName).join(', ') ||
                          t('promotions.who.anyone'),
                      })}
                      {reason && ` (${reason})`}
                    </div>
                  )),
          },
        ]}
      />
      {plan.kind === 'rollback' && (
        <EffectsTable
          effects={plan.rollbackEffects}
          undoes={plan.undoes}
          name={t('promotions.effects.titleNow')}
        />
      )}
    </Root>
  );
};

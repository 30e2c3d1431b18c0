import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  GateResult,
  PromotionDetail,
} from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  formatAge,
  Panel,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useActOnPromotion } from '../../hooks/usePromotions';
import { gatesByWeight, isOpenGate } from '../../promotions/gateOrder';
import { spoken } from '../../promotions/spoken';
import { isEnded, VERDICT_LOOK } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';
import { ReasonDialog } from '../ConfirmDialog';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';

/** So many rows fit the screen of the decision. */
const SHOWN = 6;

/** What was checked and what it found, what matters most first. @internal */
export const GatesPanel = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [isWhole, setIsWhole] = useState(false);
  const [overridden, setOverridden] = useState<GateResult>();
  const gates = gatesByWeight(promotion.gates);
  // What stands in the way is never hidden.
  const open = gates.filter(isOpenGate).length;
  const shown = isWhole ? gates : gates.slice(0, Math.max(SHOWN, open));
  const hidden = gates.length - shown.length;
  return (
    <Panel
      title={t('promotions.gates.title')}
      flush
      actions={
        gates.length > SHOWN &&
        (hidden > 0 || isWhole) && (
          <TextButton
            aria-expanded={isWhole}
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole
              ? t('promotions.gates.hide')
              : t('promotions.gates.passed', { count: hidden })}
          </TextButton>
        )
      }
    >
      {gates.length === 0 ? (
        <EmptyState title={t('promotions.gates.none')} />
      ) : (
        <PlainTable aria-label={t('promotions.gates.title')}>
          <thead>
            <tr>
              <th scope="col">{t('promotions.gates.gate')}</th>
              <th scope="col">{t('promotions.gates.verdict')}</th>
              <th scope="col">{t('promotions.gates.evidence')}</th>
              <th scope="col">{t('promotions.gates.checked')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(gate => (
              <GateRow
                key={gate.gate}
                gate={gate}
                onOverride={
                  promotion.can.override.allowed &&
                  gate.class === 'risk' &&
                  isOpenGate(gate)
                    ? () => setOverridden(gate)
                    : undefined
                }
                isOver={isEnded(promotion)}
              />
            ))}
          </tbody>
        </PlainTable>
      )}
      {overridden && (
        <OverrideDialog
          promotion={promotion}
          gate={overridden}
          onClose={() => setOverridden(undefined)}
        />
      )}
    </Panel>
  );
};

const GateRow = (props: {
  gate: GateResult;
  onOverride: (() => void) | undefined;
  isOver: boolean;
}) => {
  const { gate, isOver, onOverride } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  return (
    <tr>
      <th scope="row">
        {gate.title}
        {gate.class === 'integrity' && isOpenGate(gate) && (
          <span className="muted" style={{ fontWeight: 400 }}>
            {' '}
            {t('promotions.gates.integrity')}
          </span>
        )}
      </th>
      <td>
        <ToneChip {...VERDICT_LOOK[gate.verdict]}>
          {t(`promotions.gates.verdicts.${gate.verdict}`)}
        </ToneChip>
      </td>
      <td className="wrap">
        {spoken(gate.summary, now)}
        {gate.waived && (
          <span className="muted">
            {' '}
            {t('promotions.gates.waived', { reason: gate.waived })}
          </span>
        )}
        {gate.override && (
          <span className="muted">
            {' '}
            {t('promotions.gates.overridden', {
              name: refName(gate.override.by),
              reason: gate.override.reason,
            })}
          </span>
        )}
        {onOverride && (
          <TextButton
            aria-label={t('promotions.gates.overrideOf', { gate: gate.title })}
            onClick={onOverride}
          >
            {t('promotions.gates.override')}
          </TextButton>
        )}
      </td>
      <td className="muted">
        {gate.isLive && gate.phase !== 'dispatch' && !isOver
          ? t('promotions.gates.again')
          : formatAge(gate.checkedAt, now)}
      </td>
    </tr>
  );
};

const OverrideDialog = (props: {
  promotion: PromotionDetail;
  gate: GateResult;
  onClose: () => void;
}) => {
  const { gate, onClose, promotion } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [key] = useState(() => crypto.randomUUID());
  const act = useActOnPromotion(promotion.id);
  return (
    <ReasonDialog
      title={t('promotions.overriding.title', { gate: gate.title })}
      text={t('promotions.overriding.text', { summary: gate.summary })}
      action={t('promotions.gates.override')}
      isDangerous
      isBusy={act.isPending}
      error={act.error}
      onConfirm={reason =>
        act.mutate(
          { kind: 'override', gate: gate.gate, reason, key },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
};

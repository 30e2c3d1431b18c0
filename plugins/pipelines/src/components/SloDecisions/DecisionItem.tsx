import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloDecision } from '@sluice/plugin-pipelines-common';
import { formatInstant, useNow } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useOwnRef, useSettleDecision } from '../../hooks/useSloDecisions';
import { sloTranslationRef } from '../../translation';

const Item = styled('li')(({ theme }) => ({
  display: 'grid',
  gap: 6,
  padding: '10px 0',
  overflowWrap: 'anywhere',
  borderBottom: `1px solid ${theme.palette.divider}`,
  '&:last-of-type': { borderBottom: 0 },
  '& p': { margin: 0 },
  '& .quiet': { fontSize: 12, color: theme.palette.text.secondary },
  '& .actions': { display: 'flex', flexWrap: 'wrap', gap: 8 },
}));

/** One decision: what it takes out, why, who said so, and who still has to. @internal */
export const DecisionItem = (props: {
  decision: SloDecision;
  sloId: number;
  timezone: string;
  /** Whether the reader may decide on this SLO. */
  mayDecide: boolean;
}) => {
  const { decision, mayDecide, sloId, timezone } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const now = useNow();
  const me = useOwnRef();
  const confirm = useSettleDecision(sloId, decision.id, 'confirm');
  const withdraw = useSettleDecision(sloId, decision.id, 'withdraw');
  const { decidedBy, kind, status } = decision;
  const isOwn = me === decidedBy;
  const isOpen = status === 'proposed';
  const time = (at: string) => formatInstant(at, { now, zone: timezone });
  const error = confirm.error ?? withdraw.error;
  const isBusy = confirm.isPending || withdraw.isPending;
  return (
    <Item>
      <p>
        <Chip
          size="small"
          variant="outlined"
          color={isOpen ? 'warning' : 'default'}
          label={t(`slo.decisions.status.${status}`)}
        />{' '}
        {t(`slo.decisions.period.${kind}`, {
          from: time(decision.from),
          to: time(decision.to),
        })}
      </p>
      <p>{decision.reason}</p>
      <p className="quiet">
        {kind === 'loosened-target'
          ? t('slo.decisions.found', { when: time(decision.decidedAt) })
          : t('slo.decisions.by', {
              who: refName(decidedBy),
              when: time(decision.decidedAt),
            })}
        {decision.confirmedBy &&
          ` · ${t('slo.decisions.confirmedBy', {
            who: refName(decision.confirmedBy),
            when: time(decision.confirmedAt!),
          })}`}
        {decision.withdrawnBy &&
          ` · ${t('slo.decisions.withdrawnBy', {
            who: refName(decision.withdrawnBy),
            when: time(decision.withdrawnAt!),
          })}`}
      </p>
      {isOpen && (
        <p className="quiet">{t(waitingFor(kind, isOwn, mayDecide))}</p>
      )}
      {mayDecide && status !== 'withdrawn' && (
        <div className="actions">
          {isOpen && !isOwn && (
            <Button
              size="small"
              variant="contained"
              disabled={isBusy}
              onClick={() => confirm.mutate()}
            >
              {t('slo.decisions.confirm')}
            </Button>
          )}
          <Button
            size="small"
            variant="outlined"
            disabled={isBusy}
            onClick={() => withdraw.mutate()}
          >
            {t('slo.decisions.withdraw')}
          </Button>
        </div>
      )}
      {error && (
        <Alert severity="error">
          {t('slo.decisions.failed', { message: errorWords(error) })}
        </Alert>
      )}
    </Item>
  );
};

/** Who still has to say yes, and whether the reader can. */
function waitingFor(
  kind: SloDecision['kind'],
  isOwn: boolean,
  mayDecide: boolean,
) {
  if (!mayDecide) return 'slo.decisions.waits.others' as const;
  if (isOwn) return 'slo.decisions.waits.own' as const;
  return kind === 'loosened-target'
    ? ('slo.decisions.waits.two' as const)
    : ('slo.decisions.waits.you' as const);
}

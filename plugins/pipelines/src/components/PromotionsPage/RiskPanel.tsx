import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BlastRadius,
  PromotionDetail,
} from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  Panel,
  type StatusLook,
  type Tone,
  ToneChip,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { formatShare, refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { worstRisk } from '../../promotions/gateOrder';
import { spoken } from '../../promotions/spoken';
import { deliveryTranslationRef } from '../../translation';

/** So many of those downstream fit the screen of the decision. */
const NAMED = 4;
/** Below this share of the budget, it is a risk. */
const LOW_BUDGET = 0.25;

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: '6px 0 0',
  padding: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) max-content max-content',
  columnGap: 10,
  '& li': {
    // One set of columns for all, so that what is compared stands below each other.
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    alignItems: 'baseline',
    padding: '3px 0',
    overflowWrap: 'anywhere',
  },
  '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
  '& .muted': {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** The worst that speaks against it, and who is downstream with what is left of their budgets and when they are due. @internal */
export const RiskPanel = ({ promotion }: { promotion: PromotionDetail }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { muted, tones } = usePalette();
  const now = useNow();
  const { blastRadius, deadlines, rollbackClass } = promotion.plan;
  const risk = worstRisk({ gates: promotion.gates, deadlines });
  const { fg } = tones[toneOf(risk)];
  const downstream = blastRadius.pipelines.filter(each => each.hops > 0);
  return (
    <Panel title={t('promotions.risk.title')}>
      <div style={{ borderLeft: `3px solid ${fg}`, padding: '1px 0 1px 9px' }}>
        {risk ? (
          <>
            {risk.title && <strong>{risk.title}. </strong>}
            {spoken(risk.summary, now)}
          </>
        ) : (
          t('promotions.risk.nothing')
        )}
        {deadlines.verdict !== 'pass' && deadlines.nextSafeStart && (
          <>
            {' '}
            <strong>
              {t('promotions.risk.nextSafe', {
                time: formatInstant(deadlines.nextSafeStart, { now }),
              })}
            </strong>
          </>
        )}
      </div>
      {downstream.length > 0 && (
        <List
          aria-label={t('promotions.risk.downstream', {
            count: downstream.length,
          })}
        >
          {byNeed(downstream)
            .slice(0, NAMED)
            .map(each => (
              <Downstream
                key={each.entityRef}
                of={each}
                risk={deadlines.atRisk.find(
                  at => at.entityRef === each.entityRef,
                )}
              />
            ))}
        </List>
      )}
      <p style={{ margin: '6px 0 0', color: muted }}>
        {[
          downstream.length > 0
            ? t('promotions.risk.downstream', { count: downstream.length })
            : t('promotions.risk.alone'),
          blastRadius.datasets > 0 &&
            t('promotions.risk.datasets', { count: blastRadius.datasets }),
          !blastRadius.isComplete &&
            t('promotions.risk.incomplete', {
              reason: blastRadius.reason ?? '—',
            }),
          t(`promotions.risk.rollback.${rollbackClass}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Panel>
  );
};

const Downstream = (props: {
  of: BlastRadius['pipelines'][number];
  risk: { slackSeconds: number } | undefined;
}) => {
  const { of: each, risk } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const pipeline = usePipelineLink();
  const now = useNow();
  const { budgetRemaining: left } = each;
  return (
    <li>
      <Link to={pipeline(each.entityRef)}>
        {each.title ?? refName(each.entityRef)}
      </Link>
      {left === undefined ? (
        <span className="muted">{t('promotions.risk.noBudget')}</span>
      ) : (
        <ToneChip {...budgetLook(left)}>
          {t('promotions.risk.left', {
            share: formatShare(Math.max(0, left), 1, 0) ?? '—',
          })}
        </ToneChip>
      )}
      <span className="muted">
        {risk && risk.slackSeconds < 0
          ? t('promotions.risk.late', {
              duration: formatDuration(-risk.slackSeconds),
            })
          : each.nextDeadline &&
            t('promotions.risk.due', {
              time: formatInstant(each.nextDeadline, { now }),
            })}
      </span>
    </li>
  );
};

function toneOf(risk: ReturnType<typeof worstRisk>): Tone {
  if (!risk) return 'good';
  return risk.isForbidden ? 'bad' : 'warn';
}

function budgetLook(left: number): StatusLook {
  if (left <= 0) return { glyph: 'square', tone: 'bad' };
  return left < LOW_BUDGET
    ? { glyph: 'triangle', tone: 'warn' }
    : { glyph: 'disc', tone: 'good' };
}

/** Those with the least left of their budget first; without one, last. */
function byNeed(pipelines: BlastRadius['pipelines']): BlastRadius['pipelines'] {
  return [...pipelines].sort(
    (a, b) =>
      (a.budgetRemaining ?? Infinity) - (b.budgetRemaining ?? Infinity) ||
      a.hops - b.hops,
  );
}

import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Promotion,
  ReleaseBoardRow,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatInstant,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { HEALTH_LOOK, PROMOTION_LOOK } from '../../promotions/promotionLook';
import { releaseName } from '../../promotions/releaseName';
import { spoken } from '../../promotions/spoken';
import {
  approvalsTranslationRef,
  deliveryTranslationRef,
} from '../../translation';
import { EnvironmentActions } from './EnvironmentActions';

const Card = styled('div')(({ theme }) => ({
  position: 'relative',
  display: 'grid',
  gap: 3,
  padding: '6px 9px 7px',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 7,
  overflowWrap: 'anywhere',
  '& .top': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 8px',
    justifyContent: 'space-between',
    alignItems: 'center',
    // The menu stands in the corner, and never on a line of its own.
    paddingRight: 28,
  },
  '& .menu': { position: 'absolute', top: 4, right: 4 },
  '& .version': { fontFamily: 'monospace', fontWeight: 700, fontSize: 12.5 },
  // Buttons that don't fit beside the words take a line of their own.
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 8px',
    justifyContent: 'space-between',
    alignItems: 'center',
  },
  '& .muted': {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
  '& .moving a': { fontWeight: 600 },
  // A reason can be as long as people make it; the whole of it is in the tooltip, and on the page of the release.
  '& .clamped': {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  },
}));

/** What runs of a unit in an environment, how it is, what moves or waits, and what can be done. @internal */
export const EnvironmentCell = (props: {
  row: ReleaseBoardRow;
  at: UnitEnvironment;
}) => {
  const { at, row } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const now = useNow();
  const { running, runningVersion } = at;
  const isEmpty =
    !running && !runningVersion && !at.moving && !at.promotable && !at.waiting;
  if (isEmpty) {
    return (
      <Card>
        <div className="line">
          <span className="muted">
            {at.readError
              ? t('releases.cell.unread', { error: at.readError })
              : t('releases.cell.nothing')}
          </span>
          <EnvironmentActions row={row} at={at} />
        </div>
      </Card>
    );
  }
  return (
    <Card>
      <div className="top">
        <span className="version">
          {running ? (
            <Link to={links.release(running.id)}>{releaseName(running)}</Link>
          ) : (
            runningVersion ?? '—'
          )}
        </span>
        <ToneChip {...HEALTH_LOOK[at.health]}>
          {t(`releases.health.${at.health}`)}
        </ToneChip>
      </div>
      {at.hold && (
        <span className="clamped" title={at.hold.reason}>
          {t('releases.cell.held', { reason: spoken(at.hold.reason, now) })}
        </span>
      )}
      {[...(at.moving ? [at.moving] : []), ...(at.waiting ?? [])].map(each => (
        <Moving key={each.id} promotion={each} />
      ))}
      <div className="line">
        <span
          className="muted"
          title={at.since && formatInstant(at.since, { now })}
        >
          {[
            at.since && formatAge(at.since, now),
            // What moves says it itself, and so does a hold.
            !at.moving &&
              at.healthDetail !== at.hold?.reason &&
              at.healthDetail &&
              spoken(at.healthDetail, now),
            at.quarantined && t('releases.cell.quarantined'),
            at.readError && t('releases.cell.unread', { error: at.readError }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <EnvironmentActions row={row} at={at} />
      </div>
    </Card>
  );
};

/** A promotion that is under way or waits: a link that says how far it is. */
const Moving = ({ promotion }: { promotion: Promotion }) => {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const links = useDeliveryLinks();
  const words = useMovingWords(promotion);
  return (
    <span className="moving" role="status">
      <ToneChip {...PROMOTION_LOOK[promotion.state]}>
        {t(`promotions.state.${promotion.state}`)}
      </ToneChip>{' '}
      <Link to={links.promotion(promotion.id)}>
        {releaseName(promotion.release)}
      </Link>
      {words && <span className="muted"> {words}</span>}
    </span>
  );
};

function useMovingWords(promotion: Promotion): string | undefined {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { t: tApprovals } = useTranslationRef(approvalsTranslationRef);
  const { approvals, progress, state, verification } = promotion;
  if (state === 'AwaitingApproval' && approvals) {
    return tApprovals('approvals.standing', {
      given: String(approvals.given),
      needed: String(approvals.needed),
    });
  }
  if (state === 'Verifying' && verification) {
    return t('releases.cell.runs', {
      runs: String(verification.runs),
      of: String(verification.runsWanted),
    });
  }
  if (!progress) return undefined;
  const counted = { done: String(progress.done), of: String(progress.of) };
  return progress.step
    ? t('releases.cell.step', { ...counted, step: progress.step })
    : t('releases.cell.steps', counted);
}

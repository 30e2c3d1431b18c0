import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Exemption } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  Instant,
  type StatusLook,
  ToneChip,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useRoutePath } from '../../hooks/useRoutePath';
import { useScorecardLinks } from '../../hooks/useScorecardLinks';
import { approvalsRouteRef } from '../../routes';
import { scorecardsTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';

const EXEMPTION_LOOK: Record<Exemption['state'], StatusLook> = {
  requested: { glyph: 'half', tone: 'running' },
  active: { glyph: 'bars', tone: 'running' },
  expired: { glyph: 'square', tone: 'bad' },
  refused: { glyph: 'square', tone: 'bad' },
  ended: { glyph: 'ring', tone: 'unknown' },
};

/** Exemptions with their reasons and people. @internal */
export const ExemptionTable = (props: { exemptions: readonly Exemption[] }) => {
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const approvals = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const links = useScorecardLinks();
  const now = useNow();
  return (
    <PlainTable aria-label={t('scorecards.exemptions.table')}>
      <thead>
        <tr>
          <th>{t('scorecards.exemptions.pipeline')}</th>
          <th>{t('scorecards.exemptions.check')}</th>
          <th>{t('scorecards.exemptions.until')}</th>
          <th>{t('scorecards.exemptions.reason')}</th>
          <th>{t('scorecards.exemptions.by')}</th>
          <th>{t('scorecards.exemptions.approved')}</th>
        </tr>
      </thead>
      <tbody>
        {props.exemptions.map(each => {
          const chip = (
            <ToneChip {...EXEMPTION_LOOK[each.state]}>
              {t(`scorecards.exemptions.state.${each.state}`)}
            </ToneChip>
          );
          return (
            <tr key={each.id}>
              <th scope="row">
                <Link
                  to={links.page({
                    scorecard: each.scorecardId,
                    rows: 'pipelines',
                    owner: each.owner,
                    open: { pipeline: each.entityRef, check: each.check },
                  })}
                >
                  {each.title ?? refName(each.entityRef)}
                </Link>
                <div className="muted" style={{ fontWeight: 400 }}>
                  {refName(each.owner)}
                </div>
              </th>
              <td className="wrap">{each.checkTitle ?? each.check}</td>
              <td>
                <Instant instant={each.until} />
                <div className="muted">{formatAge(each.until, now)}</div>
              </td>
              <td className="wrap">{each.reason}</td>
              <td>{refName(each.requestedBy)}</td>
              <td>
                {each.approvalId === undefined ? (
                  chip
                ) : (
                  <Link to={`${approvals}/${each.approvalId}`}>{chip}</Link>
                )}
                <div>{each.approvedBy?.map(refName).join(', ')}</div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </PlainTable>
  );
};

import { useState } from 'react';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CheckOutcome, Exemption } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  formatAge,
  formatInstant,
  formatInstantFully,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useEndExemption } from '../../hooks/useExemptions';
import { useRoutePath } from '../../hooks/useRoutePath';
import { approvalsRouteRef } from '../../routes';
import { scorecardsTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';

/** Until when a check is exempt or shall be, why, who asked and who agreed. @internal */
export const ExemptionNote = (props: {
  exemption: NonNullable<CheckOutcome['exemption']>;
  /** The same with its reason and people, where the reader may see it. */
  detail?: Exemption;
  canEnd?: boolean;
}) => {
  const { canEnd, detail, exemption } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const now = useNow();
  const approvals = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const [key] = useState(() => crypto.randomUUID());
  const end = useEndExemption(exemption.id, key);
  const { approvalId, state, until } = exemption;
  const isRequested = state === 'requested';
  const time = formatInstant(until, { now });
  return (
    <div>
      <div title={formatInstantFully(until)}>
        {isRequested
          ? t('scorecards.check.exemptRequested', { time })
          : t('scorecards.check.exemptUntil', {
              time,
              age: formatAge(until, now),
            })}
      </div>
      {detail && <q>{detail.reason}</q>}
      <div className="muted">
        {[
          detail &&
            t('scorecards.check.requestedBy', {
              name: refName(detail.requestedBy),
            }),
          detail?.approvedBy?.length &&
            t('scorecards.check.approvedBy', {
              name: detail.approvedBy.map(refName).join(', '),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <div className="actions">
        {approvalId !== undefined && (
          <Link to={`${approvals}/${approvalId}`}>
            {t('scorecards.check.approval')}
          </Link>
        )}
        {canEnd && (
          <TextButton disabled={end.isPending} onClick={() => end.mutate()}>
            {t(
              isRequested
                ? 'scorecards.check.withdraw'
                : 'scorecards.check.end',
            )}
          </TextButton>
        )}
      </div>
      {end.error && (
        <ErrorPanel
          title={t('scorecards.check.endFailed', {
            message: errorWords(end.error),
          })}
          error={{ message: errorWords(end.error) }}
        />
      )}
    </div>
  );
};

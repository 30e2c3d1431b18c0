import { useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type CheckOutcome,
  exemptionRequestPermission,
  type PipelineStanding,
} from '@sluice/plugin-pipelines-common';
import { useExemptions } from '../../hooks/useExemptions';
import { scorecardsTranslationRef } from '../../translation';
import { ExemptionDialog } from '../ExemptionDialog';
import { CheckItem } from './CheckItem';

const Level = styled('section')(({ theme }) => ({
  '& h3': {
    margin: '10px 0 2px',
    fontSize: 11,
    fontWeight: 600,
    textTransform: 'uppercase',
    letterSpacing: '.7px',
    color: theme.palette.text.secondary,
  },
}));

/** All checks of a pipeline by level, the lowest first, each with the number behind it. @internal */
export const CheckList = (props: {
  standing: PipelineStanding;
  /** The id of a check that is shown opened. */
  openCheck?: string;
}) => {
  const { openCheck, standing } = props;
  const { t } = useTranslationRef(scorecardsTranslationRef);
  const [asked, setAsked] = useState<CheckOutcome>();
  const { entityRef, scorecardId } = standing;
  const { allowed } = usePermission({
    permission: exemptionRequestPermission,
    resourceRef: entityRef,
  });
  // Who may not see exemptions sees until when, which stands in the result.
  const exemptions = useExemptions(
    { entityRef, scorecard: scorecardId, state: ['requested', 'active'] },
    { enabled: standing.checks.some(each => each.exemption) },
  );
  const details = exemptions.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {standing.levels.map(level => {
        const checks = standing.checks.filter(each => each.level === level);
        if (checks.length === 0) return null;
        const title = t('scorecards.drawer.level', { level });
        return (
          <Level key={level} aria-label={title}>
            <h3>{title}</h3>
            {checks.map(outcome => (
              <CheckItem
                key={outcome.check}
                outcome={outcome}
                exemption={details.find(
                  ({ id }) => id === outcome.exemption?.id,
                )}
                isOpen={outcome.check === openCheck}
                mayEnd={allowed}
                onRequest={
                  mayBeExempt(outcome) ? () => setAsked(outcome) : undefined
                }
              />
            ))}
          </Level>
        );
      })}
      {asked && (
        <ExemptionDialog
          standing={standing}
          outcome={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
};

function mayBeExempt(outcome: CheckOutcome): boolean {
  const { canRequestExemption, exemption, state } = outcome;
  const isOpen = state === 'failed' || state === 'unknown';
  return isOpen && !exemption && canRequestExemption === true;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Approval } from '@sluice/plugin-pipelines-common';
import { ToneChip } from '@sluice/plugin-pipelines-react';
import { APPROVAL_LOOK } from '../../approvals/approvalLook';
import { approvalsTranslationRef } from '../../translation';

/** The state of a request as a shape, a colour and a word. @internal */
export const ApprovalChip = (props: { state: Approval['state'] }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <ToneChip {...APPROVAL_LOOK[props.state]}>
      {t(`approvals.state.${props.state}`)}
    </ToneChip>
  );
};

import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PromotionPlan,
  PromotionToPlan,
  ReleaseRef,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import { ErrorPanel, PanelSkeleton } from '@sluice/plugin-pipelines-react';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router-dom';
import { errorWords } from '../../alerts/errorWords';
import { useDebounced } from '../../hooks/useDebounced';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import {
  usePromotionPlan,
  useRequestPromotion,
} from '../../hooks/usePromotions';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';
import { PlanSummary } from './PlanSummary';
import {
  isRequestComplete,
  type RequestDraft,
  RequestFields,
} from './RequestFields';

/** So long typing has to rest before the plan is made anew, in milliseconds. */
const REST_MS = 400;

/** What is to be asked for. @internal */
export type WhatToRequest = {
  mode: 'promote' | 'rollback' | 'hotfix' | 'breakGlass';
  unit: string;
  environment: string;
  release: ReleaseRef;
  /** Of a rollback: why this release. */
  option?: RollbackOption;
};

/** Shows the plan first, then takes a reason and asks for it; what is asked for is the plan that was shown. @internal */
export const RequestDialog = (props: {
  what: WhatToRequest;
  onClose: () => void;
}) => {
  const { onClose, what } = props;
  const { environment, mode, option, release, unit } = what;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const navigate = useNavigate();
  const links = useDeliveryLinks();
  const [key] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<RequestDraft>({ reason: '' });
  const failedRunId = useDebounced(draft.failedRunId, REST_MS);
  const toPlan = planOf(what, { ...draft, failedRunId });
  // What a hotfix needs turns on what it mends.
  const isNamed =
    mode !== 'hotfix' ||
    toPlan.incidentId !== undefined ||
    toPlan.failedRunId !== undefined;
  const plan = usePromotionPlan(isNamed ? toPlan : undefined);
  const request = useRequestPromotion(key);
  const { data } = plan;
  const submit = (shown: PromotionPlan) =>
    request.mutate(
      {
        ...toPlan,
        reason: draft.reason.trim(),
        startAt: draft.startAt,
        planHash: shown.hash,
      },
      {
        onSuccess: promotion => navigate(links.promotion(promotion.id)),
        onError: () => plan.refetch(),
      },
    );
  return (
    <ConfirmDialog
      width="md"
      title={t(`promotions.request.${mode}`, {
        name: releaseName(release),
        environment,
        unit,
      })}
      text={
        mode === 'hotfix' || mode === 'breakGlass'
          ? t(`promotions.request.${mode}Text`)
          : undefined
      }
      action={t(`promotions.request.submit.${mode}`)}
      isDangerous={mode !== 'promote'}
      isReady={
        data !== undefined &&
        data.canRequest &&
        failedRunId === draft.failedRunId &&
        isRequestComplete(mode, draft) &&
        !request.isPending
      }
      onConfirm={() => data && submit(data)}
      onClose={onClose}
    >
      {!isNamed && (
        <Typography color="text.secondary">
          {t('promotions.request.nameFirst')}
        </Typography>
      )}
      {plan.isLoading && (
        <PanelSkeleton title={t('promotions.request.planning')} lines={6} />
      )}
      {plan.error && !data && (
        <ErrorPanel
          title={t('promotions.request.planError')}
          error={plan.error}
          onRetry={() => plan.refetch()}
          isRetrying={plan.isFetching}
        />
      )}
      {data && <PlanSummary plan={data} option={option} />}
      <RequestFields
        mode={mode}
        draft={draft}
        deadlines={data?.deadlines}
        onChange={changes => setDraft(current => ({ ...current, ...changes }))}
      />
      {request.error && (
        <ErrorPanel
          title={t(
            (request.error as { statusCode?: number }).statusCode === 409
              ? 'promotions.request.changed'
              : 'promotions.request.failed',
          )}
          error={{ message: errorWords(request.error) }}
        />
      )}
    </ConfirmDialog>
  );
};

/** The plan turns on what it mends, because that waives risks; not on the reason. */
function planOf(what: WhatToRequest, draft: RequestDraft): PromotionToPlan {
  const { environment, mode, release } = what;
  return {
    releaseId: release.id,
    environment,
    kind: mode === 'rollback' ? 'rollback' : 'promote',
    lane: mode === 'hotfix' ? 'hotfix' : 'normal',
    incidentId: draft.incidentId,
    failedRunId: draft.failedRunId?.trim() || undefined,
    breakGlass: mode === 'breakGlass',
  };
}

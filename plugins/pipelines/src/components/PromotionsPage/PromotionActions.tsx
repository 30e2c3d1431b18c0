import { useState } from 'react';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { useNavigate } from 'react-router-dom';
import { useDeliveryLinks } from '../../hooks/useDeliveryLinks';
import { useActOnPromotion } from '../../hooks/usePromotions';
import { useReleaseUnit } from '../../hooks/useReleases';
import { isEnded } from '../../promotions/promotionLook';
import { deliveryTranslationRef } from '../../translation';
import { ReasonDialog } from '../ConfirmDialog';
import { RequestDialog } from '../PromotionDialogs';

type Act = 'cancel' | 'retry' | 'review';

/** What can be done to a promotion besides voting. What can't says why on hover. @internal */
export const PromotionActions = ({
  promotion,
}: {
  promotion: PromotionDetail;
}) => {
  const { can } = promotion;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [open, setOpen] = useState<Act | 'rollBack'>();
  const isAbort = promotion.startedAt !== undefined;
  return (
    <>
      {can.review.allowed && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => setOpen('review')}
        >
          {t('promotions.act.review')}
        </Button>
      )}
      {can.retry.allowed && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => setOpen('retry')}
        >
          {t('promotions.act.retry')}
        </Button>
      )}
      {!isEnded(promotion) && (
        <Button
          size="small"
          variant="outlined"
          color="error"
          disabled={!can.cancel.allowed}
          title={can.cancel.reason}
          onClick={() => setOpen('cancel')}
        >
          {t(isAbort ? 'promotions.act.abort' : 'promotions.act.cancel')}
        </Button>
      )}
      {can.rollBack.allowed && (
        <Button
          size="small"
          variant="outlined"
          color="error"
          onClick={() => setOpen('rollBack')}
        >
          {t('promotions.act.rollBack')}
        </Button>
      )}
      {open === 'rollBack' && (
        <RollBack promotion={promotion} onClose={() => setOpen(undefined)} />
      )}
      {open && open !== 'rollBack' && (
        <ActDialog
          act={open}
          isAbort={isAbort}
          promotion={promotion}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
};

const ActDialog = (props: {
  act: Act;
  isAbort: boolean;
  promotion: PromotionDetail;
  onClose: () => void;
}) => {
  const { act: kind, isAbort, onClose, promotion } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const navigate = useNavigate();
  const links = useDeliveryLinks();
  const [key] = useState(() => crypto.randomUUID());
  const act = useActOnPromotion(promotion.id);
  const words = {
    cancel: isAbort
      ? {
          title: t('promotions.cancelling.abortTitle'),
          text: t('promotions.cancelling.abortText'),
          action: t('promotions.act.abort'),
        }
      : {
          title: t('promotions.cancelling.title'),
          text: t('promotions.cancelling.text'),
          action: t('promotions.act.cancel'),
        },
    retry: {
      title: t('promotions.retrying.title'),
      text: t('promotions.retrying.text'),
      action: t('promotions.act.retry'),
    },
    review: {
      title: t('promotions.reviewing.title'),
      text: t('promotions.reviewing.text'),
      action: t('promotions.act.review'),
    },
  }[kind];
  return (
    <ReasonDialog
      {...words}
      dismiss={t('promotions.act.close')}
      isDangerous={kind === 'cancel'}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={reason =>
        act.mutate(
          { kind, reason, key },
          {
            onSuccess: after => {
              onClose();
              if (after.id !== promotion.id) {
                navigate(links.promotion(after.id));
              }
            },
          },
        )
      }
      onClose={onClose}
    />
  );
};

/** Asks for the rollback to the best release that there is for the environment. */
const RollBack = (props: {
  promotion: PromotionDetail;
  onClose: () => void;
}) => {
  const { onClose, promotion } = props;
  const { environment, unit } = promotion;
  const { data } = useReleaseUnit(unit);
  const option = data?.rollbackOptions
    .find(each => each.environment === environment)
    ?.options.find(each => each.disabled === undefined);
  if (!option) return null;
  return (
    <RequestDialog
      what={{
        mode: 'rollback',
        unit,
        environment,
        release: option.release,
        option,
      }}
      onClose={onClose}
    />
  );
};

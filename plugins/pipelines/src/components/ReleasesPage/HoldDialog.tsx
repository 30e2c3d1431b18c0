import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useActOnUnit } from '../../hooks/useReleases';
import { deliveryTranslationRef } from '../../translation';
import { ReasonDialog } from '../ConfirmDialog';

/** Holds automatic promotion of a unit into an environment. @internal */
export const HoldDialog = (props: {
  unit: string;
  environment: string;
  onClose: () => void;
}) => {
  const { environment, onClose, unit } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [key] = useState(() => crypto.randomUUID());
  const act = useActOnUnit();
  return (
    <ReasonDialog
      title={t('releases.holding.title', { unit, environment })}
      text={t('releases.holding.text')}
      action={t('releases.holding.action')}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={reason =>
        act.mutate(
          { kind: 'hold', unit, environment, reason, key },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
};

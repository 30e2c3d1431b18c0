import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UnmanagedChange } from '@sluice/plugin-pipelines-common';
import { FactList, Instant } from '@sluice/plugin-pipelines-react';
import { useActOnUnit } from '../../hooks/useReleases';
import { deliveryTranslationRef } from '../../translation';
import { ReasonDialog } from '../ConfirmDialog';

/** Shows a change made behind Sluice's back, and lets a second person say that they looked at it. @internal */
export const AcknowledgeDialog = (props: {
  change: UnmanagedChange;
  onClose: () => void;
}) => {
  const { change, onClose } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [key] = useState(() => crypto.randomUUID());
  const act = useActOnUnit();
  return (
    <ReasonDialog
      title={t('releases.unmanaged.title', { unit: change.unit })}
      text={t('releases.unmanaged.text')}
      action={t('releases.unmanaged.action')}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={reason =>
        act.mutate(
          { kind: 'acknowledge', changeId: change.id, reason, key },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <FactList
        facts={[
          { name: t('releases.unmanaged.before'), value: change.before },
          { name: t('releases.unmanaged.after'), value: change.after },
          {
            name: t('releases.unmanaged.by'),
            value: change.by ?? t('releases.unmanaged.unknown'),
          },
          {
            name: t('releases.unmanaged.seen'),
            value: <Instant instant={change.firstSeenAt} />,
          },
        ]}
      />
    </ReasonDialog>
  );
};

import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Hold } from '@sluice/plugin-pipelines-common';
import { ErrorPanel } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { useActOnUnit } from '../../hooks/useReleases';
import { deliveryTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';

/** Asks another person to agree that a hold ends. @internal */
export const EndHoldDialog = (props: { hold: Hold; onClose: () => void }) => {
  const { hold, onClose } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [key] = useState(() => crypto.randomUUID());
  const act = useActOnUnit();
  return (
    <ConfirmDialog
      title={t('releases.act.endHold')}
      text={`${t('releases.cell.held', { reason: hold.reason })}. ${t(
        'releases.act.asked',
      )}`}
      action={t('releases.act.endHold')}
      isReady={!act.isPending}
      onConfirm={() =>
        act.mutate(
          { kind: 'release-hold', holdId: hold.id, key },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {act.error && (
        <ErrorPanel
          title={t('releases.act.failed')}
          error={{ message: errorWords(act.error) }}
        />
      )}
    </ConfirmDialog>
  );
};

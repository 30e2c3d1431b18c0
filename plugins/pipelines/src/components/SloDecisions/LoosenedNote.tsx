import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import { formatInstant, useNow } from '@sluice/plugin-pipelines-react';
import { sloTranslationRef } from '../../translation';

/** Says that a promise became looser and nobody has confirmed it, with the figures of both. @internal */
export const LoosenedNote = ({ slo }: { slo: Slo }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const now = useNow();
  const { budget, loosened, timezone } = slo;
  if (!loosened || !budget) return null;
  const words = (own: typeof budget, target: number) =>
    t('slo.loosened.figures', {
      target: String(target),
      left: String(own.missesLeft),
      bad: String(own.bad),
      total: String(own.good + own.bad),
    });
  return (
    <Alert severity="warning" role="note">
      <AlertTitle>{t('slo.loosened.title')}</AlertTitle>
      {t('slo.loosened.text', {
        when: formatInstant(loosened.since, { now, zone: timezone ?? 'UTC' }),
      })}
      <ul style={{ margin: '4px 0', paddingLeft: 18 }}>
        <li>{t('slo.loosened.now', { words: words(budget, slo.target) })}</li>
        <li>
          {t('slo.loosened.before', {
            words: words(loosened.budget, Number(loosened.before.target)),
          })}
        </li>
      </ul>
      {loosened.forgiven === undefined
        ? t('slo.loosened.notTold')
        : t('slo.loosened.forgiven', { count: loosened.forgiven })}
    </Alert>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SchemaSubject } from '@sluice/plugin-pipelines-common';
import { schemasMessages } from '../../translations/schemas';
import { streamsTranslationRef } from '../../translation';

type KnownLevel = keyof typeof schemasMessages.levelHint;

/** The level that new versions of a subject are held to, what it means, and whose it is. @internal */
export const CompatibilityLevel = (props: {
  subject: Pick<SchemaSubject, 'level' | 'levelOf'>;
}) => {
  const { level, levelOf } = props.subject;
  const { t } = useTranslationRef(streamsTranslationRef);
  if (!level) return <span>{t('schemas.levelUnknown')}</span>;
  const isKnown = Object.hasOwn(schemasMessages.levelHint, level);
  return (
    <span
      title={
        isKnown ? t(`schemas.levelHint.${level as KnownLevel}`) : undefined
      }
    >
      {level}
      {levelOf && (
        <span className="muted"> · {t(`schemas.levelOf.${levelOf}`)}</span>
      )}
    </span>
  );
};

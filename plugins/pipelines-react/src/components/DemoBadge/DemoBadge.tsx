import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePalette } from '../../theme/usePalette';
import { pipelinesReactTranslationRef } from '../../translation';

/**
 * Marks what comes from the embedded demo fleet, so that nobody takes it for real.
 *
 * @public
 */
export const DemoBadge = () => {
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  const { muted } = usePalette();
  return (
    <span
      title={t('demo.title')}
      style={{
        display: 'inline-block',
        padding: '0 6px',
        borderRadius: 4,
        border: `1px dashed ${muted}`,
        color: muted,
        fontSize: 11,
        lineHeight: 1.6,
        fontWeight: 600,
        whiteSpace: 'nowrap',
      }}
    >
      {t('demo.label')}
    </span>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAge, formatInstantFully } from '../../time/format';
import { useNow } from '../../time/useNow';
import { usePalette } from '../../theme/usePalette';
import { pipelinesReactTranslationRef } from '../../translation';
import { StatusGlyph } from '../StatusGlyph';

/**
 * What {@link StaleNote} shows.
 *
 * @public
 */
export type StaleNoteProps = {
  /** When what is shown was last read, ISO 8601. Without one it was never read. */
  observedAt: string | undefined;
  /** The error of the refresh that failed, if that is why it is old. */
  error?: { message: string };
};

/**
 * Says how old what is shown is, for values that are still worth showing.
 *
 * @public
 */
export const StaleNote = (props: StaleNoteProps) => {
  const { observedAt, error } = props;
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  const { tones } = usePalette();
  const now = useNow();
  const age = formatAge(observedAt, now);
  return (
    <span
      title={observedAt && formatInstantFully(observedAt)}
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        fontSize: 12,
        color: tones.unknown.fg,
      }}
    >
      <StatusGlyph glyph="diamond" size={9} />
      <span>{words()}</span>
    </span>
  );

  function words() {
    if (error) return t('stale.refreshFailed', { age, message: error.message });
    return observedAt ? t('stale.lastRead', { age }) : t('stale.neverRead');
  }
};

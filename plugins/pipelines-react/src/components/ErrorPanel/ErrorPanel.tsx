import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePalette } from '../../theme/usePalette';
import { pipelinesReactTranslationRef } from '../../translation';
import { StatusGlyph } from '../StatusGlyph';

/**
 * What {@link ErrorPanel} shows.
 *
 * @public
 */
export type ErrorPanelProps = {
  /** Of an error that wraps the backend's answer, the answer is shown first: it says what to do. */
  error: { message: string; cause?: unknown };
  /** What failed, such as "The runs couldn't be loaded". */
  title?: string;
  /** Without it there is no button. */
  onRetry?: () => void;
  isRetrying?: boolean;
};

/**
 * Says what failed and why, and lets the reader try again.
 *
 * @public
 */
export const ErrorPanel = (props: ErrorPanelProps) => {
  const { error, title, onRetry, isRetrying = false } = props;
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  const { tones, ink } = usePalette();
  const { message, detail } = wordsOf(error);
  return (
    <div
      role="alert"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        padding: '10px 14px',
        borderRadius: 8,
        borderLeft: `3px solid ${tones.bad.fg}`,
        backgroundColor: tones.bad.bg,
        color: ink,
        fontSize: 12.5,
        lineHeight: 1.45,
      }}
    >
      <StatusGlyph glyph="square" tone="bad" size={11} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <div style={{ fontWeight: 650 }}>{title ?? t('error.title')}</div>
        <div style={{ overflowWrap: 'anywhere' }}>{message}</div>
        {detail && <div style={{ fontSize: 11.5 }}>{detail}</div>}
      </div>
      {onRetry && (
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          onClick={onRetry}
          disabled={isRetrying}
        >
          {isRetrying ? t('error.retrying') : t('error.retry')}
        </Button>
      )}
    </div>
  );
};

function wordsOf(error: { message: string; cause?: unknown }): {
  message: string;
  detail?: string;
} {
  const { cause } = error;
  return cause instanceof Error && cause.message
    ? { message: cause.message, detail: error.message }
    : { message: error.message };
}

import type { ReactNode } from 'react';
import { usePalette } from '../../theme/usePalette';

/**
 * What {@link EmptyState} shows.
 *
 * @public
 */
export type EmptyStateProps = {
  title: string;
  /** Why it is empty, and what to do next. */
  description?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
};

/**
 * Stands where there is nothing to show, and says what to do about it.
 *
 * @public
 */
export const EmptyState = (props: EmptyStateProps) => {
  const { title, description, action } = props;
  const { muted, ink } = usePalette();
  return (
    <div
      style={{
        padding: '28px 16px',
        textAlign: 'center',
        color: muted,
        fontSize: 12.5,
        lineHeight: 1.5,
      }}
    >
      <div style={{ color: ink, fontSize: 14, fontWeight: 650 }}>{title}</div>
      {description && (
        <div style={{ maxWidth: 560, margin: '4px auto 0' }}>{description}</div>
      )}
      {action && <div style={{ marginTop: 12 }}>{action}</div>}
    </div>
  );
};

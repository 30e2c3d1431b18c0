import { statusLook, type Status } from '../../statusLook';
import { ToneChip } from './ToneChip';
import { useStatusLabel } from './useStatusLabel';

/**
 * What {@link StatusChip} shows.
 *
 * @public
 */
export type StatusChipProps = {
  status: Status;
  /** More than the state's word, such as `Late 42 min`. It replaces the word. */
  label?: string;
  /** Why, shown on hover. */
  reason?: string;
};

/**
 * A state as a word on a tint, with its shape.
 *
 * @public
 */
export const StatusChip = (props: StatusChipProps) => {
  const { status, label, reason } = props;
  const { glyph, tone } = statusLook(status);
  const labelOf = useStatusLabel();
  return (
    <ToneChip tone={tone} glyph={glyph} title={reason}>
      {label ?? labelOf(status)}
    </ToneChip>
  );
};

import { useState } from 'react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ConsumerGroup,
  OperationRequestBody,
} from '@sluice/plugin-pipelines-common';
import { useDebounced } from '../../hooks/useDebounced';
import { streamsTranslationRef } from '../../translation';
import { OperationDialog } from './OperationDialog';

/** So long typing has to rest before the cluster is asked, in milliseconds. */
const REST_MS = 500;
const POSITIONS = ['earliest', 'latest', 'time', 'offset'] as const;
type Position = (typeof POSITIONS)[number];

/** Asks that a group is put to other offsets. @internal */
export const ResetDialog = (props: {
  group: Pick<ConsumerGroup, 'group' | 'cluster'>;
  onClose: () => void;
}) => {
  const { group, onClose } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const [at, setAt] = useState<Position>('earliest');
  const [time, setTime] = useState('');
  const [offset, setOffset] = useState('');
  const to = useDebounced(positionOf(at, time, offset), REST_MS);
  const request = to && {
    sourceId: group.cluster,
    kind: 'reset-offsets' as const,
    group: group.group,
    to,
  };
  return (
    <OperationDialog
      title={t('operations.reset.title', { group: group.group })}
      text={t('operations.reset.text')}
      request={request}
      onClose={onClose}
    >
      <TextField
        select
        size="small"
        label={t('operations.reset.to')}
        value={at}
        onChange={event => setAt(event.target.value as Position)}
        helperText={at === 'latest' ? t('operations.reset.moving') : undefined}
      >
        {POSITIONS.map(position => (
          <MenuItem key={position} value={position}>
            {t(`operations.reset.${position}`)}
          </MenuItem>
        ))}
      </TextField>
      {at === 'time' && (
        <TextField
          required
          size="small"
          type="datetime-local"
          label={t('operations.reset.timeLabel')}
          helperText={t('operations.reset.timeHint')}
          value={time}
          onChange={event => setTime(event.target.value)}
          InputLabelProps={{ shrink: true }}
        />
      )}
      {at === 'offset' && (
        <TextField
          required
          size="small"
          type="number"
          label={t('operations.reset.offsetLabel')}
          value={offset}
          onChange={event => setOffset(event.target.value)}
          inputProps={{ min: 0, step: 1 }}
        />
      )}
    </OperationDialog>
  );
};

/** Undefined while something is missing. */
function positionOf(
  at: Position,
  time: string,
  offset: string,
): OperationRequestBody['to'] {
  if (at === 'time') {
    const instant = new Date(time);
    return Number.isNaN(instant.getTime())
      ? undefined
      : { at, time: instant.toISOString() };
  }
  if (at === 'offset') {
    return /^\d{1,15}$/.test(offset)
      ? { at, offset: Number(offset) }
      : undefined;
  }
  return { at };
}

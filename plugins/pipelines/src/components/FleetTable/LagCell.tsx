import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatDuration,
  LAG_STATUS_LOOK,
  StatusGlyph,
  useNow,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { formatMessages } from '../../streams/lagWords';
import { streamsTranslationRef } from '../../translation';
import { TwoLines } from './TwoLines';

/**
 * How far a stream is behind, with its health: nothing for a pipeline that reads none, which is not the same as 0.
 *
 * @internal
 */
export const LagCell = ({ row }: { row: FleetRow }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const labelOf = useStatusLabel();
  const now = useNow();
  const { lag } = row;
  if (!lag) return null;
  const { atLeastSeconds, messages, readAt, reason, seconds, status } = lag;
  const label = labelOf({ kind: 'lag', state: status });
  const time =
    seconds === undefined && atLeastSeconds !== undefined
      ? t('streams.atLeast', { duration: formatDuration(atLeastSeconds) })
      : formatDuration(seconds);
  return (
    <TwoLines
      title={`${label}: ${reason} (${formatAge(readAt, now)})`}
      first={
        <>
          <StatusGlyph {...LAG_STATUS_LOOK[status]} label={label} size={9} />{' '}
          {seconds === undefined && atLeastSeconds === undefined
            ? t('streams.unknown')
            : time}
        </>
      }
      second={
        messages !== undefined &&
        t('streams.messages', { number: formatMessages(messages) })
      }
    />
  );
};

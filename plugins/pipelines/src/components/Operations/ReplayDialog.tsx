import { useState } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ConsumerGroup,
  OperationRequestBody,
} from '@sluice/plugin-pipelines-common';
import { EmptyState } from '@sluice/plugin-pipelines-react';
import { useDebounced } from '../../hooks/useDebounced';
import { useDeadLetterTopics } from '../../hooks/useOperations';
import { streamsTranslationRef } from '../../translation';
import { OperationDialog } from './OperationDialog';

/** So long typing has to rest before the cluster is asked, in milliseconds. */
const REST_MS = 500;
const MAX_MESSAGES = 100_000;
const MAX_PER_SECOND = 1_000;

type Draft = {
  topic?: string;
  into?: string;
  max: string;
  perSecond: string;
  again: boolean;
};

/** Asks that dead letters of a group are copied back into the topic that they came from. @internal */
export const ReplayDialog = (props: {
  group: Pick<ConsumerGroup, 'id' | 'group' | 'cluster' | 'topics'>;
  onClose: () => void;
}) => {
  const { group, onClose } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const topics = useDeadLetterTopics(group.id);
  const [draft, setDraft] = useState<Draft>({
    max: '1000',
    perSecond: '50',
    again: false,
  });
  const change = (changes: Partial<Draft>) =>
    setDraft(before => ({ ...before, ...changes }));
  const known = topics.data ?? [];
  const chosen = known.find(each => each.topic === draft.topic) ?? known[0];
  const from = chosen?.deadLettersOf?.topic;
  const intos = from === undefined ? group.topics : [from];
  const into =
    draft.into !== undefined && intos.includes(draft.into)
      ? draft.into
      : intos[0];
  const request = useDebounced(
    requestOf(group.cluster, { ...draft, topic: chosen?.topic, into }),
    REST_MS,
  );
  return (
    <OperationDialog
      title={t('operations.replay.title', { group: group.group })}
      text={t('operations.replay.text')}
      request={request}
      onClose={onClose}
    >
      {topics.data && known.length === 0 ? (
        <EmptyState
          title={t('operations.replay.topic')}
          description={t('operations.replay.none')}
        />
      ) : (
        <>
          <TextField
            select
            size="small"
            label={t('operations.replay.topic')}
            value={chosen?.topic ?? ''}
            onChange={event => change({ topic: event.target.value })}
          >
            {known.map(({ topic }) => (
              <MenuItem key={topic} value={topic}>
                {topic}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            size="small"
            label={t('operations.replay.into')}
            value={into ?? ''}
            onChange={event => change({ into: event.target.value })}
          >
            {intos.map(topic => (
              <MenuItem key={topic} value={topic}>
                {topic}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            size="small"
            type="number"
            label={t('operations.replay.max')}
            value={draft.max}
            onChange={event => change({ max: event.target.value })}
            inputProps={{ min: 1, max: MAX_MESSAGES }}
          />
          <TextField
            size="small"
            type="number"
            label={t('operations.replay.perSecond')}
            value={draft.perSecond}
            onChange={event => change({ perSecond: event.target.value })}
            inputProps={{ min: 1, max: MAX_PER_SECOND }}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={draft.again}
                onChange={(_, again) => change({ again })}
              />
            }
            label={t('operations.replay.again')}
          />
        </>
      )}
    </OperationDialog>
  );
};

/** Undefined while something is missing, or can't be. */
function requestOf(
  sourceId: string,
  { again, into, max, perSecond, topic }: Draft,
): OperationRequestBody | undefined {
  const maxMessages = wholeNumber(max, MAX_MESSAGES);
  const rate = wholeNumber(perSecond, MAX_PER_SECOND);
  if (!topic || !into || !maxMessages || !rate) return undefined;
  return {
    sourceId,
    kind: 'replay-dead-letters',
    topic,
    into,
    maxMessages,
    perSecond: rate,
    again,
  };
}

function wholeNumber(text: string, most: number): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= most
    ? number
    : undefined;
}

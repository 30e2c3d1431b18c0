import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DeadlineRisk } from '@sluice/plugin-pipelines-common';
import { formatInstant, useNow } from '@sluice/plugin-pipelines-react';
import { useIncidents } from '../../hooks/useIncidents';
import { deliveryTranslationRef } from '../../translation';
import { MIN_REASON } from '../ConfirmDialog/ReasonDialog';
import type { WhatToRequest } from './RequestDialog';

/** What somebody has filled in so far. @internal */
export type RequestDraft = {
  reason: string;
  incidentId?: number;
  failedRunId?: string;
  /** ISO 8601; as soon as it may without one. */
  startAt?: string;
};

/** Whether all is there that the API takes: a hotfix names what it mends, broken glass an incident. @internal */
export function isRequestComplete(
  mode: WhatToRequest['mode'],
  draft: RequestDraft,
): boolean {
  if (draft.reason.trim().length < MIN_REASON) return false;
  if (mode === 'breakGlass') return draft.incidentId !== undefined;
  if (mode === 'hotfix') {
    return draft.incidentId !== undefined || Boolean(draft.failedRunId?.trim());
  }
  return true;
}

/** Why, what it mends, and when. @internal */
export const RequestFields = (props: {
  mode: WhatToRequest['mode'];
  draft: RequestDraft;
  deadlines: DeadlineRisk | undefined;
  onChange: (changes: Partial<RequestDraft>) => void;
}) => {
  const { deadlines, draft, mode, onChange } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const now = useNow();
  const starts = [
    { at: deadlines?.nextSafeStart, words: 'promotions.request.safe' as const },
    {
      at: deadlines?.leastBadStart,
      words: 'promotions.request.least' as const,
    },
  ].filter(start => start.at !== undefined);
  return (
    <>
      {(mode === 'hotfix' || mode === 'breakGlass') && (
        <Mends mode={mode} draft={draft} onChange={onChange} />
      )}
      {mode === 'promote' && starts.length > 0 && (
        <TextField
          select
          size="small"
          label={t('promotions.request.start')}
          value={draft.startAt ?? ''}
          onChange={event =>
            onChange({ startAt: event.target.value || undefined })
          }
          SelectProps={{ displayEmpty: true }}
          InputLabelProps={{ shrink: true }}
        >
          <MenuItem value="">{t('promotions.request.now')}</MenuItem>
          {starts.map(({ at, words }) => (
            <MenuItem key={words} value={at}>
              {t(words, { time: formatInstant(at, { now }) })}
            </MenuItem>
          ))}
        </TextField>
      )}
      <TextField
        required
        multiline
        minRows={2}
        size="small"
        label={t('promotions.request.reason')}
        value={draft.reason}
        onChange={event => onChange({ reason: event.target.value })}
        inputProps={{ maxLength: 2000 }}
        helperText={t('promotions.request.reasonHint')}
      />
    </>
  );
};

/** The incident, or the failed run, that something out of turn mends. */
const Mends = (props: {
  mode: 'hotfix' | 'breakGlass';
  draft: RequestDraft;
  onChange: (changes: Partial<RequestDraft>) => void;
}) => {
  const { draft, mode, onChange } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const incidents = useIncidents({ state: 'open', limit: 50 });
  const open = incidents.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <TextField
        select
        size="small"
        required={mode === 'breakGlass'}
        label={t('promotions.request.incident')}
        value={draft.incidentId ?? ''}
        onChange={event =>
          onChange({
            incidentId:
              event.target.value === ''
                ? undefined
                : Number(event.target.value),
          })
        }
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        helperText={
          incidents.data && open.length === 0
            ? t('promotions.request.openIncident')
            : undefined
        }
      >
        <MenuItem value="">
          {mode === 'hotfix' ? t('promotions.request.noIncident') : '—'}
        </MenuItem>
        {open.map(({ id, title }) => (
          <MenuItem key={id} value={id}>
            {id}: {title}
          </MenuItem>
        ))}
      </TextField>
      {mode === 'hotfix' && draft.incidentId === undefined && (
        <TextField
          size="small"
          label={t('promotions.request.run')}
          value={draft.failedRunId ?? ''}
          onChange={event => onChange({ failedRunId: event.target.value })}
          inputProps={{ maxLength: 255 }}
        />
      )}
    </>
  );
};

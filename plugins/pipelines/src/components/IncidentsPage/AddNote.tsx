import { useState, type FormEvent } from 'react';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { errorWords } from '../../alerts/errorWords';
import { useNoteOnIncident } from '../../hooks/useIncidents';
import { onCallTranslationRef } from '../../translation';

/** Writes into the timeline. What was typed stays until it is on record. @internal */
export const AddNote = (props: { incidentId: number }) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const [text, setText] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const note = useNoteOnIncident(props.incidentId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    note.mutate(
      { text: text.trim(), key },
      {
        onSuccess: () => {
          setText('');
          setKey(crypto.randomUUID());
        },
      },
    );
  };
  return (
    <form
      onSubmit={submit}
      style={{ display: 'grid', gap: 8, justifyItems: 'start', marginTop: 14 }}
    >
      <TextField
        size="small"
        fullWidth
        multiline
        minRows={2}
        label={t('incidents.note.label')}
        value={text}
        onChange={event => setText(event.target.value)}
        inputProps={{ maxLength: 4000 }}
        error={note.isError}
        helperText={
          note.error &&
          t('incidents.note.failed', { message: errorWords(note.error) })
        }
      />
      <Button
        size="small"
        type="submit"
        variant="outlined"
        disabled={text.trim() === '' || note.isPending}
      >
        {t('incidents.note.add')}
      </Button>
    </form>
  );
};

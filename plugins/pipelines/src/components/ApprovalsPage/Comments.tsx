import { useState, type FormEvent } from 'react';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApprovalDetail } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import { errorWords } from '../../alerts/errorWords';
import { refName } from '../../fleet/words';
import { useCommentOnApproval } from '../../hooks/useApprovals';
import { approvalsTranslationRef } from '../../translation';
import { Timeline } from '../Timeline';

/** What people say about a request besides their votes. What was typed stays until it is on record. @internal */
export const Comments = ({ request }: { request: ApprovalDetail }) => {
  const { t } = useTranslationRef(approvalsTranslationRef);
  const [text, setText] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const comment = useCommentOnApproval(request.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    comment.mutate(
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
    <Panel title={t('approvals.comments.title')}>
      {request.comments.length === 0 ? (
        <p style={{ margin: 0 }}>{t('approvals.comments.none')}</p>
      ) : (
        <Timeline
          name={t('approvals.comments.title')}
          entries={request.comments.map(({ at, author, text: said }, id) => ({
            id,
            at,
            what: refName(author),
            text: said,
          }))}
        />
      )}
      <form
        onSubmit={submit}
        style={{
          display: 'grid',
          gap: 8,
          justifyItems: 'start',
          marginTop: 12,
        }}
      >
        <TextField
          size="small"
          fullWidth
          multiline
          label={t('approvals.comments.label')}
          value={text}
          onChange={event => setText(event.target.value)}
          inputProps={{ maxLength: 2000 }}
          error={comment.isError}
          helperText={
            comment.error &&
            t('approvals.comments.failed', {
              message: errorWords(comment.error),
            })
          }
        />
        <Button
          size="small"
          type="submit"
          variant="outlined"
          disabled={text.trim() === '' || comment.isPending}
        >
          {t('approvals.comments.add')}
        </Button>
      </form>
    </Panel>
  );
};

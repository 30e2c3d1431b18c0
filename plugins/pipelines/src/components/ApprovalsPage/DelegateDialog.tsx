import { useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePeople, type PersonOption } from '../../hooks/usePeople';
import { approvalsTranslationRef } from '../../translation';
import { ConfirmDialog } from '../ConfirmDialog';

/** Passes the reader's right to vote on to somebody. @internal */
export const DelegateDialog = (props: {
  /** Entity refs of those who can't be chosen. */
  excluded: readonly string[];
  isBusy: boolean;
  onDelegate: (to: string) => void;
  onClose: () => void;
}) => {
  const { excluded, isBusy, onClose, onDelegate } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  const people = usePeople();
  const [to, setTo] = useState<PersonOption | null>(null);
  return (
    <ConfirmDialog
      title={t('approvals.delegating.title')}
      text={t('approvals.delegating.text')}
      action={t('approvals.act.delegate')}
      isReady={to !== null && !isBusy}
      onConfirm={() => to && onDelegate(to.ref)}
      onClose={onClose}
    >
      <Autocomplete
        size="small"
        options={(people.data ?? []).filter(p => !excluded.includes(p.ref))}
        getOptionLabel={person => person.name}
        isOptionEqualToValue={(a, b) => a.ref === b.ref}
        loading={people.isPending}
        noOptionsText={t('approvals.delegating.none')}
        value={to}
        onChange={(_, person) => setTo(person)}
        renderInput={params => (
          <TextField
            {...params}
            required
            label={t('approvals.delegating.to')}
            error={people.isError}
            helperText={people.error?.message}
          />
        )}
      />
    </ConfirmDialog>
  );
};

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FactList } from '@sluice/plugin-pipelines-react';
import { approvalsTranslationRef } from '../../translation';

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['a', 'approve'],
  ['r', 'reject'],
  ['?', 'help'],
] as const;

/** The keys of the page, and the switch that turns them off. @internal */
export const ShortcutsDialog = (props: {
  areOn: boolean;
  onChange: (areOn: boolean) => void;
  onClose: () => void;
}) => {
  const { areOn, onChange, onClose } = props;
  const { t } = useTranslationRef(approvalsTranslationRef);
  return (
    <Dialog open onClose={onClose} aria-labelledby="approval-keys">
      <DialogTitle id="approval-keys">{t('approvals.keys.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <FactList
          facts={KEYS.map(([key, does]) => ({
            name: key,
            value: t(`approvals.keys.${does}`),
          }))}
        />
        <FormControlLabel
          label={t('approvals.keys.on')}
          control={
            <Switch
              size="small"
              checked={areOn}
              onChange={(_, checked) => onChange(checked)}
            />
          }
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('approvals.keys.close')}</Button>
      </DialogActions>
    </Dialog>
  );
};

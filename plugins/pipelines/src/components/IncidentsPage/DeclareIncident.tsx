import { useState } from 'react';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { onCallTranslationRef } from '../../translation';
import { DeclareDialog } from './DeclareDialog';

/** Opens the dialog in which an incident is declared. @internal */
export const DeclareIncident = (props: {
  /** Entity refs that are chosen at first. */
  pipelines?: readonly string[];
}) => {
  const { t } = useTranslationRef(onCallTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="contained" onClick={() => setIsOpen(true)}>
        {t('incidents.declare.action')}
      </Button>
      {isOpen && (
        <DeclareDialog
          pipelines={props.pipelines ?? []}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
};

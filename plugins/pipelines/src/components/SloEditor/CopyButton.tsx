import { useState } from 'react';
import Button from '@mui/material/Button';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sloTranslationRef } from '../../translation';

/** Copies a text, and says so until there is another. @internal */
export const CopyButton = (props: { text: string; label: string }) => {
  const { text, label } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button size="small" variant="contained" onClick={copy}>
      {copied === text ? t('slo.try.copied') : label}
    </Button>
  );
};

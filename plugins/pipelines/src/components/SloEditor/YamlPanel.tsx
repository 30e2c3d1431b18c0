import { useState } from 'react';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Panel } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

const Code = styled('pre')(({ theme }) => ({
  margin: 0,
  padding: '10px 12px',
  overflow: 'auto',
  borderRadius: 6,
  fontFamily: 'monospace',
  fontSize: 12,
  lineHeight: 1.5,
  backgroundColor: theme.palette.background.default,
  '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
}));

/** The definition as it goes into the entity, to be copied: nothing is changed from here. @internal */
export const YamlPanel = (props: {
  yaml: string;
  /** What has to be done with it. */
  hint: string;
}) => {
  const { yaml, hint } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(yaml);
    setCopied(yaml);
  };
  return (
    <Panel
      title="spec.slos"
      note={hint}
      actions={
        <Button size="small" variant="contained" onClick={copy}>
          {t(copied === yaml ? 'slo.try.copied' : 'slo.try.copy')}
        </Button>
      }
    >
      {/* It scrolls sideways where the window is narrow, so the keyboard has to get there. */}
      <Code tabIndex={0} role="region" aria-label={t('slo.try.yaml')}>
        {yaml}
      </Code>
    </Panel>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Panel } from '@sluice/plugin-pipelines-react';
import { sloTranslationRef } from '../../translation';
import { Code } from './Code';
import { CopyButton } from './CopyButton';

/** The definition as it goes into the entity, to be copied: nothing is changed from here. @internal */
export const YamlPanel = (props: {
  yaml: string;
  /** What has to be done with it. */
  hint: string;
  /** Why there is no more than this. */
  note?: string;
}) => {
  const { yaml, hint, note } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  return (
    <Panel
      title="spec.slos"
      note={hint}
      actions={<CopyButton text={yaml} label={t('slo.try.copy')} />}
    >
      {note && <p style={{ margin: '0 0 8px' }}>{note}</p>}
      {/* It scrolls sideways where the window is narrow, so the keyboard has to get there. */}
      <Code tabIndex={0} role="region" aria-label={t('slo.try.yaml')}>
        {yaml}
      </Code>
    </Panel>
  );
};
